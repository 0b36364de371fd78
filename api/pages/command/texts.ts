import { catalogue } from '../ui/texts/bilingual.ts';

/** The reference page: what became of what was sent, exactly as far as it is known. */
export const commandsTexts = catalogue({
  title: { zh: '办理结果', en: 'Outcome' },
  recorded: { zh: '已记录', en: 'Recorded' },
  recordedWhy: (moment: string) => ({ zh: `已于 ${moment} 收到并记录。`, en: `It was received and recorded on ${moment}.` }),
  late: { zh: '超过了期限，照常受理，记为逾期。', en: 'It came after its due date; it counts, and is marked late.' },
  refused: { zh: '没有生效', en: 'It did not take effect' },
  received: { zh: '已收到，待生效', en: 'Received; it will take effect later' },
  receivedWhy: {
    zh: '内容已经收到并保存，系统恢复后自动办理，不必重新报送。结果会显示在这一页；如果没有被接受，“消息”里也会通知您。',
    en: 'It is kept and will be dealt with as soon as the service catches up; do not send it again. The outcome appears on this page, and a refusal also among your notices.',
  },
  sent: { zh: '已送出，尚未确认', en: 'Sent, not yet confirmed' },
  sentWhy: {
    zh: '系统还没有答复，仍可能生效。请过一会儿按“刷新”查看结果；不必重新报送。',
    en: 'There is no answer yet; it may still take effect. Refresh in a moment to see the outcome; do not send it again.',
  },
  reference: { zh: '编号', en: 'Reference' },
  what: { zh: '事项', en: 'What' },
  place: { zh: '乡镇', en: 'Township' },
  campaign: { zh: '全县工作', en: 'Campaign' },
  did: { zh: '办理', en: 'Done' },
  by: { zh: '办理人', en: 'By' },
  terminal: { zh: '服务器命令', en: 'the server’s terminal' },
  signedIn: { zh: '登录方式', en: 'Signed in' },
  byMadeLink: (name: string) => ({ zh: `用${name}生成的登录链接`, en: `with a link made by ${name}` }),
  sentAt: { zh: '报送时间', en: 'Sent' },
  comment: { zh: '意见或理由', en: 'Comment or reason' },
  next: { zh: '下一步', en: 'What happens next' },
  nextSomebody: {
    zh: '系统已通知下一个单位，到期限之前还会提醒；进度可随时在乡镇页面查看。',
    en: 'The next body was told and is reminded before its deadline; you can follow it on the township’s page.',
  },
  nextRecord: {
    zh: '往年记录不发通知：请告诉下一个单位接着补录；进度可随时在乡镇页面查看。',
    en: 'Nobody is told in a record of the past: please ask the next body to go on; you can follow it on the township’s page.',
  },
  nextBegins: {
    zh: '各乡镇（区）随即启动，由乡镇党委、乡镇团委（区党工委、区团工委）开始报送。',
    en: 'The townships begin at once: their Party and League committees start to submit.',
  },
  nextNobody: {
    zh: '现在没有待办的单位。轮到您时，“待我办理”里会列出来。',
    en: 'Nobody needs to act now. Your next task appears under "Waiting for me".',
  },
  keep: {
    zh: '请记下编号，或打印、收藏这一页；以后随时可以再打开。',
    en: 'Keep the reference, print this page or bookmark it: it can be opened again at any time.',
  },
  refresh: { zh: '刷新', en: 'Refresh' },
  toItem: { zh: '查看该事项', en: 'See the item' },
  toTasks: { zh: '回到“待我办理”', en: 'Go to "Waiting for me"' },
});
