import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Context } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../../engines/test-server.ts';
import { quietRuntime } from '../support/running-worker.ts';

/** The worked example of docs/operations/upgrading.md: a run opened before a change finishes after it. */

type Version = 'before' | 'after' | 'careless';

const taskQueue = 'upgrade';
const sources = path.resolve(import.meta.dirname, '../support/upgrade');
const bundles = new Map<Version, string>();
let folder: string;
let server: TestWorkflowEnvironment;
/** What each run recorded, in order. */
const recorded = new Map<string, string[]>();

beforeAll(async () => {
  quietRuntime();
  folder = await mkdtemp(path.join(tmpdir(), 'upgrade-bundles-'));
  const logger = new DefaultLogger('ERROR');
  for (const version of ['before', 'after', 'careless'] as const) {
    const { code } = await bundleWorkflowCode({ workflowsPath: path.join(sources, `${version}.ts`), logger });
    bundles.set(version, path.join(folder, `${version}.js`));
    await writeFile(path.join(folder, `${version}.js`), code);
  }
  server = await startTestServer();
});
afterAll(async () => {
  await server.teardown();
  await rm(folder, { recursive: true });
});

/** Lets workers of one version run until `work` is over. */
async function withWorkersOf<T>(version: Version, work: () => Promise<T>): Promise<T> {
  const worker = await Worker.create({
    connection: server.nativeConnection,
    taskQueue,
    // Nothing is kept between steps: every step is a replay, as after a restart.
    maxCachedWorkflows: 0,
    workflowBundle: { codePath: bundles.get(version) ?? '' },
    activities: {
      async record(step: string) {
        const { workflowExecution } = Context.current().info;
        const id = workflowExecution?.workflowId ?? '';
        recorded.set(id, [...(recorded.get(id) ?? []), step]);
      },
    },
  });
  return worker.runUntil(work);
}

async function open(): Promise<WorkflowHandle> {
  const handle = await server.client.workflow.start('runStage', { taskQueue, workflowId: randomUUID() });
  await expect.poll(() => recorded.get(handle.workflowId)).toEqual(['opened']);
  return handle;
}

async function replayWith(version: Version, handle: WorkflowHandle): Promise<void> {
  const history = await handle.fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: { codePath: bundles.get(version) ?? '' } }, history, handle.workflowId);
}

describe('an upgrade while a run is open', () => {
  it('lets the run finish the way it began, and takes new runs the new way', async () => {
    const early = await withWorkersOf('before', open);
    const late = await withWorkersOf('after', async () => {
      await early.signal('decided');
      await early.result();
      const next = await open();
      await next.signal('decided');
      await next.result();
      return next;
    });
    expect(recorded.get(early.workflowId)).toEqual(['opened', 'passed']);
    expect(recorded.get(late.workflowId)).toEqual(['opened', 'lay open', 'passed']);
    // Both ways go on being replayed by the new version, and the old one is told from it.
    await replayWith('after', early);
    await replayWith('after', late);
    await expect(replayWith('before', late)).rejects.toMatchObject({ name: 'DeterminismViolationError' });
  });

  it('would stand still without `patched`, and the replay of a recorded history says so before it is shipped', async () => {
    const opened = await withWorkersOf('before', async () => {
      const run = await open();
      await run.signal('decided');
      await run.result();
      return run;
    });
    await expect(replayWith('careless', opened)).rejects.toMatchObject({ name: 'DeterminismViolationError' });
    await replayWith('after', opened);
  });

  it('is shown in the upgrading guide as it is tested here', () => {
    const guide = readFileSync('docs/operations/upgrading.md', 'utf8');
    const code = readFileSync(path.join(sources, 'after.ts'), 'utf8');
    const [shown] = /```ts\n([\s\S]+?)```/.exec(guide)?.slice(1) ?? [];
    expect(shown?.trim()).toBeTruthy();
    expect(code).toContain(shown?.trim());
  });
});
