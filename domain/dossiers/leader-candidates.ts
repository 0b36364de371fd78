import { knownPeople } from '../election/known-people.ts';
import { compareWithElected } from '../election/people-named.ts';
import { type DossierContext, defineDossier, type PeopleBehind } from '../fields/define-dossier.ts';
import { date, text } from '../fields/field-builders.ts';
import { account, name } from '../fields/person-columns.ts';
import { people } from '../fields/rows.ts';
import { nameKey } from '../language/name-key.ts';
import type { Counts } from '../rules/rule-result.ts';
import { daysAhead } from './days-ahead.ts';

/**
 * 书记、副书记预备人选 (M12): who is proposed for secretary and for the deputies' seats, named from among the elected
 * members, agreed to by the party committee and the county league before the plenary votes on them (§2.6, R58, R95).
 */
export const leaderCandidates = defineDossier(
  'leader-candidates',
  {
    proposedOn: date({ zh: '研究提名日期', en: 'Proposed on' }),
    document: text(
      { zh: '请示文号', en: 'Document number of the request' },
      { max: 60, hint: { zh: '照文件上的写，例如：某某团〔2026〕8号', en: 'As printed on the document' } },
    ),
    secretary: people(
      { zh: '书记预备人选', en: 'Proposed for secretary' },
      { name, account },
      { hint: { zh: '只能是当选的委员，姓名与选举结果一致。', en: 'Elected members only, by the same names.' } },
    ),
    deputies: people(
      { zh: '副书记预备人选', en: 'Proposed for deputy secretaries' },
      { name, account },
      { hint: { zh: '全部副书记名额的候选人，差额的也列在这里。', en: 'All candidates for the deputies’ seats.' } },
    ),
  },
  { countsOf: leaderCandidateCounts, peopleBehind: leaderCandidatePeople },
);

interface LeaderCandidates {
  readonly proposedOn: string;
  readonly secretary: readonly { readonly name: string }[];
  readonly deputies: readonly { readonly name: string }[];
}

const named = (rows: readonly { readonly name: string }[]) => rows.map((row) => row.name);

function lookedUp({ secretary, deputies }: LeaderCandidates, context: DossierContext) {
  const first = new Set(named(secretary).map(nameKey));
  return {
    outside: compareWithElected([...named(secretary), ...named(deputies)], 'member-election', context).outside,
    both: named(deputies).filter((one) => first.has(nameKey(one))),
  };
}

function leaderCandidateCounts(dossier: LeaderCandidates, context: DossierContext): Counts {
  const find = knownPeople(context);
  const { outside, both } = lookedUp(dossier, context);
  const quota = (rows: readonly { readonly name: string }[], kind: 'IN' | 'OUT') =>
    named(rows).filter((one) => find(one)?.quota === kind).length;
  return {
    secretaryCandidates: dossier.secretary.length,
    deputyCandidates: dossier.deputies.length,
    outsideMembers: outside.length,
    bothOffices: both.length,
    secretariesIn: quota(dossier.secretary, 'IN'),
    deputiesIn: quota(dossier.deputies, 'IN'),
    deputiesOut: quota(dossier.deputies, 'OUT'),
    daysAhead: daysAhead(dossier.proposedOn, context.today),
  };
}

function leaderCandidatePeople(dossier: LeaderCandidates, context: DossierContext): PeopleBehind {
  const { outside, both } = lookedUp(dossier, context);
  return { LEADER_NOT_A_MEMBER: outside, BOTH_OFFICES: both };
}
