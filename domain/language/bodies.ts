import type { LeagueBody } from './league-body.ts';
import type { Language } from './sentence.ts';

/** What a body is called in a township, and in a 区, whose League has a working committee (C-11). */
type Names = Readonly<Record<LeagueBody, readonly [zh: string, en: string]>>;

function everywhere(zh: string, en: string): Names {
  return { COMMITTEE: [zh, en], WORKING_COMMITTEE: [zh, en] };
}

const BODIES: Readonly<Record<string, Names>> = {
  'township-league': {
    COMMITTEE: ['乡镇团委', 'township League committee'],
    WORKING_COMMITTEE: ['区团工委', 'district League working committee'],
  },
  'township-party-committee': {
    COMMITTEE: ['乡镇党委', 'township Party committee'],
    WORKING_COMMITTEE: ['区党工委', 'district Party working committee'],
  },
  'county-league': everywhere('团县委', 'county League committee'),
  'organization-department': everywhere('县委组织部', 'organization department'),
};

/** What a body of the process is called. @param at what is reorganised at its place; a township's committee where that is not known */
export function bodyTitle(body: string, language: Language, at: LeagueBody = 'COMMITTEE'): string {
  return BODIES[body]?.[at][language === 'zh-Hans' ? 0 : 1] ?? body;
}

/** What sentences call a township's own bodies and places, and what they are called in a 区. */
const IN_A_DISTRICT: readonly (readonly [RegExp, string])[] = [
  [/乡镇党委/g, '区党工委'],
  [/乡镇团委/g, '区团工委'],
  [/本乡镇|这个乡镇/g, '本区'],
  [/由乡镇组织/g, '由区组织'],
  [/乡镇仍可/g, '区里仍可'],
  // Nobody is elected: a vote recommends, and who is recommended is appointed (C-11). Stages keep the plan's names.
  [/当选人(?!数)/g, '推荐人选'],
  [/当选/g, '获推荐'],
  [/([可不])(以|能)选举/g, '$1$2投票'],
  [/(?<!民主|、副书记)选举(?!权|结果上报)/g, '推荐'],
  [/(?<!民主)选出/g, '推荐'],
  [/\belected\b/g, 'recommended'],
  [/\bElected\b/g, 'Recommended'],
  [/township Party committee/g, 'district Party working committee'],
  [/township League committee/g, 'district League working committee'],
];

/**
 * A finished sentence in the words of its place: sentences are written for a township and speak of a 区 as such.
 * Not for what people wrote: names and dossiers stay as they are.
 */
export function inWordsOf(sentence: string, at: LeagueBody | undefined): string {
  if (at !== 'WORKING_COMMITTEE') return sentence;
  return IN_A_DISTRICT.reduce((said, [word, there]) => said.replace(word, there), sentence);
}
