import { catalogue, counted } from '../ui/texts/bilingual.ts';

/** A township's page. */
export const townshipTexts = catalogue({
  now: { zh: '待办单位', en: 'Waiting for' },
  nobody: { zh: '现在没有待办的单位。', en: 'Nobody needs to act now.' },
  completed: (day: string) => ({ zh: `${day} 全部办结。`, en: `Everything was completed on ${day}.` }),
  closed: (day: string) => ({ zh: `${day} 已终止。`, en: `Closed on ${day}.` }),
  facts: (kind: string, seats: number) => ({
    zh: `${kind}，应选委员 ${seats} 名`,
    en: `${kindEn(kind)}; ${counted(seats, 'member')} to be elected`,
  }),
  factsAppointed: (kind: string, seats: number) => ({
    zh: `${kind}，团工委，拟配委员 ${seats} 名`,
    en: `${kindEn(kind)}, working committee; ${counted(seats, 'member')} to be appointed`,
  }),
  toDo: { zh: '请您办理', en: 'For you to do' },
  preparation: { zh: '准备阶段', en: 'Preparation' },
  implementation: { zh: '实施阶段', en: 'Implementation' },
  summary: { zh: '总结阶段', en: 'Summary' },
  seats: { zh: '单独办理的名额', en: 'Seats dealt with on their own' },
  reports: { zh: '月报', en: 'Monthly reports' },
  history: { zh: '办理经过', en: 'What happened' },
  historyNewest: { zh: '最新的在前。', en: 'Newest first.' },
  allHistory: { zh: '查看全部办理经过', en: 'See everything that happened' },
  noHistory: { zh: '还没有记录。', en: 'Nothing yet.' },
  county: { zh: '全县', en: 'The county' },
  why: { zh: '理由', en: 'Reason' },
  interventions: { zh: '其他办理', en: 'Other measures' },
  back: (place: string) => ({ zh: `回到${place}`, en: `Back to ${place}` }),
  passedOn: (day: string) => ({ zh: `${day} 办结`, en: `done on ${day}` }),
});

/** The kinds of a county file. */
const KINDS_EN: Readonly<Record<string, string>> = { 镇: 'Town', 乡: 'Township', 区: 'District' };

function kindEn(kind: string): string {
  return KINDS_EN[kind] ?? kind;
}
