import { catalogue } from '../ui/texts/bilingual.ts';

/** Extending a deadline, holding, releasing and closing a township. */
export const interventionTexts = catalogue({
  extendTitle: (place: string) => ({ zh: `延期：${place}`, en: `Extend a deadline: ${place}` }),
  extendWhat: {
    zh: '把一个环节的期限改到更晚的一天，提醒和催办按新期限重新计算。',
    en: 'Moves a due date to a later day; reminders follow the new date.',
  },
  holdTitle: (place: string) => ({ zh: `暂停：${place}`, en: `Hold: ${place}` }),
  holdWhat: {
    zh: '暂停期间，各环节停止计期，不能审批；乡镇仍可报送材料和月报。到复核日会提醒您决定是否恢复。',
    en: 'While on hold, deadlines are stopped and nothing is decided; the township may still submit, and monthly reports stay due. You are reminded on the review day.',
  },
  releaseTitle: (place: string) => ({ zh: `恢复：${place}`, en: `Release: ${place}` }),
  releaseWhat: { zh: '恢复办理，各环节的期限按暂停的天数顺延。', en: 'The work goes on; due dates move by the days of the hold.' },
  closeTitle: (place: string) => ({ zh: `终止：${place}`, en: `Close: ${place}` }),
  closeWhat: {
    zh: '终止后，这个乡镇的工作就此结束，也不能恢复。已有的记录都保留。',
    en: 'Once closed, nothing more is done in this township, and it cannot be reopened. Everything on record is kept.',
  },
  item: { zh: '哪个环节', en: 'Which stage' },
  itemDue: (title: string, day: string) => ({ zh: `${title}，现期限 ${day}`, en: `${title} (now due ${day})` }),
  due: { zh: '延到哪一天', en: 'New due date' },
  dayOff: (day: string, workday: string) => ({
    zh: `${day}是休息日，期限仍到这一天24时为止；需要落在工作日的，可改为${workday}`,
    en: `${day} is a day off; the due date still ends at midnight of it. For a working day choose ${workday}`,
  }),
  remark: { zh: '请注意', en: 'Please note' },
  dueHint: { zh: '须晚于现在的期限，例如 2026-06-30', en: 'Later than the present one, such as 2026-06-30' },
  reviewOn: { zh: '复核日期', en: 'Review day' },
  reviewHint: {
    zh: '例如 2026-06-30；不填的，按方案规定的工作日复核。',
    en: 'Such as 2026-06-30; left empty, after the plan’s number of working days.',
  },
  byPlan: { zh: '按方案', en: 'as the plan says' },
  reason: { zh: '理由', en: 'Reason' },
  reasonHintUntold: { zh: '留在记录里。最多 2000 字。', en: 'Kept on record. At most 2,000 characters.' },
  reasonHint: {
    zh: '会通知有关单位，并留在记录里。最多 2000 字。',
    en: 'Told to the bodies concerned and kept on record. At most 2,000 characters.',
  },
  reasonMissing: { zh: '请写明理由。', en: 'Give a reason.' },
  itemMissing: { zh: '请选择环节。', en: 'Choose a stage.' },
  notADay: (name: string) => ({ zh: `“${name}”应为日期，例如 2026-06-30。`, en: `"${name}" has to be a date, such as 2026-06-30.` }),
});
