import { catalogue } from '../ui/texts/bilingual.ts';

/** What happened, where the notice about it asks the reader to do something: the history only tells. */
export const historyTexts = catalogue({
  'people-elected': { zh: '当选', en: 'elected' },
  'people-not-elected': { zh: '未当选', en: 'not elected' },
  'people-tied': { zh: '票数相等', en: 'equal votes' },
  'people-taken': { zh: '研究确定', en: 'decided for' },
  'people-secretary': { zh: '书记', en: 'secretary ' },
  'people-deputies': { zh: '副书记', en: 'deputies ' },
  'people-members': { zh: '委员', en: 'members ' },
  opened: (item: string, due: string) => ({
    zh: `“${item}”开始办理${due === '' ? '' : `，期限 ${due}`}`,
    en: `"${item}" has begun${due === '' ? '' : `; due ${due}`}`,
  }),
  submitted: (item: string) => ({ zh: `“${item}”已报送`, en: `"${item}" was submitted` }),
  answered: (item: string, body: string, verb: string) => ({ zh: `${body}对“${item}”：${verb}`, en: `${body}, "${item}": ${verb}` }),
  reminded: (item: string, body: string, due: string) => ({
    zh: `已提醒${body}：“${item}”最迟 ${due}`,
    en: `The ${body} was reminded: "${item}" is due on ${due}`,
  }),
  review: { zh: '已提醒复核是否继续暂停', en: 'A review of the hold was asked for' },
  tieAsked: (item: string, body: string) => ({
    zh: `“${item}”票数相等，请${body}研究确定`,
    en: `"${item}" is tied; the ${body} was asked to settle it`,
  }),
});
