import { addDays, daysBetween, type PlanDate } from '../calendar/plan-date.ts';
import type { CountedRounds } from '../rules/ballot-facts.ts';
import type { Counts } from '../rules/rule-result.ts';
import type { StageId } from '../stages/stages.ts';

/**
 * The days on which things happened, in the order of the stages: what a later stage rests on cannot have happened after
 * it. Days are compared here, in the api; how many days they are apart the wrong way round travels to the run.
 */

type Dossier = Readonly<Record<string, unknown>>;
type DossierId = StageId | 'monthly-report';

/** What a dossier's days are compared with. */
interface DaysOnRecord {
  readonly earlier: Readonly<Partial<Record<StageId, unknown>>>;
  readonly counted?: CountedRounds | undefined;
  readonly noticeLastDay?: PlanDate | undefined;
}

type Words = readonly [zh: string, en: string];

/** A day that a dossier tells. */
interface Day {
  readonly stage: StageId;
  readonly words: Words;
  readonly of: (dossier: Dossier, context: DaysOnRecord) => PlanDate | undefined;
}

function day(stage: StageId, field: string, words: Words): Day {
  return { stage, words, of: (dossier) => asDay(dossier[field]) };
}

function asDay(value: unknown): PlanDate | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function entries(dossier: Dossier): PlanDate[] {
  const rows = Array.isArray(dossier.entries) ? (dossier.entries as readonly Dossier[]) : [];
  return rows.flatMap((row) => asDay(row.on) ?? []).toSorted();
}

const DAYS = {
  surveyed: day('survey', 'surveyedTo', ['调查结束日期', 'the end of the survey']),
  drafted: day('implementation-plan', 'draftedOn', ['实施方案拟定日期', 'the drafting of the plan']),
  fixed: day('post-design', 'fixedOn', ['岗位确定日期', 'the day on which the posts were fixed']),
  madeKnown: {
    stage: 'publicity',
    words: ['最后一次宣传的日期', 'the last publication'],
    of: (dossier) => entries(dossier).at(-1),
  },
  firstMadeKnown: {
    stage: 'publicity',
    words: ['第一次宣传的日期', 'the first publication'],
    of: (dossier) => entries(dossier)[0],
  },
  recommended: day('recommendation', 'closedOn', ['推荐截止日期', 'the close of the recommendations']),
  nominated: day('nomination', 'decidedOn', ['推荐人选研究确定日期', 'the decision on the nominees']),
  listed: day('formal-candidates', 'meetingOn', ['党委确定正式候选人的会议日期', 'the decision on the formal candidates']),
  voted: day('member-election', 'heldOn', ['大会日期', 'the vote on the members']),
  membersReported: day('member-report', 'reportedOn', ['委员选举结果上报日期', 'the report on the members']),
  proposed: day('leader-candidates', 'proposedOn', ['书记、副书记预备人选提名日期', 'the proposal of the leaders']),
  led: day('leadership-election', 'heldOn', ['书记、副书记选举的会议日期', 'the vote on the leaders']),
  leadersReported: day('leadership-report', 'reportedOn', ['班子选举结果上报日期', 'the report on the leaders']),
  studied: day('organization-study', 'meetingOn', ['党委研究人选的会议日期', 'the study by the Party committee']),
  inspecting: day('inspection', 'inspectedFrom', ['考察开始日期', 'the beginning of the inspection']),
  inspected: day('inspection', 'inspectedTo', ['考察结束日期', 'the end of the inspection']),
  posted: day('public-notice', 'postedOn', ['公示张贴日期', 'the posting of the notice']),
  noticeOver: {
    stage: 'public-notice',
    words: ['公示期满次日', 'the day after the notice ended'],
    of: (_, { noticeLastDay }) => (noticeLastDay === undefined ? undefined : addDays(noticeLastDay, 1)),
  },
  partyDocument: day('appointment', 'partyDocumentOn', ['党委任职文件日期', 'the Party committee’s document']),
  appointed: day('appointment', 'appointedOn', ['任职日期', 'the day of the appointment']),
  adopted: day('mechanisms', 'adoptedOn', ['制度通过日期', 'the adoption of the documents']),
  collected: day('summary', 'collectedOn', ['经验整理日期', 'the collection of the experience']),
  concluded: day('summary', 'resultsOn', ['工作成果文件日期', 'the day of the results document']),
} as const satisfies Record<string, Day>;
type DayName = keyof typeof DAYS;

