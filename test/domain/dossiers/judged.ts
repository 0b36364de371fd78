import { DOSSIERS, type DossierContext, type DossierId, parseDossier } from '../../../domain/dossiers/index.ts';
import { type GateFacts, gate } from '../../../domain/gates/gates-of.ts';
import type { Counts, RuleResult } from '../../../domain/rules/rule-result.ts';
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
export function judged(id: DossierId, typed: unknown, change: Partial<DossierContext> = {}): RuleResult[] {
  const context = landuContext(change);
  return gate(id, countsOf(id, typed, context), factsOf(context));
}

export function resultOf(ruleResults: readonly RuleResult[], code: string): RuleResult {
  const found = ruleResults.find((result) => result.code === code);
  if (!found) throw new Error(`no result ${code} among ${ruleResults.map((result) => result.code).join(', ')}`);
  return found;
}

export function codesOf(ruleResults: readonly RuleResult[], outcome: RuleResult['outcome']): string[] {
  return ruleResults.filter((result) => result.outcome === outcome).map((result) => result.code);
}
