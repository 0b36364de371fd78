import { isMonthlyReport } from '../domain/stages/items.ts';
import { STAGES } from '../domain/stages/stages.ts';
import { type Findings, type Months, phantomsIn, reconciliationOf, resultJson, townshipResults } from './result.ts';
import type { StuckRun } from './standing-still.ts';

/** What is wrong with a rehearsal, one sentence each; empty when everything is as it must be. */
export function shortcomingsOf(findings: Findings): string[] {
  return [
    ...unfinished(findings),
    ...monthShortcomings(findings),
    ...countyShortcomings(findings),
    ...caseShortcomings(findings),
    ...faultShortcomings(findings),
    ...bookShortcomings(findings),
    ...runShortcomings(findings),
    ...findings.problems,
  ];
}

function unfinished(findings: Findings): string[] {
  const open = townshipResults(findings).filter((row) => !row.completed || row.stagesPassed < STAGES.length);
  return open.length > 0 ? [`未完成的乡镇 / townships not completed: ${open.map((row) => row.id).join('、')}`] : [];
}

/**
 * Every month is accounted for; undisturbed, they come out as the script has them. A run that faults kept from beginning before a month
 * ended is not asked for that month.
 */
function monthShortcomings(findings: Findings): string[] {
  const { monthlyReports: months } = resultJson(findings);
  const counted = months.onTime + months.late + months.missing + (findings.disturbed ? monthsBeforeBeginning(findings) : 0);
  if (counted !== findings.monthsAsked)
    return [`月报 ${counted} 份，应为 ${findings.monthsAsked} / months accounted for differ from those asked`];
  if (findings.disturbed || text(months) === text(findings.scripted)) return [];
  return [`月报 按时/迟报/缺报 ${text(months)}，剧本 ${text(findings.scripted)} / months do not come out as scripted`];
}

function monthsBeforeBeginning({ townships }: Findings): number {
  const items = townships.flatMap(({ answer }) => answer.state.items);
  return items.filter(({ id, status }) => isMonthlyReport(id) && status === 'off').length;
}

/** Every county report was signed. */
function countyShortcomings({ countyReports, countyReportsAsked }: Findings): string[] {
  if (countyReports === countyReportsAsked) return [];
  return [`县级月报 ${countyReports} 份，应为 ${countyReportsAsked} / county reports signed, and asked for`];
}

/** Every case ends as the county file says, whatever was killed. */
function caseShortcomings({ scenarios }: Findings): string[] {
  return scenarios
    .filter((one) => !one.asExpected)
    .map((one) => `短例与预期不同 / a case ended otherwise: ${one.township} ${one.name}: ${one.came}`);
}

function text({ onTime, late, missing }: Months): string {
  return `${onTime}/${late}/${missing}`;
}

function faultShortcomings({ faults: { wanted, done } }: Findings): string[] {
  if (done.length === wanted) return [];
  return [`安排中断 ${wanted} 次，发生 ${done.length} 次 / faults asked for, and carried out`];
}

/** Every run goes on by itself, and from its history alone; what was called recorded was. */
function runShortcomings(findings: Findings): string[] {
  const { stuck, unreplayable, differences } = findings.aftermath;
  const runs = (what: string, those: readonly StuckRun[]) => those.map(({ workflowId, why }) => `${what}: ${workflowId}（${why}）`);
  return [
    ...runs('停住的流程 / a run stands still', stuck),
    ...runs('无法重放的流程 / a history cannot be replayed', unreplayable),
    ...named('MongoDB 称已记录而历史没有 / recorded by MongoDB, in no history', phantomsIn(findings)),
    ...named('先称已记录后称被拒 / called recorded, then refused', findings.contradicted),
    ...(typeof differences === 'string' ? [differences] : runs('两边不一致 / the stores differ', differences ?? [])),
  ];
}

function named(what: string, nonces: readonly string[]): string[] {
  return nonces.length === 0 ? [] : [`${what}: ${nonces.length}（${nonces.join('、')}）`];
}

/** What the robots were told, what MongoDB holds and what the histories hold have to be the same. */
function bookShortcomings(findings: Findings): string[] {
  const { doubled, orphaned, mailsDoubled } = reconciliationOf(findings);
  const inMongo = findings.measured.decisions.map((row) => row.nonce);
  const inHistory = findings.measured.histories.flatMap((history) => [...history.nonces]);
  const told = findings.acknowledged.map((command) => command.nonce);
  return [
    ...difference('HTTP 确认而 MongoDB 没有 / acknowledged, not in MongoDB', told, inMongo),
    ...difference('MongoDB 有而 HTTP 未确认 / in MongoDB, not acknowledged', inMongo, told),
    ...difference('MongoDB 有而历史没有 / in MongoDB, not in any history', inMongo, inHistory),
    ...difference('历史有而 MongoDB 没有 / in a history, not in MongoDB', inHistory, inMongo),
    ...count('重复的记录 / records too many', doubled),
    ...count('流程不认的记录 / records that their run does not know', orphaned),
    ...count('重复的邮件 / mails too many', mailsDoubled),
  ];
}

function count(what: string, number: number): string[] {
  return number === 0 ? [] : [`${what}: ${number}`];
}

function difference(what: string, those: readonly string[], these: readonly string[]): string[] {
  const known = new Set(these);
  const missing = those.filter((nonce) => !known.has(nonce));
  return missing.length === 0 ? [] : [`${what}: ${missing.length}（${missing.slice(0, 3).join('、')}）`];
}
