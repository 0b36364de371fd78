import { nameKey } from '../language/name-key.ts';
import type { Counts } from '../rules/rule-result.ts';
import type { StageId } from '../stages/stages.ts';
import { objectionCount, PEOPLE_LISTS } from './people-lists.ts';

/** Objections as a dossier is held against them: by name, in the api. */
export interface KnownObjection {
  readonly number: number;
  readonly name: string;
  /** Nobody knows yet what to think of it. */
  readonly open: boolean;
  readonly upheld: boolean;
}

type Id = StageId | 'monthly-report';

function namesIn(id: Id, dossier: unknown): string[] {
  const table = PEOPLE_LISTS[id]?.table;
  const rows = table === undefined ? undefined : (dossier as Readonly<Record<string, unknown>>)[table];
  return Array.isArray(rows) ? rows.map((row: { readonly name?: unknown }) => String(row.name)) : [];
}

/** Where the person of each objection stands in this dossier (0: nowhere), and how many stand in it although an objection was upheld. */
export function objectedCounts(id: Id, dossier: unknown, objections: readonly KnownObjection[] = []): Counts {
  if (PEOPLE_LISTS[id] === undefined || objections.length === 0) return {};
  const keys = namesIn(id, dossier).map(nameKey);
  const places = objections.map(({ number, name }) => [objectionCount(number), keys.indexOf(nameKey(name)) + 1] as const);
  return { ...Object.fromEntries(places), upheld: namesBehind(id, dossier, objections).UPHELD_LISTED.length };
}

/** Who of a dossier's people has an open objection, and who one that was upheld. */
export function namesBehind(id: Id, dossier: unknown, objections: readonly KnownObjection[] = []) {
  const names = namesIn(id, dossier);
  const about = (test: (objection: KnownObjection) => boolean) => {
    const keys = new Set(objections.filter(test).map(({ name }) => nameKey(name)));
    return names.filter((name) => keys.has(nameKey(name)));
  };
  return { OBJECTION_OPEN: about(({ open }) => open), UPHELD_LISTED: about(({ upheld }) => upheld) };
}
