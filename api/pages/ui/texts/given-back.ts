import { catalogue } from './bilingual.ts';

/** A form that could not be taken, given back. */
export const givenBackTexts = catalogue({
  title: { zh: '还没有送出，您填写的内容都在', en: 'Not sent yet; what you typed is here' },
  filledIn: {
    zh: '登录已经过期，或者页面打开得太久，刚才按的按钮没有生效，这次没有保存。您填写的内容已经放回下面的表单，请核对后再按一次；文件要重新选择。',
    en: 'Your session was over, or the page was open too long: the button had no effect and nothing was recorded. What you typed is in the form below again; check it and press once more. Files must be chosen again.',
  },
  noForm: {
    zh: '登录已经过期，或者页面打开得太久，刚才按的按钮没有生效，这次没有保存。原来的表单现在不在这一页，您填写的内容列在这里，可以复制。',
    en: 'Your session was over, or the page was open too long: the button had no effect and nothing was recorded. The form is not on this page now; what you typed is listed here and can be copied.',
  },
  left: { zh: '下面的内容在表单里没有位置，请自行复制：', en: 'These have no place in the form; copy them yourself:' },
  toForm: { zh: '打开原来的页面', en: 'Open the page where it was' },
});
