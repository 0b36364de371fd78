import { counted } from '../language/counted.ts';
import type { Advice, Sentence } from '../language/sentence.ts';
import type { EventKind } from '../state/events.ts';
import { PATH_ADVICE, PATH_SUBJECTS } from './path-sentences.ts';

/** Notices that no event of a process causes. */
export const OTHER_KINDS = [
  'message-refused',
  'command-taken-back',
  'commands-taken-back',
  'sign-in-link-made',
  'address-changed',
  'nobody-there',
] as const;

/** Everything a notice may be about: what happened in a run, and what concerns a person's own acts and account. */
export type NoticeKind = EventKind | (typeof OTHER_KINDS)[number];
/** Subject lines, Chinese and English. The body repeats the subject and adds what to do. */
export const SUBJECTS: Readonly<Record<NoticeKind, readonly [zh: Sentence, en: Sentence]>> = {
  enrolled: [({ place }) => `${place}：工作已启动`, ({ place }) => `${place}: the work has begun`],
  'stage-opened': [
    ({ place, item, day, p }) =>
      `${place}：请${p.item === 'results' ? '发布' : '报送'}“${item}”${p.due === undefined ? '' : `，最迟 ${day('due')}`}`,
    ({ place, item, day, p }) =>
      `${place}: please ${p.item === 'results' ? 'publish' : 'submit'} "${item}"${p.due === undefined ? '' : ` by ${day('due')}`}`,
  ],
  submitted: [
    ({ place, item }) => `${place}：“${item}”已报送，请办理`,
    ({ place, item }) => `${place}: "${item}" was submitted and waits for you`,
  ],
  answered: [({ place, item }) => `${place}：“${item}”轮到您办理`, ({ place, item }) => `${place}: "${item}" now waits for you`],
  returned: [
    ({ place, item, body }) => `${place}：“${item}”被${body}退回`,
    ({ place, item, body }) => `${place}: "${item}" was sent back by the ${body}`,
  ],
  superseded: [({ place, item }) => `${place}：“${item}”需要重办`, ({ place, item }) => `${place}: "${item}" must be done again`],
  'vote-void': [
    ({ place, item, p }) =>
      `${place}：“${item}”${p.returned === undefined ? '' : `收回选票 ${p.returned} 张，多于发出的 ${p.issued ?? ''} 张，`}选举无效，重新选举`,
    ({ place, item, p }) =>
      `${place}: the vote "${item}" is void${p.returned === undefined ? '' : ` (${counted(p.returned, 'ballot')} returned of ${p.issued ?? ''} issued)`} and held again`,
  ],
  ...PATH_SUBJECTS,
  passed: [({ place, item }) => `${place}：“${item}”已办结`, ({ place, item }) => `${place}: "${item}" is done`],
  'notice-posted': [({ place }) => `${place}：公示已张贴`, ({ place }) => `${place}: the public notice is posted`],
  reminder: [
    ({ place, item, day, p }) => `${place}：“${item}”最迟 ${day('due')}，还有 ${p.workdaysLeft ?? 0} 个工作日`,
    ({ place, item, day, p }) => `${place}: "${item}" is due on ${day('due')}, ${counted(p.workdaysLeft ?? 0, 'working day')} left`,
  ],
  overdue: [
    ({ place, item, date }) => `${place}：“${item}”已逾期（期限 ${date('due')}）`,
    ({ place, item, date }) => `${place}: "${item}" is overdue (due ${date('due')})`,
  ],
  escalated: [
    ({ place, item, body, p }) =>
      `${place}：“${item}”已逾期${p.again === undefined ? '' : ` ${p.daysLate ?? ''} 天`}，${body}还没有办理（第 ${p.level ?? ''} 级催办${p.again === undefined ? '' : '，再次提醒'}）`,
    ({ place, item, body, p }) =>
      `${place}: "${item}" is ${p.again === undefined ? '' : `${counted(p.daysLate, 'day')} `}overdue, the ${body} has not acted yet (escalation level ${p.level ?? ''}${p.again === undefined ? '' : ', said again'})`,
  ],
  extended: [
    ({ place, item, day }) => `${place}：“${item}”延期至 ${day('due')}`,
    ({ place, item, day }) => `${place}: "${item}" is extended to ${day('due')}`,
  ],
  held: [
    ({ place, body, day }) => `${place}：${body}已暂停本乡镇的工作，${day('reviewOn')}复核是否继续暂停`,
    ({ place, body, day }) => `${place}: put on hold by the ${body}, to be reviewed on ${day('reviewOn')}`,
  ],
  'hold-review': [({ place }) => `${place}：请复核是否继续暂停`, ({ place }) => `${place}: please review whether the hold goes on`],
  released: [({ place }) => `${place}：已恢复办理`, ({ place }) => `${place}: the hold is released`],
  'report-missing': [
    ({ place, month }) => `${place}：${month('month')}月报缺报`,
    ({ place, month }) => `${place}: the report of ${month('month')} is missing`,
  ],
  'township-completed': [({ place }) => `${place}：全部办结`, ({ place }) => `${place}: everything is completed`],
  'township-closed': [({ place }) => `${place}：已终止`, ({ place }) => `${place}: closed`],
  'plan-waiting': [({ place }) => `${place}：请审批县方案`, ({ place }) => `${place}: the county plan is submitted for approval`],
  'plan-approved': [
    ({ place }) => `${place}：县方案已批准，各乡镇（区）已启动`,
    ({ place }) => `${place}: the county plan is approved, the townships have begun`,
  ],
  'plan-returned': [
    ({ place }) => `${place}：县方案被县委组织部退回`,
    ({ place }) => `${place}: the county plan was sent back by the organization department`,
  ],
  'county-report-ready': [
    ({ place, month }) => `${place}：${month('month')}县级月报已汇总，请签发`,
    ({ place, month }) => `${place}: the county report of ${month('month')} is ready to be signed`,
  ],
  'county-report-sent': [
    ({ place, month }) => `${place}：${month('month')}县级月报已报送`,
    ({ place, month }) => `${place}: the county report of ${month('month')} was submitted`,
  ],
  'results-published': [({ place }) => `${place}：工作成果已发布`, ({ place }) => `${place}: the results document is published`],
  'record-ended': [({ place }) => `${place}：往年记录已结束补录`, ({ place }) => `${place}: the record of the past has ended`],
  'nobody-there': [
    ({ place, item, body }) => `${place}：“${item}”等${body}办理，但${body}没有可以办理的人员`,
    ({ place, item, body }) => `${place}: "${item}" waits for the ${body}, which has nobody who could act`,
  ],
  'sign-in-link-made': [({ p }) => `${p.by}为您生成了登录链接`, ({ p }) => `A sign-in link was made for you by ${p.by}`],
  'address-changed': [({ p }) => `${p.by}修改了您账号的邮箱`, ({ p }) => `The address of your account was changed by ${p.by}`],
  'message-refused': [({ place }) => `${place}：您报送或办理的内容没有生效`, ({ place }) => `${place}: what you sent did not take effect`],
  'command-taken-back': [
    ({ place, item, p }) =>
      `${place}：您对${item ? `“${item}”` : '全县工作'}${p.round ? `第 ${p.round} 轮` : ''}的办理没有保留下来，请重新办理`,
    ({ place, item, p }) =>
      `${place}: what you did${item ? ` on "${item}"` : ''}${p.round ? `, round ${p.round},` : ''} was not kept; please do it again`,
  ],
  'commands-taken-back': [
    ({ place }) => `${place}：恢复数据后，有办理没有保留下来，请督促重新办理`,
    ({ place }) => `${place}: acts were not kept when data was restored; please see that they are entered again`,
  ],
};

