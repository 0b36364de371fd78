import { catalogue } from '../ui/texts/bilingual.ts';

/** Commands that a repair took back. */
export const takenBackTexts = catalogue({
  title: { zh: '已收回的办理', en: 'Commands taken back' },
  hint: {
    zh: '恢复数据后，这些答复过“已记录”或“已收到”的办理已不在流程中，不再算数。已逐件通知本人；重新办理的自动划去，不再需要的由团县委注明原因免予办理。',
    en: 'When data was restored, these acts, which people had been answered, were no longer in the process and do not count. Everybody was told of theirs; what is entered again is crossed out by itself, what is no longer needed the county league waives with a reason.',
  },
  none: { zh: '没有被收回的办理。', en: 'No act was taken back.' },
  openCount: (count: number) => ({ zh: `还有 ${count} 件没有重新办理`, en: `${count} not entered again yet` }),
  open: { zh: '待重新办理', en: 'to be entered again' },
  enteredAgain: { zh: '已重新办理', en: 'entered again' },
  waived: { zh: '免予办理', en: 'waived' },
  allSettled: { zh: '都已重新办理或免予办理。', en: 'All of them are entered again or waived.' },
  round: (round: number) => ({ zh: `第 ${round} 轮`, en: `round ${round}` }),
  who: { zh: '办理人', en: 'By' },
  sentAt: { zh: '办理时间', en: 'Done' },
  takenBackAt: { zh: '收回时间', en: 'Taken back' },
  reference: { zh: '编号', en: 'Reference' },
  was: { zh: '当时的答复', en: 'Was answered' },
  recorded: { zh: '已记录', en: 'recorded' },
  received: { zh: '已收到，待生效', en: 'received' },
  again: { zh: '新的凭证', en: 'The new act' },
  waive: { zh: '免予办理', en: 'Waive' },
  waiveTitle: { zh: '免予重新办理', en: 'Waive an act' },
  waiveHint: {
    zh: '这件办理不再要求重新办理时使用，例如该环节已用别的方式办结。原因会留在这一页上，并记入操作记录。',
    en: 'When it need not be entered again, for instance because the stage was settled in another way. The reason stays on this page and in the audit.',
  },
  reason: { zh: '原因', en: 'Reason' },
  reasonMissing: { zh: '请写明原因。', en: 'Please say why.' },
  waivedBy: (who: string, reason: string) => ({ zh: `${who}：${reason}`, en: `${who}: ${reason}` }),
  somebody: { zh: '（账号已不在）', en: '(account gone)' },
  back: { zh: '回到清单', en: 'Back to the list' },
});
