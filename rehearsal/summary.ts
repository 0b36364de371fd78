import { countsOf, type FaultCounts } from './fault-schedule.ts';
import { type Findings, type ResultJson, resultJson, type TownshipResult, townshipResults } from './result.ts';
import { caseLines } from './scenarios/told.ts';
import { shortcomingsOf } from './shortcomings.ts';

const PLAYS: Readonly<Record<TownshipResult['plays'], string>> = {
  straight: '按期',
  late: '迟报',
  silent: '沉默',
  returned: '退回',
  held: '暂缓',
};

/** What a person reads at the end of a rehearsal: a line per township, the figures, and what is wrong. */
export function summaryOf(findings: Findings): string {
  const json = resultJson(findings);
  const shortcomings = shortcomingsOf(findings);
  const verdict =
    shortcomings.length === 0
      ? '各项核对一致 / everything agrees'
      : ['核对不符 / what does not agree:', ...shortcomings.map((one) => `  ✗ ${one}`)].join('\n');
  return [
    '',
    `演练结果 · Rehearsal ${findings.campaign}`,
    '',
    table(rowsOf(townshipResults(findings))),
    '',
    ...cases(findings),
    figures(json),
    ...outages(findings, json),
    '',
    verdict,
  ].join('\n');
}

function rowsOf(townships: readonly TownshipResult[]): string[][] {
  const header = ['乡镇', '扮演', '环节', '退回', '催办1/2/3级', '月报 按时/迟/缺', '完成', '事件', 'KB'];
  return [
    header,
    ...townships.map((row) => [
      row.name,
      PLAYS[row.plays],
      String(row.stagesPassed),
      String(row.returned),
      row.escalations.join('/'),
      `${row.months.onTime}/${row.months.late}/${row.months.missing}`,
      row.completed ? (row.completedOn ?? '') : '未完成',
      String(row.history.events),
      kilobytes(row.history.bytes),
    ]),
  ];
}

/** Every unusual case: what the county file says of its end, and what came. */
function cases({ scenarios, townships }: Findings): string[] {
  if (scenarios.length === 0) return [];
  const nameOf = (id: string) => townships.find((township) => township.id === id)?.name ?? id;
  return ['短例 · Cases: 预期 expected, 结果 came', ...caseLines(scenarios, nameOf), ''];
}

function figures(json: ResultJson): string {
  const { monthlyReports: months, escalations, history } = json;
  return [
    `乡镇完成 ${json.completed}/${json.townships} · 决定 ${json.decisions} · 退回 ${json.returns} · 暂缓 ${json.holds} · 通知 ${json.notices}`,
    `催办 1级 ${escalations['1']} · 2级 ${escalations['2']} · 3级 ${escalations['3']}`,
    `月报 按时 ${months.onTime} · 迟报 ${months.late} · 缺报 ${months.missing} · 县级月报 ${json.countyReports}`,
    `短例 ${json.scenarios.asExpected}/${json.scenarios.played} 与预期相同 / cases as expected`,
    `计划日 ${json.planDays} · 用时 ${json.seconds} 秒`,
    `定时迟延 timers late p50 ${json.lateTimersMs.p50} ms · p99 ${json.lateTimersMs.p99} ms`,
    `审批 approval p50 ${json.approvalMs.p50} ms · p99 ${json.approvalMs.p99} ms；演练中 during p50 ${json.busyApprovalMs.p50} ms · p99 ${json.busyApprovalMs.p99} ms`,
    `历史 history 按期 ${history.straight.events} 事件 ${kilobytes(history.straight.bytes)} KB · 最大 ${history.max.events} 事件 ${kilobytes(history.max.bytes)} KB`,
    `Temporal ${json.engines.temporal}（${json.engines.namespace}） · MongoDB ${json.engines.mongodb} · ${json.engines.app}`,
  ].join('\n');
}

const FAULT_WORDS: Readonly<Record<keyof FaultCounts, string>> = {
  kill: '强行中断 killed',
  pause: '暂停 paused',
  start: '启动中再中断 killed while starting',
  stop: '停止中中断 killed while stopping',
  killAll: '全部同时中断 all killed at once',
  pauseAll: '全部同时暂停 all paused at once',
};

/** What happened to the processes, what that may change, and the same counted on every side. */
function outages({ faults, scripted, load }: Findings, json: ResultJson): string[] {
  const books = `确认 acknowledged ${json.acknowledged} · MongoDB ${json.inMongo} · 历史 histories ${json.inHistory} · 重复 doubled ${json.doubled} · 孤立 orphaned ${json.orphaned} · 重复邮件 mails doubled ${json.mailsDoubled}`;
  const runs = `停住 stuck ${json.stuck} · 无法重放 unreplayable ${json.unreplayable} · 虚记 phantoms ${json.phantoms} · 前后不一 contradicted ${json.contradicted}`;
  if (faults.wanted === 0) return [books, runs];
  const counts = Object.entries(countsOf(faults.done)) as [keyof FaultCounts, number][];
  const done = counts.filter(([, count]) => count > 0).map(([kind, count]) => `${FAULT_WORDS[kind]} ${count}`);
  return [
    books,
    runs,
    `中断 faults ${faults.done.length}/${faults.wanted}：${done.join(' · ')}${load ? ' · 满载 under load' : ''}`,
    `中断时一天仍是一天：在此期间到期的，事后补办即为迟办，催办、迟报可多于剧本（月报 按时/迟/缺 剧本 ${scripted.onTime}/${scripted.late}/${scripted.missing}），一件不少、一件不重即为正常`,
    `Plan days go on during an outage: what fell due is done late afterwards, so more may be late than scripted; nothing may be lost or doubled.`,
  ];
}

function kilobytes(bytes: number): string {
  return (bytes / 1_000).toFixed(0);
}

/** Columns as wide as their widest cell; Chinese characters are two columns wide. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function widthOf(text: string): number {
  return text.length + (text.match(/[\u2E80-\uFFEF]/g)?.length ?? 0);
}
