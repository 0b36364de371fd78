import { itemTitle } from '../../domain/notifications/notices.ts';
import { advice, type Difference, type DifferenceKind } from './difference.ts';
import type { VerifyReport } from './verify-stores.ts';

/** At most this many lines of a kind are shown on the screen; commands that were taken back are shown all. */
export const SHOWN = 50;

/** Names for ids: of people by account, of places by workflow id. */
export interface Names {
  readonly people: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, string>;
}

const VERBS: Readonly<Record<string, string>> = {
  submit: '报送',
  report: '报送',
  approve: '批准',
  return: '退回',
  receipt: '签收',
  note: '知悉',
  decidePlan: '批复方案',
  sign: '签发',
  publish: '发布',
  enrol: '增加乡镇',
  amendPlan: '调整方案',
  endRecord: '结束补录',
  extend: '延期',
  hold: '暂停',
  release: '恢复',
  close: '终止',
  waive: '免予办理',
  object: '登记异议',
  resolveObjection: '处理异议',
  settleTie: '票数相等的处理',
  withdrawCandidate: '候选人退出',
  reportVacancy: '报告空缺',
};

/** A difference in a line: where, what, which round, who, when, and under which number. Ids of documents only where nothing else names them. */
function lineOf(difference: Difference, { people, places }: Names): string {
  const { workflowId, message, item, round, verdict, account, at, reference, detail, revision } = difference;
  const who = account === undefined ? undefined : (people.get(account) ?? account);
  const verb = verdict ?? message;
  const named =
    item === undefined || item === message
      ? undefined
      : `“${itemTitle(item, 'zh-Hans')}”${item.startsWith('monthly-report/') ? ` ${item.slice(15)}` : ''}`;
  const parts = [
    places.get(workflowId) ?? workflowId,
    named,
    round === undefined ? undefined : `第 ${round} 轮`,
    verb === undefined ? undefined : (VERBS[verb] ?? verb),
    who,
    at,
    reference === undefined ? undefined : `编号 ${reference}`,
    detail,
    named === undefined && revision !== undefined ? revision : undefined,
  ];
  return `    ${parts.filter((part) => part !== undefined).join('  ')}`;
}

/** What `npm run verify` says. @param most lines of a kind; the file that holds a long list holds all */
export function tellReport(report: VerifyReport, names: Names, most = SHOWN): string {
  const { runs, decisions, events, waiting, differences, repaired } = report;
  const lines = [
    `已核对：流程 ${runs} 个，已生效的办理 ${decisions} 件，经过记录 ${events} 条 / compared: ${runs} runs, ${decisions} decisions, ${events} events`,
    ...(waiting > 0 ? [`另有 ${waiting} 件已收到、待生效 / ${waiting} more are received and take effect once a worker runs`] : []),
  ];
  const kinds = [...new Set(differences.map(({ kind }) => kind))];
  for (const kind of kinds) lines.push('', ...tellKind(kind, differences, repaired, names, most));
  lines.push(...tellOutcome(report));
  return lines.join('\n');
}

function tellOutcome({ differences, repaired, takenBack, open }: VerifyReport): string[] {
  const left = differences.length - repaired.length;
  const stillOpen =
    open > 0
      ? [
          `有 ${open} 件办理已被收回，尚未重新办理或免予办理：见工作总表的“已收回的办理” / ${open} commands were taken back and are neither entered again nor waived: see "Commands taken back" on the county board`,
        ]
      : [];
  if (differences.length === 0)
    return open > 0 ? ['两个库的内容一致，但 / the stores hold the same, but', ...stillOpen] : ['两个库一致 / the stores agree'];
  const back =
    takenBack.length > 0
      ? [
          `已修复，并收回了 ${takenBack.length} 件答复过“已记录”或“已收到”的办理（上面逐件列出）；流程进程运行时，本人和团县委会在消息和邮件中得到通知 / repaired; ${takenBack.length} commands that had been answered were taken back (all named above); their people and the county league are told in inbox and mail as soon as a worker runs`,
        ]
      : [];
  const end =
    left > 0
      ? [`仍有 ${left} 处不一致 / ${left} differences remain`]
      : takenBack.length > 0
        ? []
        : [`已全部修复 / all ${repaired.length} repaired`];
  return ['', ...back, ...end, ...stillOpen];
}

/** Commands that people were answered are never cut short: each has to be entered again. */
const WHOLE: readonly DifferenceKind[] = ['decision-unknown', 'command-lost'];

function tellKind(
  kind: DifferenceKind,
  differences: readonly Difference[],
  repaired: readonly Difference[],
  names: Names,
  most: number,
): string[] {
  const own = differences.filter((difference) => difference.kind === kind);
  const { zh, en } = advice[kind];
  const done = own.every((difference) => repaired.includes(difference)) ? '〔已修复 repaired〕' : '';
  const shown = WHOLE.includes(kind) ? own : own.slice(0, most);
  const more =
    own.length > shown.length ? [`    … 其余 ${own.length - shown.length} 件在下面的文件里 / the rest is in the file below`] : [];
  return [`■ ${own.length} × ${kind}${done}`, `  ${zh}`, `  ${en}`, ...shown.map((one) => lineOf(one, names)), ...more];
}
