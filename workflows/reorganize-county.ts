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
import { COUNTY_MESSAGES, type CountyMessage, type CountyMessageName } from '../domain/process/county-messages.ts';
import { type CountyChange, CountyProcess } from '../domain/process/county-process.ts';
import type { CountyInput, CountyState, Enrolment } from '../domain/process/county-state.ts';
import type { Vouched } from '../domain/process/messages.ts';
import type { PlanAmendment } from '../domain/process/plan-amendment.ts';
import type { RecordedMessage, ReportingActivities } from './activity-interfaces.ts';
import { Desk } from './desk.ts';
import * as messages from './messages.ts';
import { planNow, waitFor } from './plan-time.ts';
import { recording, sourceOf } from './recording.ts';
import { reorganizeTownship } from './reorganize-township.ts';
import { COUNTY, TOWNSHIP } from './standing.ts';
import { Turnstile } from './turnstile.ts';

const reporting = proxyActivities<ReportingActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '300ms', backoffCoefficient: 2, maximumInterval: '2m' },
});

/** Townships started at a time; a thousand starts at one instant would time out. */
const ENROL_AT_ONCE = 4;

/**
 * The county's half-year: the plan is published once the organization department has approved it, every township gets
 * a run of its own, each month is compiled, signed and sent, and the results document closes it.
 */
export async function reorganizeCounty(input: CountyInput): Promise<{ status: CountyState['status'] }> {
  const now = () => planNow(input.clock);
  const process = new CountyProcess(input, now());
  const turnstile = new Turnstile();
  let version = 0;

  async function record(change: CountyChange, message?: RecordedMessage): Promise<void> {
    const { state, events } = change;
    await recording.recordCounty({ ...sourceOf(input), state, events, ...(message ? { message } : {}) });
    process.adopt(change);
    version += 1;
    setCurrentDetails(tableOf(process.state));
  }

  const desk = new Desk<CountyMessage, CountyChange>(
    COUNTY_MESSAGES,
    {
      answered: (nonce) => process.answered(nonce),
      refusalOf: (message) => process.refusalOf(message, now()),
      take: (message) => process.take(message, now()),
      record,
    },
    turnstile,
  );
  upsertSearchAttributes([{ key: COUNTY, value: input.county }]);
  // As in a township's run: a message that was there first waits at the turnstile.
  const begun = turnstile.pass(() => record(process.begin(now())));
  answerStaff(desk, process);
  await begun;
  while (process.state.status === 'preparing' || process.state.status === 'running') {
    await untilSomethingIsDue();
    await enrolTownships();
    await compileReports();
    await turnstile.pass(async () => {
      const change = process.tick(now());
      if (change) await record(change);
    });
  }
  await condition(allHandlersFinished);
  return { status: process.state.status };

  async function untilSomethingIsDue(): Promise<void> {
    const due = process.next();
    let seen = version;
    const waitingTownships = () => process.state.status === 'running' && process.state.toEnrol.length > 0;
    if (waitingTownships()) return;
    await waitFor(
      input.clock,
      due,
      () => {
        if (seen === version) return false;
        seen = version;
        return waitingTownships() || process.next() !== due || process.state.status === 'completed' || process.state.status === 'returned';
      },
      '下一时限',
    );
  }

  async function enrolTownships(): Promise<void> {
    while (process.state.status === 'running' && process.state.toEnrol.length > 0) {
      const batch = process.state.toEnrol.slice(0, ENROL_AT_ONCE);
      await Promise.all(batch.map((row) => startTownship(input, row, process.state.amendment)));
      await turnstile.pass(() =>
        record(
          process.enrolled(
            batch.map((row) => row.township),
            now(),
          ),
        ),
      );
    }
  }

  async function compileReports(): Promise<void> {
    for (let months = process.periodToCompile(now()); months !== undefined; months = process.periodToCompile(now())) {
      const { workflowId } = workflowInfo();
      const report = await reporting.compileCountyReport({
        workflowId,
        campaign: input.campaign,
        county: input.county,
        months,
        townships: process.state.enrolled,
      });
      const month = months.at(-1) ?? '';
      await turnstile.pass(() => record(process.compiled(month, report, now())));
    }
  }
}

/** A township's run outlives the county's: it is abandoned, not ended, when the county closes. */
async function startTownship(input: CountyInput, row: Enrolment, amendment: PlanAmendment | null): Promise<void> {
  const { campaign, county, clock, plan } = input;
  await startChild(reorganizeTownship, {
    workflowId: `${workflowInfo().workflowId}/${row.township}`,
    args: [
      { campaign, county, township: row.township, body: row.body, clock, plan, rules: row.rules, ...(amendment ? { amendment } : {}) },
    ],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    staticSummary: `${row.title} · ${plan.year} 年团组织格局创新${clock.kind === 'trial' ? '（演练）' : ''}`,
    typedSearchAttributes: [
      { key: COUNTY, value: county },
      { key: TOWNSHIP, value: row.township },
    ],
  });
}

function answerStaff(desk: Desk<CountyMessage, CountyChange>, process: CountyProcess): void {
  const update = (name: CountyMessageName) => (vouched: Vouched<unknown>) => desk.answer(name, vouched);
  const look = (name: CountyMessageName) => ({ validator: (vouched: Vouched<unknown>) => desk.look(name, vouched) });
  setHandler(messages.countyProgressQuery, () => process.state);
  setHandler(messages.decidePlanUpdate, update('decidePlan'), look('decidePlan'));
  setHandler(messages.signUpdate, update('sign'), look('sign'));
  setHandler(messages.publishUpdate, update('publish'), look('publish'));
  setHandler(messages.enrolUpdate, update('enrol'), look('enrol'));
  setHandler(messages.amendCountyPlanUpdate, update('amendPlan'), look('amendPlan'));
}

const WORDS: Readonly<Record<string, string>> = {
  waiting: '未到',
  open: '待签发',
  submitted: '待批准',
  passed: '已完成',
  returned: '已退回',
  off: '不要求',
};

function tableOf(state: CountyState): string {
  const rows = state.items.map(
    (item) =>
      `| ${item.id.replace('county-report/', '').replace('plan', '县方案').replace('results', '工作成果')} | ${WORDS[item.status] ?? ''} | ${item.due ?? ''} |`,
  );
  return `已启动乡镇 ${state.enrolled.length} 个\n\n| 事项 | 状态 | 时限 |\n|---|---|---|\n${rows.join('\n')}`;
}