/** Two days of which `later` may not come before `earlier`. */
export interface DatePair {
  /** Of the result. */
  readonly code: string;
  /** R-number or rule that the order follows from. */
  readonly rule: string;
  readonly later: DayName;
  readonly earlier: DayName;
  /** The later rests on the earlier, so that it cannot be; else it may be, and is said. */
  readonly hard: boolean;
}

const rests = (later: DayName, earlier: DayName, rule: string, code: string): DatePair => ({ code, rule, later, earlier, hard: true });
const follows = (later: DayName, earlier: DayName, rule: string, code: string): DatePair => ({ code, rule, later, earlier, hard: false });

/** Every pair, in the order of the stages (REFERENCE §1.5). The plenary's own day is judged with its election (R56). */
const PAIRS: readonly DatePair[] = [
  follows('drafted', 'surveyed', 'R62', 'PLAN_BEFORE_SURVEY'),
  rests('fixed', 'surveyed', 'R35', 'POSTS_BEFORE_SURVEY'),
  rests('madeKnown', 'fixed', 'R39', 'PUBLICITY_BEFORE_POSTS'),
  follows('firstMadeKnown', 'fixed', 'R39', 'PUBLICITY_BEGAN_BEFORE_POSTS'),
  rests('recommended', 'fixed', 'R39', 'RECOMMENDATION_BEFORE_POSTS'),
  follows('recommended', 'firstMadeKnown', 'R38', 'RECOMMENDATION_BEFORE_PUBLICITY'),
  rests('nominated', 'recommended', 'R44', 'NOMINATION_BEFORE_RECOMMENDATION'),
  rests('listed', 'nominated', 'R50', 'FORMAL_BEFORE_NOMINATION'),
  rests('voted', 'listed', 'R51', 'VOTE_BEFORE_FORMAL_LIST'),
  rests('membersReported', 'voted', 'R55', 'MEMBER_REPORT_BEFORE_VOTE'),
  follows('proposed', 'voted', 'R56', 'LEADERS_PROPOSED_BEFORE_VOTE'),
  rests('led', 'proposed', 'R57', 'LEADERS_VOTED_BEFORE_PROPOSED'),
  rests('leadersReported', 'led', 'R59', 'LEADERSHIP_REPORT_BEFORE_VOTE'),
  rests('studied', 'voted', 'R97', 'STUDY_BEFORE_VOTE'),
  rests('studied', 'led', 'R97', 'STUDY_BEFORE_LEADERS'),
  follows('studied', 'membersReported', 'R97', 'STUDY_BEFORE_MEMBER_REPORT'),
  follows('studied', 'leadersReported', 'R97', 'STUDY_BEFORE_LEADERSHIP_REPORT'),
  follows('inspecting', 'listed', 'R27.8', 'INSPECTION_BEFORE_FORMAL_LIST'),
  rests('inspected', 'led', 'R27.8', 'INSPECTION_OVER_BEFORE_VOTE'),
  follows('inspecting', 'studied', 'R27.8', 'INSPECTION_BEGAN_BEFORE_STUDY'),
  rests('inspected', 'studied', 'R27.8', 'INSPECTION_OVER_BEFORE_STUDY'),
  rests('posted', 'inspected', 'R27.8', 'NOTICE_BEFORE_INSPECTION'),
  rests('appointed', 'voted', 'R27.9', 'APPOINTED_BEFORE_VOTE'),
  rests('appointed', 'led', 'R27.9', 'APPOINTED_BEFORE_LEADERS'),
  rests('appointed', 'studied', 'R27.9', 'APPOINTED_BEFORE_STUDY'),
  rests('appointed', 'inspected', 'R27.9', 'APPOINTED_BEFORE_INSPECTION'),
  rests('appointed', 'noticeOver', '§2.9', 'APPOINTED_BEFORE_NOTICE_ENDED'),
  rests('partyDocument', 'voted', 'R27.9', 'PARTY_DOCUMENT_BEFORE_VOTE'),
  rests('partyDocument', 'inspected', 'R27.9', 'PARTY_DOCUMENT_BEFORE_INSPECTION'),
  rests('partyDocument', 'noticeOver', '§2.9', 'PARTY_DOCUMENT_BEFORE_NOTICE_ENDED'),
  follows('appointed', 'partyDocument', '§2.10', 'OFFICE_BEFORE_PARTY_DOCUMENT'),
  follows('adopted', 'voted', 'R73', 'MECHANISMS_BEFORE_VOTE'),
  follows('concluded', 'collected', 'R90', 'RESULTS_BEFORE_EXPERIENCE'),
  follows('concluded', 'appointed', 'R90', 'RESULTS_BEFORE_APPOINTMENT'),
];

