import { DOSSIERS, type DossierContext, parseDossier } from '../../../domain/dossiers/index.ts';
import { type GateFacts, gate } from '../../../domain/gates/gates-of.ts';
import type { Counts, RuleResult } from '../../../domain/rules/rule-result.ts';
import type { StageId } from '../../../domain/stages/stages.ts';
import { LANDU, LANDU_STAGES, type LanduStage, landuContext } from './landu.ts';

export interface Judged {
  readonly dossier: unknown;
  readonly counts: Counts;
  readonly ruleResults: readonly RuleResult[];
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
  const ruleResults = gate(stage, counts, { rules: told.rules, body: told.body, passed: passedBefore(stage), ballots, ...facts });
  return { dossier, counts, ruleResults };
}

/** Codes of the rule results with an outcome, in order. */
export function codes({ ruleResults }: Judged, outcome: RuleResult['outcome']): string[] {
  return ruleResults.filter((result) => result.outcome === outcome).map((result) => result.code);
}

/** The result of a code. */
export function resultOf({ ruleResults }: Judged, code: string): RuleResult | undefined {
  return ruleResults.find((result) => result.code === code);
}

/** The worst that is said under a code: a plenary has two ballots. */
export function outcome(stage: LanduStage, change: Record<string, unknown>, code: string, told: Parameters<typeof judge>[2] = {}) {
  const said = judge(stage, change, told).ruleResults.flatMap((result) => (result.code === code ? [result.outcome] : []));
  return (['fails', 'warns', 'holds'] as const).find((one) => said.includes(one));
}