const CHOOSE: Advice = [
  ({ choices }) => `请查看材料，${choices}。`,
  ({ choices }) => `Please look at what was submitted, then choose: ${choices}.`,
];

/** What to do about it, where there is something to do. */
export const ADVICE: Partial<Record<NoticeKind, readonly Advice[]>> = {
  'stage-opened': [
    [
      // The county's own results are written and published; nobody answers them.
      ({ p }) => (p.item === 'results' ? '请编写并发布。' : '请填写并报送。'),
      ({ p }) => (p.item === 'results' ? 'Please write and publish it.' : 'Please fill in the form and submit it.'),
    ],
  ],
  submitted: [CHOOSE],
  answered: [CHOOSE],
  returned: [['请查看退回理由，修改后重新报送。', 'Please read why, change it and submit it again.']],
  superseded: [
    [
      '前面的环节已退回重办。请等它改好，再重新报送本环节。',
      'An earlier stage was sent back. Please wait until it is done, then submit this one again.',
    ],
  ],
  'vote-void': [
    [
      '请另定时间重新选举，并重新填写到会人数和票数。',
      'Please hold the vote again and enter its own attendance and counts.',
      ['submitter'],
    ],
  ],
  reminder: [['请按期办理。', 'Please act before it is due.']],
  overdue: [['逾期后仍可办理，请尽快办理。', 'It can still be done; please do it soon.']],
  escalated: [['请督促办理。', 'Please see to it.']],
  held: [
    [
      '暂停期间不催办、不算逾期，恢复后期限顺延；月报照常报送。',
      'Nothing is chased or overdue meanwhile, and due dates move with the release; monthly reports stay due.',
    ],
  ],
  'hold-review': [['请决定继续暂停还是恢复。', 'Please decide whether it goes on.']],
  'report-missing': [['仍可补报，补报记为迟报。', 'It may still be sent and will count as late.', ['submitter']]],
  'plan-waiting': [['请查看县方案，同意或退回。', 'Please look at the county plan, then approve it or send it back.']],
  'plan-returned': [
    [({ p }) => (p.reason ? `退回理由：${p.reason}\n` : ''), ({ p }) => (p.reason ? `Why: ${p.reason}\n` : '')],
    [
      '请系统管理员改好方案文件，再到“全县工作”里重新启动一次；这一次不会再继续。',
      'Please have the administrator change the plan file, and start a new campaign; this one does not go on.',
    ],
  ],
  'county-report-ready': [['请核对并签发。', 'Please check it and sign.']],
  ...PATH_ADVICE,
  'sign-in-link-made': [
    [
      '用它登录后办理的事项都会注明。如果不是您要求的，请联系监督员。',
      'Whatever is done after signing in with it says so. If you did not ask for it, please tell the monitor.',
    ],
  ],
  'address-changed': [
    [
      '以后的登录链接和消息发到新的邮箱。如果不是您要求的，请联系监督员。',
      'Sign-in links and notices go to the new one from now on. If you did not ask for it, please tell the monitor.',
    ],
  ],
  'message-refused': [['请查看原因，再决定是否重新办理。', 'Please see why, and decide whether to do it again.']],
  'nobody-there': [
    [
      '请到“人员”为这个单位添加人员或重新启用账号。',
      'Please add somebody to this body on the page "People", or reactivate an account.',
      ['administrator'],
    ],
    [
      '请督促这个单位确定办理人员，并请系统管理员为他添加账号。',
      'Please see that the body names somebody, and have the administrator add an account.',
      ['township-party-committee', 'county-league', 'organization-department'],
    ],
  ],
  'command-taken-back': [
    [
      '恢复数据时，这件已答复您的办理没有保留下来。请核对编号和内容，再从事项页面重新办理一次。',
      'When data was restored, this act that you had been answered was not kept. Please see which it is, and do it once more.',
    ],
  ],
  'commands-taken-back': [
    [
      '请逐件查看是谁的哪一件；重新办理后自动划去，不再需要的请注明原因免予办理。',
      'Please see whose and which; what is entered again is crossed out by itself, what is no longer needed can be waived with a reason.',
    ],
  ],
};
