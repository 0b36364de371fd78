import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import proto from '@temporalio/proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskQueue } from '../../config/temporal.ts';
import { resolveEngine } from '../../engines/index.ts';
import { findTownshipProgress } from '../../store/progress.ts';
import { listStuckRuns } from '../../store/stuck-runs.ts';
import { keepWatchingRuns } from '../../worker/watch-runs.ts';
import { TEST_NAMESPACE } from '../support/running-engines.ts';
import { until } from '../support/until.ts';
import { newNonce, startVerifiedCounty, type VerifiedCounty } from '../support/verified-county.ts';

/** Somebody on this machine, who needs no account for it, has Temporal's own command and turns it on the runs. */

const MINUTE_MS = 60_000;

let county: VerifiedCounty;
let temporal: string;
const stop = new AbortController();
let watching: Promise<void>;

beforeAll(async () => {
  county = await startVerifiedCounty();
  temporal = (await resolveEngine('temporal')).path;
  const { store, client } = county.system.engines;
  const quiet = { warn: () => undefined, error: () => undefined };
  watching = keepWatchingRuns({ store, client, logger: quiet }, stop.signal);
});
afterAll(async () => {
  stop.abort();
  await watching;
  await county.system.stop();
});

const idOf = (township: string) => `${county.county}/${township}`;
const statusOf = async (township: string) => (await county.system.engines.client.workflow.getHandle(idOf(township)).describe()).status.name;

/** Temporal's own command, as a stranger gives it. */
async function cli(...words: readonly string[]): Promise<string> {
  const at = ['--address', county.system.engines.temporal.address, '--namespace', TEST_NAMESPACE];
  const running = promisify(execFile)(temporal, [...words, ...at], { timeout: 60_000 });
  // It asks before it deletes.
  running.child.stdin?.end('y\n');
  return (await running).stdout;
}

/** Does what the manual says, for this run. @param reason stands in the commands that are meant */
async function asTheManualSays(reason: string, township: string): Promise<void> {
  const manual = readFileSync('docs/operations/troubleshooting.md', 'utf8');
  const commands = [...manual.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block).find((block) => block.includes(reason)) ?? '';
  const here = commands
    .replaceAll('127.0.0.1:7233', county.system.engines.temporal.address)
    .replaceAll('reorganization/县/年/乡镇', idOf(township))
    .replaceAll(/^npm run verify.*$/gm, '');
  expect(here).toContain('temporal workflow reset');
  const PATH = `${path.dirname(temporal)}:${process.env.PATH}`;
  await promisify(execFile)('sh', ['-ec', here], { timeout: 120_000, env: { ...process.env, PATH } });
}

/** Answers a run's step in a worker's place. */
async function answerItsStep(township: string, command: proto.temporal.api.command.v1.ICommand): Promise<void> {
  const { client } = county.system.engines;
  const { workflowService } = client;
  for (;;) {
    const task = await client.withDeadline(Date.now() + 90_000, () =>
      workflowService.pollWorkflowTaskQueue({
        namespace: TEST_NAMESPACE,
        taskQueue: { name: taskQueue },
        identity: 'stranger',
      }),
    );
    if (task.workflowExecution?.workflowId !== idOf(township)) continue;
    await workflowService.respondWorkflowTaskCompleted({
      namespace: TEST_NAMESPACE,
      taskToken: task.taskToken,
      identity: 'stranger',
      commands: [command],
    });
    return;
  }
}

const { CommandType } = proto.temporal.api.enums.v1;
const COMPLETED = { commandType: CommandType.COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION, completeWorkflowExecutionCommandAttributes: {} };
const FAILED = {
  commandType: CommandType.COMMAND_TYPE_FAIL_WORKFLOW_EXECUTION,
  failWorkflowExecutionCommandAttributes: {
    failure: { message: 'by a stranger', applicationFailureInfo: { type: 'X', nonRetryable: true } },
  },
};

/** What a stranger does to a township's run, how it has then ended, and what the commands of the manual for it give as their reason. */
interface Deed {
  readonly township: string;
  readonly detail: string;
  readonly reason: string;
  readonly deed: () => Promise<unknown>;
}

const BY_MISTAKE = '被误终止';

const DEEDS: Readonly<Record<string, Deed>> = {
  terminated: {
    township: 'landu',
    detail: 'TERMINATED',
    reason: BY_MISTAKE,
    deed: () => cli('workflow', 'terminate', '--workflow-id', idOf('landu'), '--reason', 'x'),
  },
  cancelled: {
    township: 'xingxi',
    detail: 'CANCELLED',
    reason: '被误取消',
    deed: () => cli('workflow', 'cancel', '--workflow-id', idOf('xingxi')),
  },
  'called completed': { township: 'shiyu', detail: 'COMPLETED', reason: BY_MISTAKE, deed: () => forged('shiyu', COMPLETED) },
  'called failed': { township: 'yunchu', detail: 'FAILED', reason: BY_MISTAKE, deed: () => forged('yunchu', FAILED) },
};

