import { bodyTitle, inWordsOf } from '../language/bodies.ts';
import { datePhrase, dayPhrase, monthPhrase } from '../language/days.ts';
import { LEAGUE_BODIES, type LeagueBody } from '../language/league-body.ts';
import type { Advice, Language, NoticeParams, Words } from '../language/sentence.ts';
import { itemDefinition } from '../stages/item-definitions.ts';
import { isStage, itemIdSchema } from '../stages/items.ts';
import { STAGE_NAMES_EN } from '../stages/stage-names.ts';
import type { AnswerKind } from '../stages/stages.ts';
import { EVENT_KINDS, type ProcessEvent } from '../state/events.ts';
import { ADVICE, type NoticeKind, OTHER_KINDS, SUBJECTS } from './notice-sentences.ts';

/** What an item is called: a stage, a month's report, the county's plan, report or results. */
export function itemTitle(item: string, language: Language): string {
  const zh = language === 'zh-Hans';
  if (item === 'plan') return zh ? '县方案' : 'County plan';
  if (item === 'results') return zh ? '工作成果' : 'Results document';
  if (item === 'hold') return zh ? '暂停' : 'Hold';
  if (item.startsWith('county-report/'))
    return zh ? `${monthPhrase(item.slice(14), language)}县级月报` : `County report, ${monthPhrase(item.slice(14), language)}`;
  if (item.startsWith('objection/')) return zh ? `第 ${item.slice(10)} 号异议` : `Objection ${item.slice(10)}`;
  const id = itemIdSchema.safeParse(item);
  if (!id.success) return item;
  const { title, titleEn } = itemDefinition(id.data);
  if (zh) return title;
  return isStage(id.data) ? STAGE_NAMES_EN[id.data] : (titleEn ?? title);
}

/** A notice as it is told. */
export interface NoticeWords {
  /** What happened, in one line. */
  readonly subject: string;
  /** What to do, and the campaign: what a mail says below its subject, and a page below its heading. */
  readonly lines: readonly string[];
  /** The reader is asked to do something. */
  readonly toDo: boolean;
  /** Subject and lines as one text. */
  readonly body: string;
}

/** What the buttons of an answer are called; a note cannot be sent back. */
const CHOICES: Readonly<Record<AnswerKind, readonly [zh: string, en: string]>> = {
  approve: ['同意或退回', 'approve or send back'],
  receipt: ['签收或退回', 'confirm receipt or send back'],
  note: ['知悉', 'acknowledge'],
  settle: ['研究确定', 'decide'],
};

/**
 * A notice in the reader's language: one line, and a few sentences. Unknown kinds are shown by their name.
 * @param params with `to`, the reader's role: who it is written for, who is told only what they may do; with `leagueBody`
 *   where it tells of a 区, whose bodies are called so
 */
export function noticeText(kind: string, params: NoticeParams, language: Language): NoticeWords {
  const index = language === 'zh-Hans' ? 0 : 1;
  if (![...OTHER_KINDS, ...EVENT_KINDS].some((one) => one === kind)) return { subject: kind, lines: [], toDo: false, body: kind };
  const known = kind as NoticeKind;
  const words = wordsOf(params, language);
  const at = leagueBodyIn(params);
  const subject = inWordsOf(SUBJECTS[known][index](words), at);
  const said = (ADVICE[known] ?? [])
    .filter(([, , only]) => only === undefined || isFor(only, params))
    .map((one) => inWordsOf(adviceIn(one, index, words), at));
  const lines = [
    ...(said.length > 0 ? [said.join(language === 'zh-Hans' ? '' : ' ')] : []),
    ...(params.campaignTitle ? [String(params.campaignTitle)] : []),
  ];
  const first = `${subject}${language === 'zh-Hans' ? '。' : '.'}`;
  return { subject, lines, toDo: said.length > 0, body: [first, ...lines].join('\n') };
}

function leagueBodyIn({ leagueBody }: NoticeParams): LeagueBody | undefined {
  return LEAGUE_BODIES.find((one) => one === leagueBody);
}

/** A subject with the campaign's year, for wherever it stands alone: in a list of mails, among notices of several years. */
export function subjectWithYear(subject: string, { campaignTitle }: NoticeParams, language: Language): string {
  const year = yearOf(campaignTitle);
  if (year === undefined) return subject;
  return language === 'zh-Hans' ? `${subject}（${year} 年）` : `${subject} (${year})`;
}

/** The year of a campaign, as its title says it. */
function yearOf(campaignTitle: string | number | undefined): string | undefined {
  return /^\d{4}(?= 年)/.exec(String(campaignTitle ?? ''))?.[0];
}

function wordsOf(params: NoticeParams, language: Language): Words {
  // The last line of a notice names the campaign with its year.
  const year = yearOf(params.campaignTitle);
  return {
    place: String(params.townshipName || params.countyName || ''),
    item: itemTitle(String(params.item ?? ''), language),
    body: bodyTitle(String(params.body ?? ''), language, leagueBodyIn(params)),
    day: (name) => dayPhrase(params[name], language, year),
    date: (name) => datePhrase(params[name], language, year),
    month: (name) => monthPhrase(params[name], language, year),
    choices: choicesOf(params)?.[language === 'zh-Hans' ? 0 : 1] ?? (language === 'zh-Hans' ? '按规定办理' : 'answer it'),
    p: params,
  };
}

/** What the reader may answer to the item. */
function choicesOf({ item, to, settle }: NoticeParams): (typeof CHOICES)[AnswerKind] | undefined {
  if (settle === 1) return CHOICES.settle;
  const id = itemIdSchema.safeParse(item);
  if (!id.success) return undefined;
  const asked = itemDefinition(id.data).answers.find((answer) => answer.by === to);
  return asked && CHOICES[asked.kind];
}

function isFor(only: readonly string[], { item, to }: NoticeParams): boolean {
  const id = itemIdSchema.safeParse(item);
  const submitter = id.success ? itemDefinition(id.data).submitter : undefined;
  return only.some((reader) => to === (reader === 'submitter' ? submitter : reader));
}

function adviceIn(advice: Advice, index: 0 | 1, words: Words): string {
  const said = advice[index];
  return typeof said === 'string' ? said : said(words);
}

type Happened = Pick<ProcessEvent, 'kind' | 'params'> & { readonly [N in 'item' | 'round' | 'level']?: ProcessEvent[N] | undefined };

/** What happened in a township, in one line that begins with its name. */
export function eventSubject(
  { kind, params, item, round, level }: Happened,
  place: { readonly name: string; readonly body: LeagueBody },
  language: Language,
): string {
  const numbers = { ...(item ? { item } : {}), ...(round ? { round } : {}), ...(level ? { level } : {}) };
  return noticeText(kind, { ...params, townshipName: place.name, leagueBody: place.body, ...numbers }, language).subject;
}
