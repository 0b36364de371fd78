import type { PlanDate } from '../calendar/plan-date.ts';
import { POLITICAL_WORDS, SEX_WORDS } from '../fields/person-columns.ts';
import { datePhrase } from '../language/days.ts';
import type { LeagueBody } from '../language/league-body.ts';
import type { NoticePeriod } from '../plan/notice-end.ts';

/** What a public notice says of one person (§2.9). */
export interface NoticedPerson {
  readonly name: string;
  readonly sex: keyof typeof SEX_WORDS;
  /** Month of birth `YYYY-MM`. */
  readonly born: string;
  readonly origin?: string | undefined;
  readonly education: string;
  readonly political: keyof typeof POLITICAL_WORDS;
  readonly currentPost: string;
  readonly career?: string | undefined;
  readonly proposedPost: string;
}

/** The fields of a public notice that its text is written from. */
export interface Notice {
  readonly title: string;
  readonly issuer: string;
  readonly postedOn: PlanDate;
  readonly offices: readonly { readonly office: string; readonly address?: string | undefined; readonly telephone: string }[];
  readonly people: readonly NoticedPerson[];
  readonly remarks?: string | undefined;
}

/** Where a notice is posted, and how its people came to be proposed. */
export interface NoticePlace {
  /** `岚榆县`. */
  readonly county: string;
  readonly body: LeagueBody;
  /** A seat that was filled anew: its people stood in a by-election, after the others. */
  readonly byElection?: boolean;
}

/** A working committee's people are recommended, not elected (C-11); a by-election's are not studied once more. */
function howFound({ body, byElection }: NoticePlace): string {
  const [vote, again] = body === 'WORKING_COMMITTEE' ? ['民主推荐', '另行推荐'] : ['民主选举', '补选'];
  return byElection ? `${again}和任前考察` : `${vote}、组织研究和任前考察`;
}

/**
 * The text of a public notice, one paragraph per line: contents, period, how to object, receiving offices, with the call
 * for real names and truthfulness (§2.9). Chinese only: it is a document of the township.
 */
export function publicNoticeText(notice: Notice, period: Pick<NoticePeriod, 'firstDay' | 'rolledTo'>, place: NoticePlace): string[] {
  const { people, offices } = notice;
  return [
    notice.title,
    `根据《${place.county}乡镇（区）团组织格局创新“1+3+X”工作方案》，经${howFound(place)}，现将拟任人选公示如下：`,
    ...people.map((person, index) => `${personText(person)}${index === people.length - 1 ? '。' : '；'}`),
    `公示时间：${periodText(period)}。对公示对象如有异议，请在公示期内以来信、来电、来访方式反映。`,
    `反映问题应实事求是，提倡署真实姓名。受理：${offices.map(officeText).join('；')}。`,
    ...(notice.remarks === undefined ? [] : notice.remarks.split('\n')),
    `${notice.issuer}　${datePhrase(notice.postedOn, 'zh-Hans')}`,
  ];
}

function personText({ name, sex, born, origin, education, political, currentPost, career, proposedPost }: NoticedPerson): string {
  const [year = '', month = ''] = born.split('-');
  return [
    name,
    SEX_WORDS[sex].zh,
    `${year}年${Number(month)}月生`,
    ...(origin === undefined ? [] : [`${origin}人`]),
    education,
    POLITICAL_WORDS[political].zh,
    `现任${currentPost}`,
    ...(career === undefined ? [] : [`简历：${career}`]),
    `拟任${proposedPost}`,
  ].join('，');
}

function officeText({ office, address, telephone }: Notice['offices'][number]): string {
  return `${office}${address === undefined ? '' : `（${address}）`}，电话${telephone}`;
}

/** `2012年8月31日至9月6日`: the year once, unless it changes on the way. */
function periodText({ firstDay, rolledTo }: Pick<NoticePeriod, 'firstDay' | 'rolledTo'>): string {
  const [first, last] = [datePhrase(firstDay, 'zh-Hans'), datePhrase(rolledTo, 'zh-Hans')];
  const year = first.slice(0, 5);
  return `${first}至${last.startsWith(year) ? last.slice(year.length) : last}`;
}
