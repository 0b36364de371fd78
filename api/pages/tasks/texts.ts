import { catalogue, counted } from '../ui/texts/bilingual.ts';

/** 待我办理 and the notices. */
export const tasksTexts = catalogue({
  title: { zh: '待我办理', en: 'Waiting for me' },
  none: { zh: '现在没有等您办理的事项。', en: 'Nothing waits for you now.' },
  noneHint: {
    zh: '轮到您时，这里会列出来，“消息”里也会有提醒。各乡镇（区）的进度在“全县工作”里看。',
    en: 'When it is your turn it is listed here, and a notice tells you. Progress is under "Campaigns".',
  },
  order: { zh: '期限早的排在前面。', en: 'Earliest due first.' },
  count: (count: number) => ({ zh: `共 ${count} 项。`, en: `${counted(count, 'item')}.` }),
  toSubmit: (item: string) => ({ zh: `填写并报送：${item}`, en: `Fill in and submit: ${item}` }),
  toAnswer: (item: string) => ({ zh: `审阅并办理：${item}`, en: `Look at and answer: ${item}` }),
  toSettle: (item: string) => ({ zh: `票数相等，请研究确定：${item}`, en: `Equal votes, please decide: ${item}` }),
  notByMe: {
    zh: '您是报送人，或者是其中的人选，请由本单位其他人员办理。',
    en: 'You submitted it or stand in it yourself: a colleague of your body has to answer.',
  },
  sentBack: { zh: '被退回', en: 'Sent back' },
  again: (how: string, reason: string) => ({ zh: `${how}，理由：${reason}`, en: `${how}: ${reason}` }),
  inbox: { zh: '消息', en: 'Notices' },
  inboxEmpty: { zh: '还没有消息。', en: 'No notices yet.' },
  unreadMark: { zh: '未读', en: 'unread' },
  open: { zh: '打开办理', en: 'Open' },
  markRead: { zh: '标为已读', en: 'Mark as read' },
  markAllRead: { zh: '本页全部标为已读', en: 'Mark this page as read' },
});
