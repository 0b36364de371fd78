import type { HeldVote } from '../../domain/election/elected.ts';
import { datePhrase } from '../../domain/language/days.ts';
import type { LeagueBody } from '../../domain/language/league-body.ts';
import { nameKey } from '../../domain/language/name-key.ts';
import type { Bilingual } from '../../domain/language/problem.ts';
import type { ElectionMode } from '../../domain/plan/choices.ts';
import { type BallotKind, OFFICES, type Office } from '../../domain/rules/ballot-facts.ts';
import { inStrokeOrder } from './strokes.ts';

/** Votes as the papers of a meeting tell them: Chinese only, since they are the township's own documents. */

/** One ballot: its own day, kind, electors, count and result. */
export interface RecordedBallot {
  /** `委员选举（再次投票）`. */
  readonly name: string;
  /** `2012年8月27日`. */
  readonly day: string;
  readonly seats: number;
  readonly figures: HeldVote['ballot']['facts'];
  /** By surname strokes, people written in last. */
  readonly people: readonly {
    readonly name: string;
    readonly for: number;
    readonly against: number;
    readonly abstain: number;
    readonly writtenIn: boolean;
    readonly result: string;
  }[];
  /** By surname strokes. */
  readonly elected: readonly string[];
  /** What became of it, with the names that it concerns. */
  readonly outcome: string;
  readonly scrutineers: readonly string[];
  readonly counters: readonly string[];
}

/** What a stage's votes came to, for announcement and minutes. */
export interface VoteRecord {
  /** The meeting's own name. */
  readonly title: string;
  /** The body that was voted on, and that issues the paper. */
  readonly issuer: string;
  readonly words: (typeof WORDS)[LeagueBody];
  /** One line for each office: `委员`, `书记`, `副书记`, those elected by surname strokes. */
  readonly elected: readonly { readonly office: Office; readonly title: string; readonly names: readonly string[] }[];
  readonly ballots: readonly RecordedBallot[];
  /** What was voted on: `委员`, or `书记`, `副书记`, whoever was elected. */
  readonly offices: readonly string[];
  /** Posts that stay empty once nothing more is voted on: `书记空缺1名`. */
  readonly vacant: readonly string[];
  /** The day of the last vote. */
  readonly day: string | undefined;
  readonly withdrawn: readonly string[];
}

export const OFFICE_TITLES: Readonly<Record<Office, string>> = { members: '委员', secretary: '书记', deputies: '副书记' };

/** A working committee's members are recommended by the vote, and appointed (C-11). */
const WORDS = {
  COMMITTEE: {
    party: '乡镇党委',
    vote: '选举',
    elected: '当选',
    notElected: '未当选',
    those: '当选人',
    minutes: '选举记录',
    announcement: '选举结果公告',
    kinds: { first: '选举', repeat: '重新选举', 'run-off': '再次投票', supplementary: '另行选举' },
    led: (title: string, days: string, body: string) => `${title}于${days}选举${body}，现将结果公告如下。`,
    close: '',
  },
  WORKING_COMMITTEE: {
    party: '区党工委',
    vote: '推荐投票',
    elected: '获推荐',
    notElected: '未获推荐',
    those: '推荐人选',
    minutes: '推荐记录',
    announcement: '推荐结果公告',
    kinds: { first: '推荐投票', repeat: '重新推荐', 'run-off': '再次投票', supplementary: '另行推荐' },
    led: (title: string, days: string, body: string) => `${title}于${days}投票推荐${body}人选，现将结果公告如下。`,
    close: '团工委成员由任命产生，以上人选按规定任命后任职。',
  },
} as const;

export function wordsFor(body: LeagueBody): (typeof WORDS)[LeagueBody] {
  return WORDS[body];
}

/** `共青团澜渡镇委员会`, `共青团岚榆工业园区工作委员会`. */
export function leagueBodyName(township: string, body: LeagueBody): string {
  return `共青团${township}${body === 'WORKING_COMMITTEE' ? '工作委员会' : '委员会'}`;
}

/** What a meeting is called that nobody has named yet: all members meet where the rules have it so, else their delegates. */
export function meetingTitle(township: string, body: LeagueBody, office: Office, mode?: ElectionMode): string {
  if (office !== 'members') return `${leagueBodyName(township, body)}${body === 'WORKING_COMMITTEE' ? '推荐会议' : '全体会议'}`;
  if (body === 'WORKING_COMMITTEE') return `共青团${township}推荐大会`;
  return `共青团${township}${mode === 'MEETING_OF_ALL' ? '团员大会' : '代表大会'}`;
}

interface Told {
  readonly township: string;
  readonly body: LeagueBody;
  readonly votes: readonly HeldVote[];
  readonly withdrawn: readonly string[];
}

export function voteRecord({ township, body, votes, withdrawn }: Told): VoteRecord {
  const words = WORDS[body];
  const meetings = votes.map(({ dossier }) => dossier as Meeting);
  const days = meetings.flatMap(({ heldOn }) => heldOn ?? []).toSorted();
  const last = days.at(-1);
  return {
    title: meetings.at(-1)?.title ?? meetingTitle(township, body, votes[0]?.office ?? 'members', meetings.at(-1)?.mode),
    issuer: leagueBodyName(township, body),
    words,
    elected: OFFICES.flatMap((office) => {
      const people = votes.filter((vote) => vote.office === office).flatMap(({ result }) => result.elected);
      return people.length > 0 ? [{ office, title: OFFICE_TITLES[office], names: namesOf(inStrokeOrder(people)) }] : [];
    }),
    ballots: votes.map((vote) => recorded(vote, words)),
    offices: OFFICES.filter((office) => votes.some((vote) => vote.office === office)).map((office) => OFFICE_TITLES[office]),
    vacant: OFFICES.flatMap((office) => {
      const seats = vacantAfter(votes.findLast((vote) => vote.office === office));
      return seats > 0 ? [`${OFFICE_TITLES[office]}空缺${seats}名`] : [];
    }),
    day: last && datePhrase(last, 'zh-Hans'),
    withdrawn,
  };
}

