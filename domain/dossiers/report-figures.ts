import { electedOf } from '../election/elected.ts';
import { committeeProfile, knownPeople } from '../election/known-people.ts';
import type { DossierContext } from '../fields/define-dossier.ts';
import { rowsOnRecord } from '../fields/on-record.ts';

type OnRecord = Pick<DossierContext, 'rules' | 'earlier' | 'counted' | 'today'>;

/**
 * Figures of a monthly report that stand in the township's dossiers already (R84, R85): what is not on record yet is
 * absent. People elected by the names of the ballots, women, Party members and quota as they were nominated.
 */
export function figuresOnRecord(context: OnRecord): Readonly<Record<string, number>> {
  const { earlier, today } = context;
  const rows = (stage: keyof DossierContext['earlier'], table: string) => rowsOnRecord(context, stage, table).length || undefined;
  const members = electedOf(context, 'member-election').map(({ name }) => name);
  const { women, party } = committeeProfile(members, context, today);
  const find = knownPeople(context);
  const deputies = electedOf(context, 'leadership-election').filter(({ office }) => office === 'deputies');
  const figures = {
    recommended: rows('recommendation', 'people'),
    nominees: rows('nomination', 'nominees'),
    formal: rows('formal-candidates', 'candidates'),
    ...(members.length > 0 ? { elected: members.length, women, party } : {}),
    ...(deputies.length > 0 ? { deputiesOutOfQuota: deputies.filter(({ name }) => find(name)?.quota === 'OUT').length } : {}),
    branches: numberOf(earlier.recommendation, 'branches'),
    newBranches: numberOf(earlier.functions, 'newUnits'),
    coverage: numberOf(earlier.functions, 'coverageAfter') ?? numberOf(earlier.survey, 'coverageBefore'),
  };
  return Object.fromEntries(Object.entries(figures).filter((entry): entry is [string, number] => entry[1] !== undefined));
}

function numberOf(dossier: unknown, name: string): number | undefined {
  const value = typeof dossier === 'object' && dossier !== null ? (dossier as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof value === 'number' ? value : undefined;
}