async function forged(township: string, command: proto.temporal.api.command.v1.ICommand): Promise<void> {
  await county.system.stopWorker();
  await cli('workflow', 'signal', '--workflow-id', idOf(township), '--name', 'submit', '--input', '{}');
  try {
    await answerItsStep(township, command);
  } finally {
    await county.system.startWorker();
  }
}

describe('a run that somebody ended past the app', () => {
  it.each(Object.entries(DEEDS))(
    '%s: is seen within a minute, and goes on after the command of the manual',
    async (_what, { township, detail, reason, deed }) => {
      const before = await findTownshipProgress(county.store, idOf(township));
      await deed();
      await until(async () => ((await statusOf(township)) === 'RUNNING' ? undefined : true));
      expect(await statusOf(township)).toBe(detail);
      const began = Date.now();
      const seen = await until(async () => (await listStuckRuns(county.store)).find(({ _id }) => _id === idOf(township)));
      expect(Date.now() - began).toBeLessThan(MINUTE_MS);
      expect(seen).toMatchObject({ kind: 'ended-outside', detail });
      const readyz = await fetch(`${county.system.url}/readyz`);
      expect(await readyz.text()).toContain(township);
      // What it was before stands on the pages meanwhile.
      expect((await findTownshipProgress(county.store, idOf(township)))?.state).toEqual(before?.state);

      await asTheManualSays(reason, township);
      await until(async () => ((await statusOf(township)) === 'RUNNING' ? true : undefined));
      const party = await county.system.as('township-party-committee', `lanyu/${township}`);
      const held = await party.post(`/api/campaigns/${county.campaign}/townships/${township}/holds`, {
        nonce: newNonce(),
        reason: '核实情况。',
      });
      expect(held.body).toMatchObject({ outcome: 'recorded' });
      await until(async () => ((await listStuckRuns(county.store)).some(({ _id }) => _id === idOf(township)) ? undefined : true));
      expect((await county.verify()).differences).toEqual([]);
    },
  );

  it('reset to an earlier step: is seen within a minute, and the pages agree after the command of the manual', async () => {
    // The township is on hold since it was terminated.
    const party = await county.system.as('township-party-committee', 'lanyu/landu');
    const release = { nonce: newNonce(), reason: '已核实。' };
    const released = await party.post(`/api/campaigns/${county.campaign}/townships/landu/releases`, release);
    expect(released.body).toMatchObject({ outcome: 'recorded' });
    await county.system.stopWorker();
    await cli(
      'workflow',
      'reset',
      '--workflow-id',
      idOf('landu'),
      '--type',
      'FirstWorkflowTask',
      '--reapply-exclude',
      'All',
      '--reason',
      'x',
    );
    const began = Date.now();
    const seen = await until(async () => (await listStuckRuns(county.store)).find(({ _id }) => _id === idOf('landu')));
    expect(Date.now() - began).toBeLessThan(MINUTE_MS);
    expect(['reset-outside', 'pages-ahead']).toContain(seen.kind);
    await county.system.startWorker();
    await county.verify({ repair: true });
    await until(async () => ((await listStuckRuns(county.store)).some(({ _id }) => _id === idOf('landu')) ? undefined : true));
    expect((await county.verify()).differences).toEqual([]);
  });

  it('deleted: is seen within a minute', async () => {
    await cli('workflow', 'delete', '--workflow-id', idOf('yunchu'));
    const began = Date.now();
    const seen = await until(async () =>
      (await listStuckRuns(county.store)).find(({ _id, kind }) => _id === idOf('yunchu') && kind === 'missing'),
    );
    expect(Date.now() - began).toBeLessThan(MINUTE_MS);
    expect(seen).toMatchObject({ township: 'yunchu' });
  });

  it('whose step no worker takes, as when it was bound to a version that nobody runs: is seen within a minute', async () => {
    await county.system.stopWorker();
    await cli('workflow', 'signal', '--workflow-id', idOf('shiyu'), '--name', 'submit', '--input', '{}');
    const began = Date.now();
    const seen = await until(async () => (await listStuckRuns(county.store)).find(({ _id }) => _id === idOf('shiyu')));
    expect(Date.now() - began).toBeLessThan(MINUTE_MS);
    expect(seen).toMatchObject({ kind: 'step-fails', detail: expect.stringContaining('no worker took its step') });
    await county.system.startWorker();
    await until(async () => ((await listStuckRuns(county.store)).some(({ _id }) => _id === idOf('shiyu')) ? undefined : true));
  });
});