/** Seats that the last ballot of an office left empty for good (§2.5, §2.6). */
function vacantAfter(last: HeldVote | undefined): number {
  if (!last) return 0;
  const { outcome, taken } = last.result;
  if (outcome.kind === 'vacant') return outcome.vacant;
  return outcome.kind === 'decision-asked' && taken ? outcome.seats - taken.length : 0;
}

interface Meeting {
  readonly mode?: ElectionMode;
  readonly title?: string;
  readonly heldOn?: string;
  readonly scrutineers?: readonly string[];
  readonly counters?: readonly string[];
}

function namesOf(people: readonly { readonly name: string }[]): string[] {
  return people.map(({ name }) => name);
}

function recorded({ office, context, ballot, dossier, result }: HeldVote, words: VoteRecord['words']): RecordedBallot {
  const { heldOn, scrutineers = [], counters = [] } = dossier as Meeting;
  const elected = namesOf(inStrokeOrder(result.elected));
  const [chosen, equal] = [new Set(elected.map(nameKey)), new Set(namesOf(result.tied).map(nameKey))];
  const fate = (name: string) =>
    chosen.has(nameKey(name)) ? words.elected : equal.has(nameKey(name)) && !result.taken ? '票数相等' : words.notElected;
  const counted = result.outcome.kind !== 'postponed' && result.outcome.kind !== 'void';
  return {
    name: ballotName(office, context.kind, words),
    day: heldOn ? datePhrase(heldOn, 'zh-Hans') : '',
    seats: context.seats,
    figures: ballot.facts,
    people: [false, true]
      .flatMap((writtenIn) => inStrokeOrder(ballot.people.filter((person) => person.writtenIn === writtenIn)))
      .map((person) => ({ ...person, result: counted ? fate(person.name) : '' })),
    elected,
    outcome: outcomeText({ context, result, ballot }, words),
    scrutineers,
    counters,
  };
}

/** `委员选举`, `副书记选举（再次投票）`. */
export function ballotName(office: Office, kind: BallotKind, words: VoteRecord['words']): string {
  const name = `${OFFICE_TITLES[office]}${words.vote}`;
  return kind === 'first' ? name : `${name}（${words.kinds[kind]}）`;
}

const EN_OFFICES: Readonly<Record<Office, string>> = { members: 'members', secretary: 'the secretary', deputies: 'the deputy secretaries' };
const EN_KINDS: Readonly<Record<BallotKind, string>> = {
  first: '',
  repeat: ' (repeated vote)',
  'run-off': ' (run-off)',
  supplementary: ' (supplementary election)',
};

/** The same for a page, which is read in either language. */
export function ballotTitle(office: Office, kind: BallotKind, body: LeagueBody): Bilingual {
  const vote = body === 'WORKING_COMMITTEE' ? 'Recommendation of' : 'Election of';
  return { zh: ballotName(office, kind, WORDS[body]), en: `${vote} ${EN_OFFICES[office]}${EN_KINDS[kind]}` };
}

/** What became of a ballot, with the people it concerns: never counts alone. */
function outcomeText({ context, result, ballot }: Pick<HeldVote, 'context' | 'result' | 'ballot'>, words: VoteRecord['words']): string {
  const { outcome, tied, taken } = result;
  const equal = namesOf(tied).join('、');
  switch (outcome.kind) {
    case 'postponed':
      return `实到${ballot.facts.present}人，不足${outcome.need}人，到会不足，会议改期，候选人名单不变。`;
    case 'void':
      return `收回选票${ballot.facts.returned}张，多于发出的${ballot.facts.issued}张，${words.vote}无效，${words.kinds.repeat}。`;
    case 'complete': {
      const fewer = context.elected + context.seats - outcome.elected;
      return fewer > 0
        ? `经${ballot.facts.reduceConsent ?? 0}名有选举权的人同意，减少名额${fewer}名${leftOut(result.unelected, words)}。`
        : '应选名额已选足。';
    }
    case 'run-off':
      return `${equal}票数相等，对这${outcome.candidates}人再次投票，选${outcome.seats}名。`;
    case 'supplementary':
      return `名额不足，尚缺${outcome.seats}名，${words.kinds.supplementary}${leftOut(result.unelected, words)}。`;
    case 'vacant':
      return `名额不足，其余${outcome.vacant}名空缺${leftOut(result.unelected, words)}。`;
    case 'decision-asked':
      return settledText(equal, outcome.seats, taken && namesOf(taken), words);
  }
}

/** Whoever stood and was not elected; nothing where everybody was. */
function leftOut(people: readonly { readonly name: string }[], words: VoteRecord['words']): string {
  return people.length > 0 ? `；${namesOf(people).join('、')}${words.notElected}` : '';
}

function settledText(equal: string, seats: number, taken: readonly string[] | undefined, words: VoteRecord['words']): string {
  const asked = `${equal}多次投票票数仍相等，还差${seats}名不再投票`;
  if (!taken) return `${asked}，请${words.party}研究确定、团县委同意。`;
  const left = seats - taken.length;
  const vacant = left > 0 ? `，${left}名空缺` : '';
  return taken.length === 0
    ? `${asked}；经${words.party}研究确定、团县委同意，${left}名空缺。`
    : `${asked}；经${words.party}研究确定、团县委同意，${taken.join('、')}${words.elected}${vacant}。`;
}
