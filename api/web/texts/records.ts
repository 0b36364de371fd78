import { catalogue } from './bilingual.ts';

/** What the administrator and the auditor look up: mails and the audit. */
export const recordTexts = catalogue({
  mail: { zh: '邮件', en: 'Mail' },
  mailHint: {
    zh: '系统发出或保存的全部邮件，最新的在前。演练的邮件，以及没有配置邮件服务器时的全部邮件，只保存在这里。没有配置邮件服务器时，可以按“生成收件人的登录链接”，把链接交给本人；本人会收到通知，用它办理的事项都会注明是谁生成的。',
    en: 'Every mail, newest first. Mails of rehearsals, and all mails while no server is set up, are kept here only. Where no server is set up you can make a sign-in link for the recipient and hand it over; they are told, and whatever is done with it says who made it.',
  },
  noMail: { zh: '还没有邮件。', en: 'No mails yet.' },
  noMailTo: (to: string) => ({ zh: `没有发给“${to}”的邮件。`, en: `No mail went to "${to}".` }),
  recipient: { zh: '查找收件人', en: 'Recipient' },
  recipientHint: { zh: '姓名或邮箱的一部分', en: 'Part of a name or address' },
  find: { zh: '查找', en: 'Find' },
  allMail: { zh: '显示全部邮件', en: 'Show every mail' },
  to: { zh: '收件人', en: 'To' },
  linkForRecipient: { zh: '生成收件人的登录链接', en: 'Make a sign-in link for the recipient' },
  kept: { zh: '只保存，未发出', en: 'kept, not sent' },
  waiting: { zh: '等待发出', en: 'waiting' },
  sending: { zh: '正在发出', en: 'being sent' },
  sent: { zh: '已发出', en: 'sent' },
  failed: { zh: '发送失败', en: 'failed' },
  attempts: (count: number) => ({ zh: `已试 ${count} 次`, en: `${count} tries` }),
  audit: { zh: '审计', en: 'Audit' },
  auditHint: {
    zh: '被拒绝的操作、登录、人员变动等，最新的在前，只增不改。',
    en: 'Refused acts, sign-ins, changes of people and the like, newest first; nothing is ever changed.',
  },
  noAudit: { zh: '还没有记录。', en: 'Nothing on record yet.' },
  when: { zh: '时间', en: 'When' },
  what: { zh: '事项', en: 'What' },
  who: { zh: '何人', en: 'Who' },
  target: { zh: '对象', en: 'About' },
  details: { zh: '详情', en: 'Details' },
});

/** What an audit entry is about, by its name on record. */
export const auditTexts = catalogue({
  'message-refused': { zh: '操作被拒绝', en: 'Act refused' },
  'platform-recorded': { zh: '登记交流平台', en: 'Exchange platform recorded' },
  'people-imported': { zh: '导入人员', en: 'People imported' },
  'signed-in': { zh: '登录', en: 'Signed in' },
  'signed-out': { zh: '退出', en: 'Signed out' },
  'sign-in-refused': { zh: '登录被拒绝', en: 'Sign-in refused' },
  'sessions-ended': { zh: '退出其他登录', en: 'Other sessions ended' },
  'password-changed': { zh: '修改密码', en: 'Password changed' },
  'password-refused': { zh: '修改密码被拒绝', en: 'Password change refused' },
  'sign-in-link-made': { zh: '为他人生成登录链接', en: 'Sign-in link made for somebody' },
  'sign-in-link-mailed': { zh: '把登录链接发到本人邮箱', en: 'Sign-in link mailed to its owner' },
  'act-by-made-link': { zh: '用他人生成的链接登录后办理', en: 'Act after signing in by a link that somebody else made' },
  'sign-in-link-asked': { zh: '索取登录链接', en: 'Sign-in link asked for' },
  'first-link-made': { zh: '生成首位管理员登录链接', en: 'First administrator’s link made' },
  'person-added': { zh: '添加人员', en: 'Person added' },
  'person-changed': { zh: '修改人员', en: 'Person changed' },
  'person-deactivated': { zh: '停用人员', en: 'Person deactivated' },
  'person-reactivated': { zh: '重新启用人员', en: 'Person reactivated' },
});

/** Names of details in an audit entry, and values that are words. */
export const auditDetailTexts = catalogue({
  method: { zh: '方式', en: 'by' },
  link: { zh: '登录链接', en: 'sign-in link' },
  password: { zh: '密码', en: 'password' },
  message: { zh: '操作', en: 'act' },
  role: { zh: '角色', en: 'role' },
  unit: { zh: '单位', en: 'unit' },
  fields: { zh: '修改项', en: 'changed' },
  linkMadeBy: { zh: '登录链接由谁生成', en: 'with a link made by' },
  roleBefore: { zh: '原角色', en: 'role before' },
  unitBefore: { zh: '原单位', en: 'unit before' },
  nonce: { zh: '编号', en: 'reference' },
});