/** What a day rests on, directly. */
function restsOn(name: DayName): DayName[] {
  return PAIRS.flatMap(({ later, earlier, hard }) => (hard && later === name ? [earlier] : []));
}

/** What a day rests on through others: each day behind one that `through` lets pass. */
function restsOnThrough(name: DayName, through: (between: DayName) => boolean): Set<DayName> {
  const found = new Set<DayName>();
  const ahead = restsOn(name).filter(through).flatMap(restsOn);
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    if (through(next)) ahead.push(...restsOn(next));
  }
  return found;
}

const NAMES = Object.keys(DAYS) as DayName[];
const capitals = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/**
 * Pairs that follow from others, compared where the days between are not on record, as of a stage that was let go. An inspection
 * before the vote may rest on less (C-04).
 */
const FOLLOWING: readonly DatePair[] = NAMES.flatMap((later) =>
  [...restsOnThrough(later, () => true)]
    .filter((earlier) => !restsOn(later).includes(earlier))
    .filter((earlier) => later !== 'inspected' || earlier === 'voted')
    .map((earlier) => rests(later, earlier, 'R27', `${capitals(later)}_BEFORE_${capitals(earlier)}`)),
);

/** The pairs whose later day stands in this dossier. */
export function datePairsOf(id: DossierId): readonly DatePair[] {
  return [...PAIRS, ...FOLLOWING].filter(({ later }) => DAYS[later].stage === id);
}

/** What a day is called. */
export function wordsOfDay(name: DayName): Words {
  return DAYS[name].words;
}

/** The name of a pair's count: days by which its later day comes before its earlier one. */
export function datePairCount({ later, earlier }: Pick<DatePair, 'later' | 'earlier'>): string {
  return `daysBefore.${later}.${earlier}`;
}

/** The count for the day of a further ballot, by the days on which the ones before it were held. */
export const BALLOT_ORDER_COUNT = 'daysBefore.lastBallot';

/** Both days of every pair of a dossier whose days are on record, the later first; of those that follow from others where these are not. */
function comparedDays(id: DossierId, dossier: Dossier, context: DaysOnRecord): { pair: DatePair; days: [PlanDate, PlanDate] }[] {
  const dayOf = (name: DayName): PlanDate | undefined => {
    const { stage, of }: Day = DAYS[name];
    const record = stage === id ? dossier : (context.earlier[stage] as Dossier | undefined);
    return record && of(record, context);
  };
  return datePairsOf(id).flatMap((pair) => {
    const [after, before] = [dayOf(pair.later), dayOf(pair.earlier)];
    if (after === undefined || before === undefined) return [];
    const apart = FOLLOWING.includes(pair) && !restsOnThrough(pair.later, (between) => dayOf(between) === undefined).has(pair.earlier);
    if (apart) return [];
    return [{ pair, days: [after, before] as [PlanDate, PlanDate] }];
  });
}

/** By how many days each pair is the wrong way round: 0 where it is in order, absent where a day is not on record. */
export function dateOrderCounts(id: DossierId, dossier: unknown, context: DaysOnRecord): Counts {
  const counts = comparedDays(id, dossier as Dossier, context).map(
    ({ pair, days: [later, earlier] }) => [datePairCount(pair), Math.max(0, daysBetween(later, earlier))] as const,
  );
  return { ...Object.fromEntries(counts), ...ballotOrder(id, dossier as Dossier, context) };
}

/** A further ballot is not held before the ones that led to it. */
function ballotOrder(id: DossierId, { heldOn }: Dossier, { counted }: DaysOnRecord): Counts {
  if (id !== 'member-election' && id !== 'leadership-election') return {};
  const before = (counted?.[id] ?? []).flatMap(({ dossier }) => asDay((dossier as Dossier | undefined)?.heldOn) ?? []).toSorted();
  const [own, last] = [asDay(heldOn), before.at(-1)];
  return own === undefined || last === undefined ? {} : { [BALLOT_ORDER_COUNT]: Math.max(0, daysBetween(own, last)) };
}

/** The two days behind each result that does not hold, the later stage's first. */
export function datesBehind(id: DossierId, dossier: unknown, context: DaysOnRecord): Readonly<Record<string, readonly string[]>> {
  const reversed = comparedDays(id, dossier as Dossier, context).filter(({ days: [later, earlier] }) => later < earlier);
  return Object.fromEntries(reversed.map(({ pair, days }) => [pair.code, days]));
}
