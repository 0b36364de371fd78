import { catalogue, counted } from './bilingual.ts';

/** Where things stand, on every page of the process. */
export const processTexts = catalogue({
  waitsToSubmit: (body: string) => ({ zh: `等${body}报送`, en: `Waiting for the ${body} to submit` }),
  waitsToAnswer: (body: string) => ({ zh: `等${body}办理`, en: `Waiting for the ${body} to answer` }),
  since: (day: string) => ({ zh: `自 ${day} 起`, en: `since ${day}` }),
  dueBy: (day: string) => ({ zh: `期限 ${day}`, en: `due ${day}` }),
  overdueBy: (days: number) => ({ zh: `已逾期 ${days} 天`, en: `${counted(days, 'day')} overdue` }),
  dueToday: { zh: '期限是今天', en: 'due today' },
  daysLeft: (days: number) => ({ zh: `还有 ${days} 天`, en: `${counted(days, 'day')} left` }),
  clockHeld: { zh: '已暂停，恢复后顺延', en: 'on hold; moves with the release' },
  round: (round: number) => ({ zh: `第 ${round} 轮`, en: `Round ${round}` }),
  late: { zh: '逾期办理', en: 'late' },
  held: (body: string, day: string) => ({
    zh: `${body}已暂停这个乡镇的工作，${day}复核是否继续暂停。暂停期间不能审批；乡镇仍可报送材料和月报。`,
    en: `Put on hold by the ${body}, to be reviewed on ${day}. Nothing is decided meanwhile; the township may still submit, and monthly reports stay due.`,
  }),
  // Status of a stage or report.
  waiting: { zh: '未开始', en: 'Not begun' },
  open: { zh: '尚未报送', en: 'Not yet submitted' },
  submitted: { zh: '已报送，待办理', en: 'Submitted, waiting for an answer' },
  posted: { zh: '公示中', en: 'Posted, until its last day' },
  passed: { zh: '已办结', en: 'Done' },
  'to-note': { zh: '已报送，待知悉', en: 'Submitted, to be acknowledged' },
  superseded: { zh: '待重办', en: 'To be done again' },
  off: { zh: '免办', en: 'Waived' },
  missing: { zh: '缺报，仍可补报', en: 'Missing; may still be sent' },
  // What a rule says.
  holds: { zh: '符合', en: 'Met' },
  warns: { zh: '提醒', en: 'Advisory' },
  fails: { zh: '不符合', en: 'Not met' },
  ruleResults: { zh: '规定核对', en: 'Checks against the rules' },
  ruleResultCounts: (holds: number, warns: number, fails: number) => ({
    zh: `符合 ${holds} 条，提醒 ${warns} 条，不符合 ${fails} 条。`,
    en: `${holds} met, ${warns} advisory, ${fails} not met.`,
  }),
  noRuleResults: { zh: '这一项没有需要核对的数字规定。', en: 'No rule looks at figures here.' },
});

/** The four things that may be done with a button, as verbs. */
export const verbTexts = catalogue({
  submit: { zh: '报送', en: 'Submit' },
  report: { zh: '报送月报', en: 'Submit the report' },
  approve: { zh: '同意', en: 'Approve' },
  receipt: { zh: '签收', en: 'Confirm receipt' },
  note: { zh: '知悉', en: 'Acknowledge' },
  return: { zh: '退回', en: 'Send back' },
  extend: { zh: '延期', en: 'Extend' },
  hold: { zh: '暂停', en: 'Hold' },
  release: { zh: '恢复', en: 'Release' },
  close: { zh: '终止', en: 'Close' },
});

/** What a person did, by the name of the message or of the answer. */
export const commandVerbTexts = catalogue({
  ...verbTexts,
  sign: { zh: '签发', en: 'Signed' },
  publish: { zh: '发布', en: 'Published' },
  settleTie: { zh: '研究确定票数相等的人选', en: 'Tie settled' },
  object: { zh: '登记异议', en: 'Objection recorded' },
  resolveObjection: { zh: '处理异议', en: 'Objection dealt with' },
  withdrawCandidate: { zh: '登记候选人退出', en: 'Candidate withdrawn' },
  reportVacancy: { zh: '报告空缺', en: 'Vacancy reported' },
  waive: { zh: '免办', en: 'Waived' },
  amendPlan: { zh: '调整县方案', en: 'Plan amended' },
  other: { zh: '办理', en: 'Dealt with' },
  enrol: { zh: '增补乡镇', en: 'Townships added' },
  endRecord: { zh: '结束补录', en: 'Record ended' },
});
