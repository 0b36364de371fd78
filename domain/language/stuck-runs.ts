import type { Language } from './sentence.ts';

/**
 * Why a run does not go on by itself:
 * - `code-differs` its history does not fit the code that runs (an upgrade without `patched`)
 * - `step-fails` its step fails again and again for another reason
 * - `ended-outside` it was terminated, cancelled or failed, though the pages show it as under way
 * - `reset-outside` it was reset to an earlier step, which the pages do not show yet
 * - `missing` Temporal does not know it
 * - `unreadable` Temporal answers and cannot read it: its database is damaged
 * - `pages-ahead` MongoDB knows more of it than Temporal: the stores come from different instants
 */
export type StuckKind = 'code-differs' | 'step-fails' | 'ended-outside' | 'reset-outside' | 'missing' | 'unreadable' | 'pages-ahead';

/** What stands in the way of a run, and what to do; for the county page, `/readyz` and the operators. */
const SENTENCES: Readonly<Record<StuckKind, readonly [zh: string, en: string]>> = {
  'code-differs': [
    '流程记录与当前版本不符，流程停住了；数据没有丢失。请系统管理员换回升级前的版本，再按升级说明处理。',
    'Its history does not fit this version of the service, so it has stopped; nothing is lost. The administrator goes back to the version before the upgrade and follows the upgrading guide.',
  ],
  'step-fails': [
    '流程的一步反复失败，还没有继续；已收到的办理不会丢失。请系统管理员查看流程进程的日志，重启后仍如此请报告。',
    'One of its steps fails again and again; what was received is kept. The administrator reads the worker’s log, and reports it if a restart does not help.',
  ],
  'ended-outside': [
    '流程被人从系统之外终止，页面所示是终止前的情况。请系统管理员把它重置到最后一步（见运维手册“流程停住”）。',
    'Somebody ended it from outside; the pages show how it stood before. The administrator resets it to its last step (operations manual, "stuck runs").',
  ],
  'reset-outside': [
    '流程被人从系统之外重置，页面可能与流程不一致。请系统管理员运行 npm run verify -- --repair。',
    'Somebody reset it from outside; the pages may show another state than it has. The administrator runs npm run verify -- --repair.',
  ],
  missing: [
    '流程引擎里找不到这个流程。请系统管理员从备份恢复，并运行 npm run verify。',
    'The process engine does not know it. The administrator restores it from a backup and runs npm run verify.',
  ],
  unreadable: [
    '流程引擎读不出这个流程，流程库可能损坏。请系统管理员立即停下服务，恢复最近的备份（npm run restore -- 文件 --force），并运行 npm run verify。',
    'The process engine cannot read it: its database may be damaged. The administrator stops the service at once, restores the newest backup and runs npm run verify.',
  ],
  'pages-ahead': [
    '数据库比流程引擎新（两者恢复自不同时刻），流程暂时不能记录。请系统管理员运行 npm run verify -- --repair。',
    'MongoDB is newer than the process engine (restored from different instants), so it cannot record anything. The administrator runs npm run verify -- --repair.',
  ],
};

/**
 * For the pages, while there are runs that Temporal cannot read: what is entered now may be lost with its database.
 * @param repairs whether the reader is who restores it
 */
export function unreadableRunsText(count: number, repairs: boolean, language: Language): string {
  if (language === 'en') {
    return repairs
      ? `The process engine cannot read ${count} ${count === 1 ? 'process' : 'processes'}: its database may be damaged. Stop the service at once, restore the newest backup (npm run restore -- FILE --force), start it and run npm run verify.`
      : `The process engine cannot read ${count} ${count === 1 ? 'process' : 'processes'}: its database may be damaged, and what is entered now may have no effect. Tell the administrator at once.`;
  }
  return repairs
    ? `流程引擎读不出 ${count} 个流程，流程库可能损坏。请立即停下服务，恢复最近的备份（npm run restore -- 文件 --force），启动后运行 npm run verify。`
    : `流程引擎读不出 ${count} 个流程，流程库可能损坏，现在办理的事项可能不生效。请立即联系系统管理员。`;
}

/** One sentence on a stuck run: what is wrong, and what to do. */
export function stuckRunText(kind: StuckKind, language: Language): string {
  const [zh, en] = SENTENCES[kind];
  return language === 'en' ? en : zh;
}
