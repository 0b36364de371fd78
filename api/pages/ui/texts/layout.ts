import { catalogue } from './bilingual.ts';

/** What stands on every page around its own content. */
export const layoutTexts = catalogue({
  service: { zh: '乡镇团组织格局创新“1+3+X”', en: 'Township League reorganisation "1+3+X"' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  menu: { zh: '主菜单', en: 'Main menu' },
  tasks: { zh: '待我办理', en: 'Waiting for me' },
  inbox: { zh: '消息', en: 'Notices' },
  campaigns: { zh: '全县工作', en: 'Campaigns' },
  people: { zh: '人员', en: 'People' },
  mail: { zh: '邮件', en: 'Mail' },
  audit: { zh: '操作记录', en: 'Audit' },
  record: { zh: '流程记录', en: 'Process record' },
  account: { zh: '账号设置', en: 'Account' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  otherLanguage: { zh: 'English', en: '中文' },
  unread: (count: number) =>
    count > 99 ? { zh: '99 条以上未读', en: 'more than 99 unread' } : { zh: `${count} 条未读`, en: `${count} unread` },
  wrong: { zh: '错误：', en: 'Error: ' },
  trial: {
    zh: '演练：这里的一切只供练习，不是正式办理，邮件不会真的发出。',
    en: 'Rehearsal: everything here is practice. Nothing is official and no mail is really sent.',
  },
  pastRecord: {
    zh: '往年记录：补录已经办过的事，填当年的日期；没有期限，不催办，不发通知和邮件。',
    en: 'Record of the past: what was done is entered with the days of its year. Nothing is due, and nobody is reminded, told or mailed.',
  },
  ofYear: (year: number) => ({ zh: `（${year} 年）`, en: ` (${year})` }),
  campaignOf: (county: string, year: number) => ({ zh: `${county} ${year} 年`, en: `${county}, ${year}` }),
  linkMadeBy: (name: string) => ({
    zh: `您是用${name}生成的登录链接进入的：这次办理的事项都会注明。`,
    en: `You signed in with a link made by ${name}: whatever you do now says so.`,
  }),
  mailKept: {
    zh: '没有配置邮件服务器：邮件不会真的发出，都保存在“邮件”页，请转交登录链接。',
    en: 'No mail server is set up: mails are not sent but kept on the "Mail" page. Please pass sign-in links on.',
  },
  mailKeptFromPeople: {
    zh: '系统现在不发邮件，请常看“消息”；登录链接请向系统管理员索取。',
    en: 'No mail is sent at present. Please look at "Notices" often, and ask the administrator for sign-in links.',
  },
  mailKeptFromStrangers: {
    zh: '系统现在不发邮件，登录链接请向系统管理员索取。',
    en: 'No mail is sent at present. Please ask the administrator for a sign-in link.',
  },
  remarks: { zh: '提示', en: 'Remarks' },
  print: { zh: '打印', en: 'Print' },
});
