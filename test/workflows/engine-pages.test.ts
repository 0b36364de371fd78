import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchAttributes } from '../../config/search-attributes.ts';
import { taskQueue } from '../../config/temporal.ts';
import { instantOf } from '../../domain/calendar/plan-date.ts';
import { STAGES } from '../../domain/stages/stages.ts';
import { countyInput, decidePlan } from '../support/played-county.ts';
import { startTestEngines, TEST_NAMESPACE, type TestEngines } from '../support/running-engines.ts';
import { startTestWorker, type TestWorker } from '../support/running-worker.ts';
import { actor, trialClock, vouchedStart } from '../support/township.ts';
import { plain } from '../support/township-messages.ts';
import { TownshipRun } from '../support/township-run.ts';
import { until } from '../support/until.ts';

/** What staff see of the runs in the engine's own pages. */

const ID = 'reorganization/lanyu/2012';
const clock = trialClock(Date.now(), 86_400_000);

let engines: TestEngines;
let worker: TestWorker;
let run: TownshipRun;
beforeAll(async () => {
  engines = await startTestEngines();
  worker = await startTestWorker(engines, 'https://app.example');
  const county = await engines.client.workflow.start('reorganizeCounty', {
    workflowId: ID,
    taskQueue,
    args: vouchedStart(engines, ID, countyInput(['landu', 'shiyu'], { clock })),
  });
  const { name, envelope } = decidePlan('approve');
  await county.executeUpdate(name, {
    args: [{ envelope, voucher: engines.vouchers.sign({ name, envelope, workflowId: ID }) }],
    updateId: envelope.nonce,
  });
  run = new TownshipRun(engines, `${ID}/landu`, clock);
  await until(() => run.state().catch(() => undefined));
});
afterAll(async () => {
  await worker.stop();
  await engines.stop();
});

const details = async (workflowId: string): Promise<string> => {
  const metadata = await engines.client.workflow.getHandle(workflowId).query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails ?? '';
};

describe('what the engine knows of a run', () => {
  it('is kept for ten years in a namespace of its own', async () => {
    const { config } = await engines.client.workflowService.describeNamespace({ namespace: TEST_NAMESPACE });
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(3_650 * 86_400);
  });

  it('is found by typed search attributes, the county’s run too', async () => {
    await run.submit('survey');
    const { typedSearchAttributes } = await run.handle.describe();
    const { County, Township, Stage, StageStatus, EscalationLevel, DueAt } = searchAttributes;
    expect([County, Township, Stage, StageStatus, EscalationLevel].map((key) => typedSearchAttributes.get(key as typeof County))).toEqual([
      'lanyu',
      'landu',
      'survey',
      'submitted',
      0,
    ]);
    expect(typedSearchAttributes.get(DueAt)).toEqual(new Date(instantOf('2012-06-06', 24)));
    const found = (query: string) =>
      until(async () => {
        const ids: string[] = [];
        for await (const { workflowId } of engines.client.workflow.list({ query })) ids.push(workflowId);
        return ids.length > 0 ? ids.toSorted() : undefined;
      });
    expect(await found(`Township = "landu" AND Stage = "survey" AND StageStatus = "submitted"`)).toEqual([`${ID}/landu`]);
    expect(await found('EscalationLevel = 0 AND DueAt < "2012-07-01T00:00:00Z"')).toEqual([`${ID}/landu`, `${ID}/shiyu`]);
    expect(await found('County = "lanyu" AND WorkflowType = "reorganizeCounty"')).toEqual([ID]);
  });

  it('has a summary in Chinese, marked when it is a trial', async () => {
    expect(await (await run.handle.describe()).staticSummary()).toBe('landu镇 · 2012 年团组织格局创新（演练）');
  });

  it('shows a township’s stages as a table in Chinese, with whom each waits for', async () => {
    const table = await details(run.workflowId);
    expect(table.split('\n').slice(0, 2)).toEqual(['| 环节 | 状态 | 轮次 | 待办单位 |', '|---|---|---|---|']);
    for (const { title } of STAGES) expect(table).toContain(`| ${title} |`);
    expect(table).toContain('| 调查摸底 | 待审批 | 1 | 乡镇党委（2012年6月1日起，期限 2012年6月6日） |');
    expect(table).toContain('| 成立组织机构 | 待报送 | 1 | 乡镇党委（2012年6月1日起，期限 2012年6月6日） |');
    expect(table).toContain('| 6月月报 | 待报送 | 1 | 乡镇团委（2012年6月1日起，期限 2012年6月30日） |');
    expect(table).toContain('| 工作实施方案 | 未开始 |  |  |');
  });

  it('says that a township is held, by whom and until when', async () => {
    await run.send(plain('hold', actor('organization-department')));
    expect(await details(run.workflowId)).toMatch(/^\*\*已暂停\*\*：县委组织部，2012年6月15日复核是否继续暂停\n/);
    expect((await run.handle.describe()).typedSearchAttributes.get(searchAttributes.StageStatus)).toBe('held');
    await run.send(plain('release', actor('organization-department')));
    expect(await details(run.workflowId)).not.toContain('已暂停');
  });

  it('shows the county’s plan and months as a table in Chinese', async () => {
    const table = await details(ID);
    expect(table).toContain('已启动乡镇 2 个');
    expect(table).toContain('| 县方案 | 已办结 |');
    expect(table).toContain('| 2012-06 | 未到 |');
    expect(table).toContain('| 工作成果 | 未到 |');
  });

  it('names its timers in Chinese', async () => {
    const { events = [] } = await run.handle.fetchHistory();
    const timers = (events ?? []).filter((event) => event.timerStartedEventAttributes);
    const summaries = timers.map((event) => Buffer.from(event.userMetadata?.summary?.data ?? []).toString('utf8'));
    expect(summaries.length).toBeGreaterThan(0);
    expect(new Set(summaries)).toEqual(new Set(['"下一期限"']));
  });
});
