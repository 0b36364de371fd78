import type { Person } from '../../store/people.ts';
import { advice, type Difference, type DifferenceKind } from './difference.ts';
import type { VerifyReport } from './verify-stores.ts';

/** At most this many lines of a kind are shown; `--json` has them all. */
const shown = 50;

function lineOf(difference: Difference, people: ReadonlyMap<string, Pick<Person, 'name'>>): string {
  const { workflowId, message, item, round, verdict, account, at, reference, detail } = difference;
  const who = account === undefined ? undefined : (people.get(account)?.name ?? account);
  const parts = [workflowId, message, item, round === undefined ? undefined : `第 ${round} 轮`, verdict, who, at, reference, detail];
  return `    ${parts.filter((part) => part !== undefined).join('  ')}`;
}

/** What `npm run verify` says, for a person at the terminal. */
export function tellReport(report: VerifyReport, people: ReadonlyMap<string, Pick<Person, 'name'>>): string {
  const { runs, decisions, events, waiting, differences, repaired } = report;
  const lines = [
    `已核对：流程 ${runs} 个，已生效的办理 ${decisions} 件，经过记录 ${events} 条 / compared: ${runs} runs, ${decisions} decisions, ${events} events`,
    ...(waiting > 0 ? [`另有 ${waiting} 件已收到、待生效 / ${waiting} more are received and take effect once a worker runs`] : []),
  ];
  const kinds = [...new Set(differences.map(({ kind }) => kind))];
  for (const kind of kinds) lines.push('', ...tellKind(kind, differences, repaired, people));
  if (differences.length === 0) lines.push('两个库一致 / the stores agree');
  else if (repaired.length === differences.length) lines.push('', `已全部修复 / all ${repaired.length} repaired`);
  else lines.push('', `有 ${differences.length - repaired.length} 处不一致 / ${differences.length - repaired.length} differences`);
  return lines.join('\n');
}

function tellKind(
  kind: DifferenceKind,
  differences: readonly Difference[],
  repaired: readonly Difference[],
  people: ReadonlyMap<string, Pick<Person, 'name'>>,
): string[] {
  const own = differences.filter((difference) => difference.kind === kind);
  const { zh, en } = advice[kind];
  const done = own.every((difference) => repaired.includes(difference)) ? '〔已修复 repaired〕' : '';
  const more = own.length > shown ? [`    … ${own.length - shown}`] : [];
  return [`■ ${own.length} × ${kind}${done}`, `  ${zh}`, `  ${en}`, ...own.slice(0, shown).map((one) => lineOf(one, people)), ...more];
}
