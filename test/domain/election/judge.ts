import { DOSSIERS, type DossierContext, parseDossier } from '../../../domain/dossiers/index.ts';
import { type GateFacts, gate } from '../../../domain/gates/gates-of.ts';
import type { Counts, Verdict } from '../../../domain/rules/verdict.ts';
import type { StageId } from '../../../domain/stages/stages.ts';
import { LANDU, LANDU_STAGES, type LanduStage, landuContext } from './landu.ts';

export interface Judged {
  readonly dossier: unknown;
  readonly counts: Counts;
  readonly verdicts: readonly Verdict[];
}

/** Counts of the dossiers before a stage, as a run has them. */
export function passedBefore(stage: LanduStage): Partial<Record<StageId, Counts>> {
  const before = LANDU_STAGES.slice(0, LANDU_STAGES.indexOf(stage));
  return Object.fromEntries(before.map((id) => [id, DOSSIERS[id].countsOf(checked(id, LANDU[id]), landuContext(id))]));
}

/** The dossier as it is kept. @throws Error that lists everything wrong with it. */
export function checked(stage: LanduStage, typed: unknown): unknown {
  const parsed = parseDossier(stage, typed);
  if ('problems' in parsed) throw new Error(parsed.problems.map((problem) => problem.zh).join('\n'));
  return parsed.dossier;
}

/** A dossier of the sample township, changed, as the api and then the run judge it. */
export function judge(
  stage: LanduStage,
  change: Readonly<Record<string, unknown>> = {},
  { context, facts }: { readonly context?: Partial<DossierContext>; readonly facts?: Partial<GateFacts> } = {},
): Judged {
  const dossier = checked(stage, { ...LANDU[stage], ...change });
  const told = landuContext(stage, context);
  const counts = DOSSIERS[stage].countsOf(dossier, told);
  const ballots = facts?.ballots ?? told.ballots;
  const verdicts = gate(stage, counts, { rules: told.rules, body: told.body, passed: passedBefore(stage), ballots, ...facts });
  return { dossier, counts, verdicts };
}

/** Codes of the verdicts with an outcome, in order. */
export function codes({ verdicts }: Judged, outcome: Verdict['outcome']): string[] {
  return verdicts.filter((verdict) => verdict.outcome === outcome).map((verdict) => verdict.code);
}

/** The verdict of a code. */
export function verdictOf({ verdicts }: Judged, code: string): Verdict | undefined {
  return verdicts.find((verdict) => verdict.code === code);
}

/** The worst that is said under a code: a plenary has two ballots. */
export function outcome(stage: LanduStage, change: Record<string, unknown>, code: string, told: Parameters<typeof judge>[2] = {}) {
  const said = judge(stage, change, told).verdicts.flatMap((verdict) => (verdict.code === code ? [verdict.outcome] : []));
  return (['fails', 'warns', 'holds'] as const).find((one) => said.includes(one));
}
