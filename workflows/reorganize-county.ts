import {
  allHandlersFinished,
  condition,
  ParentClosePolicy,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  startChild,
  upsertSearchAttributes,
  WorkflowIdReusePolicy,
  workflowInfo,
} from '@temporalio/workflow';
import { bracketedMark } from '../domain/calendar/campaign-marks.ts';
import type { PlanAmendment } from '../domain/plan/plan-amendment.ts';
import { type CountyChange, CountyProcess } from '../domain/process/county-process.ts';
import { COUNTY_MESSAGES, type CountyMessage, type CountyMessageName } from '../domain/state/county-messages.ts';
import type { CountyInput, CountyState, Enrolment } from '../domain/state/county-state.ts';
import type { Vouched } from '../domain/state/messages.ts';
import type { TownshipInput } from '../domain/state/township-state.ts';
import type { RecordedMessage, RecordedStart, ReportingActivities } from './activity-interfaces.ts';
import { MessageHandler } from './message-handler.ts';
import * as messages from './messages.ts';
import { Recorder, vouchForStarts } from './recording.ts';
import { reorganizeTownship } from './reorganize-township.ts';
import { RunClock } from './run-clock.ts';
import { SerialQueue } from './serial-queue.ts';
import { COUNTY, TOWNSHIP } from './visibility.ts';

const reporting = proxyActivities<ReportingActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '300ms', backoffCoefficient: 2, maximumInterval: '2m' },
});

/** Townships started at a time; a thousand starts at one instant would time out. */
const ENROL_AT_ONCE = 4;

/**
 * The county's half-year: the plan is published once the organization department has approved it, every township gets
 * a run of its own, each month is compiled, signed and sent, and the results document closes it.
 * @param voucher for `input`; a run that was started without the app ends at its first record
 */
export async function reorganizeCounty(input: CountyInput, voucher: string): Promise<{ status: CountyState['status'] }> {
  const clock = new RunClock(input.clock);
  const run = new CountyProcess(input, clock.now);
  const queue = new SerialQueue();
  const recorder = new Recorder(input);
  let version = 0;

  async function record(
    change: CountyChange,
    inARow: number,
    cause: { message?: RecordedMessage; start?: RecordedStart } = {},
  ): Promise<void> {
    const { state, events } = change;
    await recorder.county({ state, events, ...cause }, inARow);
    run.adopt(change);
    if (cause.message) clock.reach(cause.message.receipt.at);
    version += 1;
    setCurrentDetails(tableOf(run.state));
  }

  const handler = new MessageHandler<CountyMessage, CountyChange>(
    COUNTY_MESSAGES,
    {
      answered: (nonce) => run.answered(nonce),
      refusalOf: (message, sent) => run.refusalOf(message, clock.instantOf(sent)),
      take: (message, sent) => run.take(message, clock.instantOf(sent)),
      record: (change, inARow, message) => record(change, inARow, { message }),
    },
    queue,
  );
  upsertSearchAttributes([{ key: COUNTY, value: input.county }]);
  // As in a township's run: a message that was there first waits in the queue.
  const begun = queue.run((inARow) => record(run.begin(clock.now), inARow, { start: { input, voucher } }));
  answerStaff(handler, run);
  await begun;
  while (run.state.endedAt === null) {
    await untilSomethingIsDue();
    await enrolTownships();
    await compileReports();
    await queue.run(async (inARow) => {
      const change = run.tick(clock.now);
      if (change) await record(change, inARow);
    });
  }
  await condition(allHandlersFinished);
  return { status: run.state.status };

  async function untilSomethingIsDue(): Promise<void> {
    const due = run.next();
    let seen = version;
    const waitingTownships = () => run.state.status === 'running' && run.state.toEnrol.length > 0;
    if (waitingTownships()) return;
    await clock.waitFor(
      due,
      () => {
        if (seen === version) return false;
        seen = version;
        return waitingTownships() || run.next() !== due || run.state.endedAt !== null;
      },
      '下一期限',
    );
  }

  async function enrolTownships(): Promise<void> {
    while (run.state.status === 'running' && run.state.toEnrol.length > 0) {
      const batch = run.state.toEnrol.slice(0, ENROL_AT_ONCE);
      await startTownships(input, batch, run.state.amendment);
      const names = batch.map((row) => row.township);
      await queue.run((inARow) => record(run.enrolled(names, clock.now), inARow));
    }
  }

  async function compileReports(): Promise<void> {
    for (let months = run.periodToCompile(clock.now); months !== undefined; months = run.periodToCompile(clock.now)) {
      const { workflowId } = workflowInfo();
      const report = await reporting.compileCountyReport({
        workflowId,
        campaign: input.campaign,
        county: input.county,
        months,
        townships: run.state.enrolled,
      });
      clock.advance();
      const month = months.at(-1) ?? '';
      await queue.run((inARow) => record(run.compiled(month, report, clock.now), inARow));
    }
  }
}

