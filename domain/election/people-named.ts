import type { DossierContext } from '../fields/define-dossier.ts';
import { rowsOnRecord } from '../fields/on-record.ts';
import { nameKey } from '../language/name-key.ts';
import type { VotingStage } from '../rules/ballot-facts.ts';
import { electedOf, roundsOnRecord } from './elected.ts';

/** How the names in a dossier compare with those it follows from. */
export interface NamesCompared {
  /** Named here, but not there. */
  readonly outside: readonly string[];
  /** There, but not named here. */
  readonly missing: readonly string[];
}

/** Compares names. Where nothing is on record nothing is outside of it. */
export function compareNames(named: readonly string[], required: readonly string[], allowed: readonly string[] = []): NamesCompared {
  const here = new Set(named.map(nameKey));
  const there = new Set([...required, ...allowed].map(nameKey));
  return {
    outside: there.size === 0 ? [] : named.filter((name) => !there.has(nameKey(name))),
    missing: required.filter((name) => !here.has(nameKey(name))),
  };
}

/** Compares names with those elected, whoever was taken after a tie among them. */
export function compareWithElected(named: readonly string[], stage: VotingStage, context: DossierContext): NamesCompared {
  const elected = electedOf(context, stage).map(({ name }) => name);
  // A vote on record in which nobody was elected leaves nobody to be named.
  if (elected.length === 0 && roundsOnRecord(context, stage).length > 0) return { outside: named, missing: [] };
  return compareNames(named, elected);
}

/** Whoever is named with another office than the one to which they were elected; people who were not elected are told elsewhere. */
export function inOtherOffice(
  named: readonly { readonly name: string; readonly role: 'SECRETARY' | 'DEPUTY' | 'MEMBER' }[],
  context: DossierContext,
): string[] {
  if (roundsOnRecord(context, 'leadership-election').length === 0) return [];
  const leaders = new Map(electedOf(context, 'leadership-election').map(({ name, office }) => [nameKey(name), office]));
  const members = new Set(electedOf(context, 'member-election').map(({ name }) => nameKey(name)));
  const roleOf = (key: string) => (leaders.has(key) ? ROLES[leaders.get(key) ?? 'members'] : members.has(key) ? 'MEMBER' : undefined);
  return named.flatMap(({ name, role }) => {
    const elected = roleOf(nameKey(name));
    return elected === undefined || elected === role ? [] : [name];
  });
}

const ROLES = { members: 'MEMBER', secretary: 'SECRETARY', deputies: 'DEPUTY' } as const;

/** Names in a table of another stage's dossier, of those rows that `keep` takes. */
export function namesOnRecord(
  context: Pick<DossierContext, 'earlier'>,
  stage: Parameters<typeof rowsOnRecord>[1],
  table: string,
  keep: (row: Readonly<Record<string, unknown>>) => boolean = () => true,
): string[] {
  return rowsOnRecord(context, stage, table).flatMap((row) => (typeof row.name === 'string' && keep(row) ? [row.name] : []));
}
