import type { EventKind } from '../process/events.ts';
import { PATH_ADVICE, PATH_SUBJECTS } from './path-sentences.ts';
import type { Sentence } from './sentence.ts';

/** Everything a notice may be about: what happened in a run, and a message of one's own that was refused. */
/** Notices that no event of a process causes. */
export const OTHER_KINDS = ['message-refused', 'sign-in-link-made', 'address-changed'] as const;

export type NoticeKind = EventKind | (typeof OTHER_KINDS)[number];
/** Subject lines, Chinese and English. The body repeats the subject and adds what to do. */
export const SUBJECTS: Readonly<Record<NoticeKind, readonly [zh: Sentence, en: Sentence]>> = {
  enrolled: [({ place }) => `${place}：工作已启动`, ({ place }) => `${place}: the work has begun`],
  'stage-opened': [
    ({ place, item, p }) => `${place}：请报送“${item}”，${p.due ?? ''} 前`,
    ({ place, item, p }) => `${place}: please submit "${item}" by ${p.due ?? ''}`,
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
      `${place}: the vote "${item}" is void${p.returned === undefined ? '' : ` (${p.returned} ballots returned of ${p.issued ?? ''} issued)`} and held again`,
  ],
  ...PATH_SUBJECTS,
  passed: [({ place, item }) => `${place}：“${item}”已通过`, ({ place, item }) => `${place}: "${item}" is passed`],
  'notice-posted': [({ place }) => `${place}：公示已张贴`, ({ place }) => `${place}: the public notice is posted`],
  reminder: [
    ({ place, item, p }) => `${place}：“${item}”将于 ${p.due ?? ''} 到期，还有 ${p.workdaysLeft ?? 0} 个工作日`,
    ({ place, item, p }) => `${place}: "${item}" is due on ${p.due ?? ''}, ${p.workdaysLeft ?? 0} working days left`,
  ],
  overdue: [
    ({ place, item, p }) => `${place}：“${item}”已逾期（${p.due ?? ''}）`,
    ({ place, item, p }) => `${place}: "${item}" is overdue (${p.due ?? ''})`,
  ],
  escalated: [
    ({ place, item, body, p }) => `${place}：${body}“${item}”逾期，第 ${p.level ?? ''} 级催办`,
    ({ place, item, body, p }) => `${place}: the ${body} is overdue with "${item}", level ${p.level ?? ''}`,
  ],
  extended: [
    ({ place, item, p }) => `${place}：“${item}”延期至 ${p.due ?? ''}`,
    ({ place, item, p }) => `${place}: "${item}" is extended to ${p.due ?? ''}`,
  ],
  held: [
    ({ place, body, p }) => `${place}：${body}已暂停本乡镇的工作，${p.reviewOn ?? ''} 复核`,
    ({ place, body, p }) => `${place}: held by the ${body}, review on ${p.reviewOn ?? ''}`,
  ],
  'hold-review': [({ place }) => `${place}：请复核暂停`, ({ place }) => `${place}: please review the hold`],
  released: [({ place }) => `${place}：已恢复办理`, ({ place }) => `${place}: the hold is released`],
  'report-missing': [
    ({ place, p }) => `${place}：${p.month ?? ''} 月报缺报`,
    ({ place, p }) => `${place}: the report of ${p.month ?? ''} is missing`,
  ],
  'township-completed': [({ place }) => `${place}：全部办结`, ({ place }) => `${place}: everything is completed`],
  'township-closed': [({ place }) => `${place}：已终止`, ({ place }) => `${place}: closed`],
  'plan-waiting': [({ place }) => `${place}：县方案请批准`, ({ place }) => `${place}: the county plan waits for approval`],
  'plan-approved': [
    ({ place }) => `${place}：县方案已批准，各乡镇已启动`,
    ({ place }) => `${place}: the county plan is approved, the townships have begun`,
  ],
  'plan-returned': [({ place }) => `${place}：县方案被退回`, ({ place }) => `${place}: the county plan was sent back`],
  'county-report-ready': [
    ({ place, p }) => `${place}：${p.month ?? ''} 县级月报已汇总，请签发`,
    ({ place, p }) => `${place}: the county report of ${p.month ?? ''} is ready to be signed`,
  ],
  'county-report-sent': [
    ({ place, p }) => `${place}：${p.month ?? ''} 县级月报已报送`,
    ({ place, p }) => `${place}: the county report of ${p.month ?? ''}`,
  ],
  'results-published': [({ place }) => `${place}：工作成果已发布`, ({ place }) => `${place}: the results document is published`],
  'sign-in-link-made': [({ p }) => `${p.by}为您生成了登录链接`, ({ p }) => `A sign-in link was made for you by ${p.by}`],
  'address-changed': [({ p }) => `${p.by}修改了您账号的邮箱`, ({ p }) => `The address of your account was changed by ${p.by}`],
  'message-refused': [({ place }) => `${place}：您提交的内容未生效`, ({ place }) => `${place}: what you sent did not take effect`],
};

/** What to do about it, where there is something to do. */
export const ADVICE: Partial<Record<NoticeKind, readonly [zh: string, en: string]>> = {
  'stage-opened': ['打开下面的链接填写并报送。', 'Open the link below, fill in the form and submit it.'],
  submitted: ['打开下面的链接查看材料，批准、签收或退回。', 'Open the link below to look at it and answer.'],
  answered: ['打开下面的链接查看材料，批准、签收或退回。', 'Open the link below to look at it and answer.'],
  returned: ['打开下面的链接查看退回意见，修改后重新报送。', 'Open the link below to read why, and submit again.'],
  reminder: ['请在到期前办理。', 'Please act before it is due.'],
  overdue: ['逾期后仍可办理，请尽快。', 'It can still be done; please do it soon.'],
  escalated: ['请督促办理。', 'Please see to it.'],
  held: [
    '暂停期间不催办、不算逾期，恢复后期限顺延；月报照常报送。',
    'Nothing is chased or overdue meanwhile, and due dates move with the release; monthly reports stay due.',
  ],
  'hold-review': ['请决定继续暂停还是恢复。', 'Please decide whether it goes on.'],
  'report-missing': ['仍可补报，补报记为迟报。', 'It may still be sent and will count as late.'],
  'plan-waiting': ['打开下面的链接查看方案并批准或退回。', 'Open the link below to approve it or send it back.'],
  'county-report-ready': ['打开下面的链接核对并签发。', 'Open the link below, check it and sign.'],
  ...PATH_ADVICE,
  'sign-in-link-made': [
    '用它登录后办理的事项都会注明。如果不是您要求的，请联系审计员。',
    'Whatever is done after signing in with it says so. If you did not ask for it, tell the auditor.',
  ],
  'address-changed': [
    '以后的登录链接和消息发到新的邮箱。如果不是您要求的，请联系审计员。',
    'Sign-in links and notices go to the new one from now on. If you did not ask for it, tell the auditor.',
  ],
  'message-refused': ['打开下面的链接查看原因。', 'Open the link below to see why.'],
};
