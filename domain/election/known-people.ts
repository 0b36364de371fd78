import type { DossierContext } from '../fields/define-dossier.ts';
import { ageOn } from '../fields/eligibility.ts';
import { peopleOnRecord } from '../fields/on-record.ts';
import { nameKey } from '../language/name-key.ts';
import type { SourceCategory } from '../plan/choices.ts';
import { roundsOnRecord } from './elected.ts';
import { ballotField, rowsAt } from './named-ballot.ts';

/** What is on record of a person who was elected: from the nomination, or from the ballot into which they were written. */
export interface KnownPerson {
  readonly name: string;
  readonly sex?: 'M' | 'F';
  /** Month of birth `YYYY-MM`. */
  readonly born?: string;
  readonly political?: 'CPC' | 'CYL' | 'NONE';
  readonly quota?: 'IN' | 'OUT';
  readonly time?: 'FULL' | 'PART';
  readonly source?: SourceCategory;
  readonly education?: string;
  readonly currentPost?: string;
}

type OnRecord = Pick<DossierContext, 'rules' | 'earlier' | 'counted'>;

/** Finds people on record by name. */
export function knownPeople(context: OnRecord): (name: string) => KnownPerson | undefined {
  const nominees = peopleOnRecord(context, 'nomination', 'nominees');
  const written = roundsOnRecord(context, 'member-election').flatMap(({ dossier }) => rowsAt(dossier, ballotField('members', 'writeIns')));
  const byName = new Map<string, unknown>(written.map((row) => [nameKey(String(row.name)), row]));
  return (name) => (nominees.get(nameKey(name)) ?? byName.get(nameKey(name))) as KnownPerson | undefined;
}

/** Figures of a committee on a day (sample of a committee profile: women, Party and League members, quota, average age). */
export interface CommitteeProfile {
  readonly members: number;
  readonly women: number;
  readonly party: number;
  readonly league: number;
  readonly inQuota: number;
  readonly outOfQuota: number;
  /** People of whom nothing is on record; they are in no other figure. */
  readonly unknown: number;
  /** Average of the completed years, in tenths of a year, rounded; 0 when no age is known. */
  readonly averageAgeTenths: number;
}

/** The profile of the people of these names on a day. */
export function committeeProfile(names: readonly string[], context: OnRecord, day: string): CommitteeProfile {
  const find = knownPeople(context);
  const known = names.flatMap((name) => find(name) ?? []);
  const number = (test: (person: KnownPerson) => boolean) => known.filter(test).length;
  const ages = known.flatMap(({ born }) => (born === undefined ? [] : [ageOn(born, day)]));
  const years = ages.reduce((sum, age) => sum + age, 0);
  return {
    members: names.length,
    women: number(({ sex }) => sex === 'F'),
    party: number(({ political }) => political === 'CPC'),
    league: number(({ political }) => political === 'CYL'),
    inQuota: number(({ quota }) => quota === 'IN'),
    outOfQuota: number(({ quota }) => quota === 'OUT'),
    unknown: names.length - known.length,
    averageAgeTenths: ages.length === 0 ? 0 : Math.round((years * 10) / ages.length),
  };
}
