import { catalogue } from './bilingual.ts';

/** Pages that say why there is no other page, and what to do. */
export const errorTexts = catalogue({
  notFound: { zh: '找不到这个页面', en: 'Page not found' },
  notFoundWhy: {
    zh: '地址可能不完整，或者这里的内容不属于您的单位。请核对地址，或从下面的“待我办理”重新进入。',
    en: 'The address may be incomplete, or what is here does not belong to your unit. Check it, or start again from "Waiting for me".',
  },
  notKept: { zh: '这里没有您未送出的表单', en: 'No form of yours waits here' },
  notKeptWhy: {
    zh: '登录过期时填写的内容保留一天，只能在当时填写的浏览器里打开。请回到那个浏览器登录，或者重新填写。',
    en: 'What was filled in when a session was over is kept for a day, and opens only in the browser in which it was filled in. Sign in there, or fill it in again.',
  },
  notYours: { zh: '您不能办理这一项', en: 'This is not for you to do' },
  notYoursWhy: {
    zh: '您的角色没有这项权限，这次没有保存。应由谁办理，请看该事项页面的“办理情况”。',
    en: 'Your role does not allow it; nothing was saved. "Where it stands" on the item’s own page says who has to act.',
  },
  expired: { zh: '页面已过期', en: 'The page has expired' },
  expiredWhy: {
    zh: '页面打开得太久，或者您重新登录过，这次没有保存。请按浏览器的“后退”，刷新页面，再办理一次。',
    en: 'The page was open too long, or you signed in again; nothing was recorded. Go back, reload the page and send it again.',
  },
  tooLarge: { zh: '内容太大', en: 'Too large' },
  tooLargeWhy: {
    zh: '内容超过了允许的大小，这次没有保存。请按浏览器的“后退”，删减后再办理。',
    en: 'What was sent is larger than allowed; nothing was recorded. Go back, shorten it and send it again.',
  },
  tooMany: { zh: '操作太频繁', en: 'Too many requests' },
  tooManyWhy: {
    zh: '短时间内的请求太多，这次没有保存。请过几分钟再试；登录时也可以改用登录链接。',
    en: 'There were too many requests in a short time; this one was not taken and nothing was recorded. Try again in a few minutes; to sign in, you can also use a sign-in link.',
  },
  malformed: { zh: '这一步没有成功', en: 'The request cannot be read' },
  malformedWhy: {
    zh: '页面内容不完整，这次没有保存。请回到上一页，从页面上的链接和按钮重新操作。',
    en: 'What was sent has the wrong form; nothing was recorded. Start again from the links and buttons of a page.',
  },
  unavailable: { zh: '服务暂时不可用', en: 'Not available right now' },
  unavailableWhy: {
    zh: '这次没有保存。请过一两分钟，按浏览器的“刷新”再试；如果一直这样，请告诉系统管理员。',
    en: 'Nothing was recorded. Reload in a minute or two; if it stays like this, tell the administrator.',
  },
  busy: { zh: '办理的人太多', en: 'Too many at once' },
  busyWhy: {
    zh: '这一刻使用的人太多，这次没有保存。请过几秒钟按浏览器的“刷新”再试；填写的内容会一起送出。',
    en: 'Too many people are here at this moment; this was not taken and nothing was recorded. Reload in a few seconds: what you typed is sent again.',
  },
  late: { zh: '还没有答复', en: 'No answer yet' },
  lateWhy: {
    zh: '系统没能在五秒内答复：可能已经保存，也可能没有。请过几秒钟按浏览器的“刷新”再试，填写的内容会一起送出，同一次办理只记录一次。',
    en: 'There was no answer within five seconds: it may have been recorded or not. Reload in a few seconds; what you typed is sent again, and the same act is recorded once.',
  },
  readOnly: { zh: '暂不办理，没有记录', en: 'Nothing is taken right now' },
  readOnlyWhy: {
    zh: '服务器磁盘已满，这次没有保存，已有的内容都可以查看。系统管理员清理磁盘之后自动恢复，那时按浏览器的“刷新”再办理一次。',
    en: 'The server’s disk is full. Nothing was recorded; everything that is there can be read. It goes on by itself once the administrator has made room: reload then to send it again.',
  },
  broken: { zh: '系统出错了', en: 'Something went wrong here' },
  brokenWhy: {
    zh: '这是系统的问题，不是您的问题。请回到“待我办理”看看刚才的办理是否已经记录，再决定是否重办；并请把时间和下面的编号告诉系统管理员。',
    en: 'This is our mistake, not yours. Look at "Waiting for me" to see whether your last step was recorded, and tell the administrator the time and the number below.',
  },
  number: (id: string) => ({ zh: `编号：${id}`, en: `Number: ${id}` }),
  goHome: { zh: '回到“待我办理”', en: 'Go to "Waiting for me"' },
});
