import { EVENT_KINDS } from '../process/events.ts';
import { itemDefinition } from '../process/item-definitions.ts';
import { isStage, itemIdSchema } from '../process/items.ts';
import type { StageId } from '../process/stages.ts';
import { ADVICE, type NoticeKind, OTHER_KINDS, SUBJECTS } from './notice-sentences.ts';
import type { NoticeParams, Words } from './sentence.ts';

export type Language = 'zh-Hans' | 'en';

export type { NoticeKind } from './notice-sentences.ts';
export type { NoticeParams } from './sentence.ts';

const BODIES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'township-league': ['乡镇团委', 'township league'],
  'township-party-committee': ['乡镇党委', 'township party committee'],
  'county-league': ['团县委', 'county league'],
  'organization-department': ['县委组织部', 'organization department'],
};

const STAGE_NAMES_EN: Readonly<Record<StageId, string>> = {
  'working-body': 'Working body',
  survey: 'Survey',
  'implementation-plan': 'Implementation plan',
  'post-design': 'Posts and duties',
  publicity: 'Publicity',
  recommendation: 'Branch recommendations',
  nomination: 'Nominees',
  'formal-candidates': 'Formal candidates',
  'member-election': 'Election of members',
  'member-report': 'Report of the members',
  'leader-candidates': 'Proposed secretary and deputies',
  'leadership-election': 'Election of secretary and deputies',
  'leadership-report': 'Report of the leaders',
  'organization-study': 'Organization study',
  inspection: 'Inspection',
  'public-notice': 'Public notice',
  appointment: 'Appointment',
  mechanisms: 'Mechanisms',
  functions: 'Functions and work',
  summary: 'Summary',
};

/** What an item is called: a stage, a month's report, the county's plan, report or results. */
export function itemTitle(item: string, language: Language): string {
  const zh = language === 'zh-Hans';
  if (item === 'plan') return zh ? '县方案' : 'County plan';
  if (item === 'results') return zh ? '工作成果' : 'Results document';
  if (item === 'hold') return zh ? '暂停' : 'Hold';
  if (item.startsWith('county-report/')) return zh ? `${item.slice(14)} 县级月报` : `County report ${item.slice(14)}`;
  if (item.startsWith('objection/')) return zh ? `第${item.slice(10)}号异议` : `Objection ${item.slice(10)}`;
  const id = itemIdSchema.safeParse(item);
  if (!id.success) return item;
  const { title, titleEn } = itemDefinition(id.data);
  if (zh) return title;
  return isStage(id.data) ? STAGE_NAMES_EN[id.data] : (titleEn ?? title);
}

/** What a body of the process is called. */
export function bodyTitle(body: string, language: Language): string {
  return BODIES[body]?.[language === 'zh-Hans' ? 0 : 1] ?? body;
}

/** A notice in the reader's language: one line, and a few sentences. Unknown kinds are shown by their name. */
export function noticeText(kind: string, params: NoticeParams, language: Language): { readonly subject: string; readonly body: string } {
  const index = language === 'zh-Hans' ? 0 : 1;
  if (![...OTHER_KINDS, ...EVENT_KINDS].some((one) => one === kind)) return { subject: kind, body: kind };
  const known = kind as NoticeKind;
  const words: Words = {
    place: String(params.townshipName || params.countyName || ''),
    item: itemTitle(String(params.item ?? ''), language),
    body: bodyTitle(String(params.body ?? ''), language),
    p: params,
  };
  const subject = SUBJECTS[known][index](words);
  const advice = ADVICE[known]?.[index];
  const campaign = params.campaignTitle ? `\n${params.campaignTitle}` : '';
  return { subject, body: `${subject}${language === 'zh-Hans' ? '。' : '.'}${advice ? `\n${advice}` : ''}${campaign}` };
}
