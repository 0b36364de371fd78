import { catalogue, counted } from './bilingual.ts';

/** Signing in, one's own account, and the people an administrator manages. */
export const accountTexts = catalogue({
  signIn: { zh: '登录', en: 'Sign in' },
  welcome: { zh: '请按“登录”进入系统。', en: 'Press "Sign in" to enter.' },
  onceOnly: { zh: '这个链接只能用一次；按下后即失效。', en: 'This link works once; pressing the button uses it up.' },
  signedInAs: (name: string) => ({
    zh: `您现在以“${name}”的身份登录，按“登录”就换成这个链接的主人。两个身份都要用时，请复制链接，在无痕窗口或另一个浏览器中打开。`,
    en: `You are signed in as ${name}; pressing "Sign in" changes that to whoever the link is for. To use both, copy the link into a private window or another browser.`,
  }),
  linkUsed: {
    zh: '这个登录链接已经用过或已过期。请在下面填写邮箱，重新获取链接；收不到邮件时请联系系统管理员。',
    en: 'This sign-in link was used or has expired. Ask for a new one below; if no mail comes, ask the administrator.',
  },
  byLink: { zh: '用邮件里的链接登录', en: 'Sign in by a link sent by mail' },
  byLinkHint: {
    zh: '填写单位登记的邮箱，系统发给您一个一次性链接，30 分钟内有效。',
    en: 'Enter your registered address; a one-time link is sent to it, good for 30 minutes.',
  },
  email: { zh: '邮箱', en: 'E-mail address' },
  emailHint: { zh: '例如 name@example.gov.cn', en: 'Such as name@example.gov.cn' },
  sendLink: { zh: '发送登录链接', en: 'Send the link' },
  linkSent: {
    zh: '如果这个邮箱有账号，登录链接已经发出，请到邮箱中点开；一刻钟内最多发三封，先收到的同样有效。没有收到时，请看垃圾邮件，或联系系统管理员。',
    en: 'If somebody has this address, a link is on its way: three at most in a quarter of an hour, and earlier ones work as well. If nothing comes, look at your junk mail or ask the administrator.',
  },
  byPassword: { zh: '用密码登录', en: 'Sign in with a password' },
  byPasswordHint: {
    zh: '没有设置过密码的，请用上面的链接登录，再到“账号设置”里设置。',
    en: 'Without a password, sign in by link and set one under "Account".',
  },
  password: { zh: '密码', en: 'Password' },
  wrongPassword: { zh: '邮箱或密码不对，请核对后再试。', en: 'The address or the password is wrong; please check and try again.' },
  emailMissing: { zh: '请填写邮箱，例如 name@example.gov.cn。', en: 'Please enter an e-mail address such as name@example.gov.cn.' },

  account: { zh: '账号设置', en: 'Account' },
  name: { zh: '姓名', en: 'Name' },
  role: { zh: '角色', en: 'Role' },
  unit: { zh: '单位', en: 'Unit' },
  changeWithAdministrator: {
    zh: '姓名、邮箱、单位有误时，请联系系统管理员修改。',
    en: 'If name, address or unit are wrong, the administrator changes them.',
  },
  passwordTitle: { zh: '设置密码', en: 'Set a password' },
  passwordSet: { zh: '您已设置密码。', en: 'You have a password.' },
  passwordNone: { zh: '您还没有密码，每次用邮件链接登录。', en: 'You have no password yet and sign in by link.' },
  present: { zh: '原密码', en: 'Present password' },
  presentHint: { zh: '刚用链接登录的，可以不填。', en: 'May stay empty right after signing in by link.' },
  next: { zh: '新密码', en: 'New password' },
  nextHint: (min: number) => ({
    zh: `至少 ${min} 个字符，可以用一句好记的话；常用的、重复的、顺序的密码不能用。`,
    en: `At least ${counted(min, 'character')}; a sentence you remember will do. Common ones, repetitions and rows are refused.`,
  }),
  passwordShort: (min: number, max: number) => ({
    zh: `密码应有 ${min} 到 ${max} 个字符。`,
    en: `A password has ${min} to ${counted(max, 'character')}.`,
  }),
  passwordEasy: {
    zh: '这个密码太容易猜：常用的、重复的、顺序的，或就是您的邮箱、姓名；请换一个。',
    en: 'This password is easily guessed: a common one, a repetition, a row, or your own address or name. Please choose another.',
  },
  presentWrong: { zh: '原密码不对', en: 'The present password is wrong.' },
  save: { zh: '保存', en: 'Save' },
  passwordSaved: {
    zh: '新密码已保存；其他电脑和手机上的登录已全部退出。',
    en: 'The password is saved; you are signed out everywhere else.',
  },

  sessions: { zh: '登录着的地方', en: 'Where you are signed in' },
  thisOne: { zh: '这里', en: 'here' },
  lastUsed: (time: string) => ({ zh: `最近使用 ${time}`, en: `last used ${time}` }),
  endOthers: { zh: '退出其他登录', en: 'Sign out everywhere else' },
  othersEnded: { zh: '其他电脑和手机上的登录已全部退出。', en: 'You are signed out everywhere else.' },

  people: { zh: '人员', en: 'People' },
  addPerson: { zh: '添加人员', en: 'Add a person' },
  peopleHint: {
    zh: '县名册里的人员启动工作时自动加入；这里可以添加、修改、停用，并生成登录链接。',
    en: 'People of a county file are added when a campaign starts; here you add, change, deactivate and make sign-in links.',
  },
  noPeople: { zh: '还没有人员。', en: 'Nobody yet.' },
  inactive: { zh: '已停用', en: 'inactive' },
  change: { zh: '修改', en: 'Change' },
  lead: {
    zh: '牵头人（仅组织部）：组织部逾期时由其收到催办',
    en: 'Lead of the organization department: told when the department itself is late',
  },
  leadMark: { zh: '牵头人', en: 'lead' },
  telephone: { zh: '电话', en: 'Telephone' },
  otherUnit: { zh: '上面没有的单位', en: 'A unit that is not listed above' },
  unitHint: {
    zh: '县级填县的编号，例如 lanyu；乡镇填“县/乡镇”，例如 lanyu/landu；管理全部县的管理员填 *',
    en: 'County roles: the county’s id such as lanyu; township roles: county/township such as lanyu/landu; * for the whole installation',
  },
  nameMissing: { zh: '请填写姓名（最多 40 字）。', en: 'Please enter a name of at most 40 characters.' },
  nameHidden: {
    zh: '姓名里有看不见的字符（多从网页或表格带来），请重新输入。',
    en: 'The name holds characters that nobody sees, as pasting brings them along. Please type it anew.',
  },
  unitUnknown: (known: string) =>
    known === ''
      ? {
          zh: '该县还没有启动过工作，乡镇人员随县名册添加',
          en: 'No campaign of this county was started yet; people of its townships come with the county file',
        }
      : { zh: `该县没有这个乡镇；可以填：${known}`, en: `The county has no such township; it has: ${known}` },
  unitWrong: {
    zh: '单位与角色不符：乡镇的角色请选择乡镇，县级的角色请选择县。',
    en: 'The unit does not fit the role: please choose a township for township roles, the county for county roles.',
  },
  roleMissing: { zh: '请选择角色。', en: 'Please choose a role.' },
  emailTaken: { zh: '这个邮箱已经有账号。', en: 'Somebody has this address already.' },
  lastAdministrator: {
    zh: '这是最后一名系统管理员，不能停用或改任。',
    en: 'This is the last administrator, who cannot be deactivated or changed.',
  },
  lastOfBody: (unit: string, role: string) => ({
    zh: `这是${unit}最后一名可以办理的${role}人员，保存后报送到这里的事项没有人办理。请先添加接任人员；确实要继续的，请勾选“暂时没有人办理，也要继续”后再按一次`,
    en: `This is the last person who can act for ${unit} (${role}); what is submitted to it would wait for nobody. Please add a successor first; where it is meant, tick "Nobody acts for now, go on all the same" and press again.`,
  }),
  leaveEmpty: { zh: '暂时没有人办理，也要继续', en: 'Nobody acts for now, go on all the same' },
  telephoneWrong: {
    zh: '电话应为 5 到 24 个数字、空格、横线或括号。',
    en: 'A telephone number has 5 to 24 digits, spaces, hyphens or brackets.',
  },
  newLink: { zh: '生成登录链接', en: 'Make a sign-in link' },
  newLinkHint: {
    zh: '30 分钟内有效。配置了邮件服务器时，链接发到本人邮箱，这里不显示；没有配置时，链接显示一次，由您交给本人：会告知本人，记入操作记录，用它办理的事项都会注明是谁生成的。',
    en: 'Good for 30 minutes. Where a mail server is set up it goes to its owner and is not shown here; where none is, it is shown once for you to hand over: its owner is told, it is audited, and whatever is done with it says who made it.',
  },
  linkFor: (name: string) => ({ zh: `${name} 的登录链接`, en: `Sign-in link for ${name}` }),
  linkOnce: (time: string) => ({
    zh: `只显示这一次，有效期至 ${time}。请当面或通过可靠的方式交给本人。`,
    en: `Shown this once, valid until ${time}. Hand it over in person or by a way you trust.`,
  }),
  linkMailed: (email: string) => ({
    zh: `登录链接已发到 ${email}，30 分钟内有效；一刻钟内最多发三封，先发的同样有效。配置了邮件服务器时，链接只有本人能看到。`,
    en: `The link went to ${email}, good for 30 minutes; three at most in a quarter of an hour, earlier ones work as well. Where mail is sent nobody else sees it.`,
  }),
  linkElsewhere: {
    zh: '演练时要替本人登录，请复制链接，在无痕窗口或另一个浏览器中打开；在这里点开，您自己就退出了。',
    en: 'To sign in as them in a rehearsal, copy the link into a private window or another browser; opened here, it signs you out.',
  },
  deactivate: { zh: '停用', en: 'Deactivate' },
  deactivateHint: {
    zh: '停用后立即退出登录，不再收到消息；办过的事项照常保留。',
    en: 'Signed out at once and told nothing more; what they did stays on record.',
  },
  reactivate: { zh: '重新启用', en: 'Reactivate' },
  back: { zh: '返回', en: 'Back' },
});
