import { type Actor, type Role, townshipUnit } from '../roles.ts';

/**
 * What of a county's work there is to read:
 * - `campaign`: that it is there, its title and year
 * - `county`: its own items, the plan in force, which townships take part
 * - `township`: everything of one township
 * - `objection-matter`: what was said against a person, and what was found: not for the township's own League, whose people it is about
 * - `county-documents`: compiled reports and documents of the county as a whole
 * - `commands`: what others sent, with its receipt
 * - `taken-back`: commands that a repair took back
 * - `engine-record`: the runs' histories in the engine's own pages
 */
export const RECORDS = [
  'campaign',
  'county',
  'township',
  'objection-matter',
  'county-documents',
  'commands',
  'taken-back',
  'engine-record',
] as const;
export type RecordKind = (typeof RECORDS)[number];

/**
 * How far somebody sees: `own-township`, and of what has no township that of their county; `own-county`: all of the county
 * they belong to; `assigned`: the same, and every county for whoever is there for the whole installation (unit `*`).
 */
type Reach = 'own-township' | 'own-county' | 'assigned';

type Readers = Readonly<Partial<Record<Role, Reach>>>;

/** Whoever looks after a whole county. */
const COUNTY: Readers = { 'county-league': 'own-county', 'organization-department': 'own-county', auditor: 'assigned' };

/** Them, and the bodies of its townships. */
const EVERY_BODY: Readers = { 'township-league': 'own-township', 'township-party-committee': 'own-township', ...COUNTY };

/** The one table of who reads what. A role or a record that is not in it is seen by nobody and sees nothing. */
const READERS: Readonly<Record<RecordKind, Readers>> = {
  campaign: { ...EVERY_BODY, administrator: 'assigned' },
  county: EVERY_BODY,
  township: EVERY_BODY,
  'objection-matter': { ...COUNTY, 'township-party-committee': 'own-township' },
  'county-documents': COUNTY,
  commands: { 'county-league': 'own-county', auditor: 'assigned' },
  'taken-back': COUNTY,
  'engine-record': { ...COUNTY, administrator: 'assigned' },
};

/**
 * The one door for reading, as `authorize` is for writing: may this person see this record of the county, or of one of its
 * townships?
 */
export function mayRead({ role, unit }: Pick<Actor, 'role' | 'unit'>, record: RecordKind, county: string, township?: string): boolean {
  switch (reachOf(role, record)) {
    case 'own-township':
      return township === undefined ? unit.startsWith(`${county}/`) : unit === townshipUnit(county, township);
    case 'own-county':
      return unit === county;
    case 'assigned':
      return unit === '*' || unit === county;
    case undefined:
      return false;
  }
}

/** Whether anybody of this role reads such records, somewhere. */
export function readsAny(role: Role, record: RecordKind): boolean {
  return reachOf(role, record) !== undefined;
}

/** The county whose records somebody reads: its id, `*` for every county, undefined for none. */
export function countiesRead({ role, unit }: Pick<Actor, 'role' | 'unit'>, record: RecordKind): string | undefined {
  switch (reachOf(role, record)) {
    case 'own-township':
      return unit.split('/')[0];
    case 'own-county':
      return unit === '*' ? undefined : unit;
    case 'assigned':
      return unit;
    case undefined:
      return undefined;
  }
}

function reachOf(role: Role, record: RecordKind): Reach | undefined {
  const readers = Object.hasOwn(READERS, record) ? READERS[record] : {};
  return Object.hasOwn(readers, role) ? readers[role] : undefined;
}
