import { DOSSIERS, type DossierContext, type DossierId, parseDossier } from '../../../domain/dossiers/index.ts';
import { type GateFacts, gate } from '../../../domain/gates/gates-of.ts';
import type { Counts, Verdict } from '../../../domain/rules/verdict.ts';
import type { StageId } from '../../../domain/stages/stages.ts';
import { landuContext } from './landu.ts';

/** A dossier as it is kept. @throws when anything is wrong with it. */
export function kept(id: DossierId, typed: unknown): unknown {
  const parsed = parseDossier(id, typed);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.dossier;
}

export function countsOf(id: DossierId, typed: unknown, context: DossierContext): Counts {
  return DOSSIERS[id].countsOf(kept(id, typed), context);
}

/** What the gate knows when every dossier in the context is on record. */
export function factsOf(context: DossierContext): GateFacts {
  const stages = Object.keys(context.earlier) as (DossierId & StageId)[];
  const passed = stages
    .filter((id) => (id as DossierId) !== 'monthly-report')
    .map((id) => [id, countsOf(id, context.earlier[id], { ...context, earlier: without(context.earlier, id) })] as const);
  return { rules: context.rules, body: context.body, passed: Object.fromEntries(passed) };
}

function without(earlier: DossierContext['earlier'], id: string): DossierContext['earlier'] {
  return Object.fromEntries(Object.entries(earlier).filter(([stage]) => stage !== id));
}

/** Every rule's word on a dossier of the sample township, with everything else of it on record. */
export function judged(id: DossierId, typed: unknown, change: Partial<DossierContext> = {}): Verdict[] {
  const context = landuContext(change);
  return gate(id, countsOf(id, typed, context), factsOf(context));
}

export function verdictOf(verdicts: readonly Verdict[], code: string): Verdict {
  const found = verdicts.find((verdict) => verdict.code === code);
  if (!found) throw new Error(`no verdict ${code} among ${verdicts.map((verdict) => verdict.code).join(', ')}`);
  return found;
}

export function codesOf(verdicts: readonly Verdict[], outcome: Verdict['outcome']): string[] {
  return verdicts.filter((verdict) => verdict.outcome === outcome).map((verdict) => verdict.code);
}