/** Townships' runs outlive the county's: they are abandoned, not ended, when the county closes. */
async function startTownships(input: CountyInput, rows: readonly Enrolment[], amendment: PlanAmendment | null): Promise<void> {
  const starts = rows.map((row) => ({
    row,
    workflowId: `${workflowInfo().workflowId}/${row.township}`,
    input: townshipInputOf(input, row, amendment),
  }));
  const vouchers = await vouchForStarts(starts.map(({ workflowId, input }) => ({ workflowId, input })));
  await Promise.all(
    starts.map(({ row, workflowId, input: township }, at) =>
      startChild(reorganizeTownship, {
        workflowId,
        args: [township, vouchers[at] ?? ''],
        workflowTaskTimeout: messages.STEP_TIMEOUT,
        parentClosePolicy: ParentClosePolicy.ABANDON,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        staticSummary: `${row.title} · ${input.plan.year} 年团组织格局创新${bracketedMark(input.clock)}`,
        typedSearchAttributes: [
          { key: COUNTY, value: input.county },
          { key: TOWNSHIP, value: row.township },
        ],
      }),
    ),
  );
}

function townshipInputOf({ campaign, county, clock, plan }: CountyInput, row: Enrolment, amendment: PlanAmendment | null): TownshipInput {
  return { campaign, county, township: row.township, body: row.body, clock, plan, rules: row.rules, ...(amendment ? { amendment } : {}) };
}

function answerStaff(handler: MessageHandler<CountyMessage, CountyChange>, run: CountyProcess): void {
  const update = (name: CountyMessageName) => (vouched: Vouched<unknown>) => handler.handleUpdate(name, vouched);
  const validator = (name: CountyMessageName) => ({ validator: (vouched: Vouched<unknown>) => handler.validate(name, vouched) });
  setHandler(messages.countyProgressQuery, () => run.state);
  setHandler(messages.decidePlanUpdate, update('decidePlan'), validator('decidePlan'));
  setHandler(messages.signUpdate, update('sign'), validator('sign'));
  setHandler(messages.publishUpdate, update('publish'), validator('publish'));
  setHandler(messages.enrolUpdate, update('enrol'), validator('enrol'));
  setHandler(messages.amendCountyPlanUpdate, update('amendPlan'), validator('amendPlan'));
  setHandler(messages.endRecordUpdate, update('endRecord'), validator('endRecord'));
}

const WORDS: Readonly<Record<string, string>> = {
  waiting: '未到',
  open: '待签发',
  submitted: '待批准',
  passed: '已办结',
  returned: '已退回',
  off: '免办',
};

function tableOf(state: CountyState): string {
  const rows = state.items.map(
    (item) =>
      `| ${item.id.replace('county-report/', '').replace('plan', '县方案').replace('results', '工作成果')} | ${WORDS[item.status] ?? ''} | ${item.due ?? ''} |`,
  );
  return `已启动乡镇 ${state.enrolled.length} 个\n\n| 事项 | 状态 | 期限 |\n|---|---|---|\n${rows.join('\n')}`;
}
