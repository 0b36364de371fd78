import { type DossierContext, defineDossier, type PeopleBehind } from '../fields/define-dossier.ts';
import { isMember, isTooOld } from '../fields/eligibility.ts';
import { date, optional, text } from '../fields/field-builders.ts';
import { isUnknownPost, namesOf, peopleOnRecord } from '../fields/on-record.ts';
import { account, name, post } from '../fields/person-columns.ts';
import { people, rows } from '../fields/rows.ts';
import { nameKey } from '../language/name-key.ts';
import { daysAhead } from './days-ahead.ts';

/**
 * 确定正式候选人 (M9, D9): the party committee's decision, by meeting and document (R48–R50). At least 10 % more than
 * seats, and nobody from outside the nominees (C-12). What is known of each person stands in the nomination.
 */
export const formalCandidates = defineDossier(
  'formal-candidates',
  {
    meetingOn: date({ zh: '党委会议日期', en: 'Party committee meeting on' }),
    document: text(
      { zh: '党委文件文号', en: 'Document of the Party committee' },
      { max: 60, hint: { zh: '照文件上的写，例如：某某党〔2026〕17号', en: 'As printed on the document' } },
    ),
    candidates: people(
      { zh: '正式候选人', en: 'Formal candidates' },
      { name, post, account },
      { hint: { zh: '只能从推荐人选中产生，姓名与推荐时一致。', en: 'From the nominees only, by the same names.' } },
    ),
    dropped: optional(
      rows(
        { zh: '未列为正式候选人的推荐人选及理由', en: 'Nominees not taken up, and why' },
        {
          name,
          reason: text(
            { zh: '理由', en: 'Why' },
            { max: 200, hint: { zh: '例如：同类岗位已有人选', en: 'Such as: the post has a candidate' } },
          ),
        },
        { max: 200, unique: 'name', key: nameKey },
      ),
    ),
  },
  { countsOf: formalCounts, peopleBehind: formalPeople },
);

interface Formal {
  readonly meetingOn: string;
  readonly document: string;
  readonly candidates: readonly { readonly name: string; readonly post: string }[];
  readonly dropped?: readonly { readonly name: string }[] | undefined;
}

/** The people of the dossier whom a rule speaks of, looked up by name among the nominees. */
function lookedUp({ candidates, dropped = [] }: Formal, context: DossierContext) {
  const nominees = peopleOnRecord(context, 'nomination', 'nominees');
  const known = candidates.map(({ name }) => nominees.get(nameKey(name))).filter((person) => person !== undefined);
  const spokenOf = new Set([...candidates, ...dropped].map(({ name }) => nameKey(name)));
  return {
    known,
    outside: candidates.filter(({ name }) => !nominees.has(nameKey(name))),
    unaccounted: [...nominees].filter(([name]) => !spokenOf.has(name)).map(([, person]) => person),
    postUnknown: candidates.filter((person) => isUnknownPost(context, person.post)),
    tooOld: known.filter((person) => isTooOld({ born: String(person.born) }, context)),
    notMembers: known.filter((person) => !isMember({ political: String(person.political) })),
  };
}

function formalCounts(dossier: Formal, context: DossierContext) {
  const { known, outside, unaccounted, postUnknown, tooOld, notMembers } = lookedUp(dossier, context);
  return {
    documents: dossier.document === '' ? 0 : 1,
    formal: dossier.candidates.length,
    outsideNominees: outside.length,
    unaccounted: unaccounted.length,
    dropped: dossier.dropped?.length ?? 0,
    postsUnknown: postUnknown.length,
    tooOld: tooOld.length,
    notMembers: notMembers.length,
    inQuota: known.filter((person) => person.quota === 'IN').length,
    outOfQuota: known.filter((person) => person.quota === 'OUT').length,
    daysAhead: daysAhead(dossier.meetingOn, context.today),
  };
}

function formalPeople(dossier: Formal, context: DossierContext): PeopleBehind {
  const { outside, unaccounted, postUnknown, tooOld, notMembers } = lookedUp(dossier, context);
  return {
    FORMAL_NOT_NOMINATED: namesOf(outside),
    NOMINEES_UNACCOUNTED: namesOf(unaccounted),
    POST_NOT_DESIGNED: namesOf(postUnknown),
    TOO_OLD: namesOf(tooOld),
    NOT_A_MEMBER: namesOf(notMembers),
  };
}
