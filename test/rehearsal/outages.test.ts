import { execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Supervised, SystemProcesses } from '../../engines/index.ts';
import { supervise } from '../../engines/supervise.ts';
import { ENGINES } from '../../rehearsal/fault-order.ts';
import type { Fault } from '../../rehearsal/fault-schedule.ts';
import { Outages } from '../../rehearsal/outages.ts';
import { PlanWatch } from '../../rehearsal/plan-watch.ts';
import { nodeChild, untilTold } from '../support/node-child.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const watch = new PlanWatch({ kind: 'live' });
const now = (): Fault['when'] => ({ at: Date.now() });

/** A system of four processes that do nothing, and what the supervisor says of them. */
async function smallSystem() {
  const folder = scratchFolder();
  const log = path.join(folder, 'worker-said.log');
  writeFileSync(log, '');
  const said: string[] = [];
  const keep = (name: string) =>
    supervise({ name, start: () => nodeChild(folder, untilTold, { name, graceMs: 5_000 }), say: (line) => said.push(line) });
  const kept = Object.fromEntries(await Promise.all(ENGINES.map(async (name) => [name, await keep(name)] as const)));
  const processes = kept as unknown as SystemProcesses &
    Record<(typeof ENGINES)[number], Supervised<Awaited<ReturnType<typeof nodeChild>>>>;
  onTestFinished(async () => {
    await Promise.all(ENGINES.map((name) => processes[name].stop()));
  });
  const pidOf = async (name: (typeof ENGINES)[number]) => (await processes[name].running()).pid;
  return { outages: new Outages(processes, log, (line) => said.push(line)), log, said, pidOf };
}

const isPaused = (pid: number) => execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('T');

test('what is killed is another process afterwards, all at one instant too; what is paused is the same', async () => {
  const { outages, pidOf } = await smallSystem();
  const before = await Promise.all(ENGINES.map(pidOf));
  const faults: Fault[] = [
    { kind: 'pause', engines: ['api'], when: now(), ms: 30 },
    { kind: 'kill', engines: ['temporal'], when: now(), ms: 10 },
  ];
  await outages.carryOut(faults, watch, AbortSignal.timeout(20_000));
  const [temporal, mongod, worker, api] = await Promise.all(ENGINES.map(pidOf));
  expect(temporal).not.toBe(before[0]);
  expect([mongod, worker, api]).toEqual(before.slice(1));
  expect(outages.done).toHaveLength(2);

  await outages.carryOut([{ kind: 'kill', engines: ENGINES, when: now(), ms: 10 }], watch, AbortSignal.timeout(20_000));
  const after = await Promise.all(ENGINES.map(pidOf));
  expect(after.filter((pid) => [temporal, mongod, worker, api].includes(pid))).toEqual([]);
});

test('a pause stops the process, keeps its next fault waiting, and ends with the play', async () => {
  const { outages, pidOf } = await smallSystem();
  const pid = await pidOf('mongod');
  const over = new AbortController();
  const faults: Fault[] = [
    { kind: 'pause', engines: ['mongod'], when: now(), ms: 60_000 },
    { kind: 'kill', engines: ['mongod'], when: now(), ms: 10 },
    { kind: 'kill', engines: ['worker'], when: now(), ms: 10 },
  ];
  const carriedOut = outages.carryOut(faults, watch, over.signal);
  await expect.poll(() => isPaused(pid), { timeout: 300_000 }).toBe(true);
  await expect.poll(() => outages.done.length, { timeout: 300_000 }).toBe(1);
  expect(outages.done[0]?.engines).toEqual(['worker']);
  over.abort();
  await expect(carriedOut).rejects.toThrow();
  expect(isPaused(pid)).toBe(false);
  expect(await pidOf('mongod')).toBe(pid);
});

test('a process is killed while it stops, and killed again while it starts', async () => {
  const { outages, said, pidOf } = await smallSystem();
  const before = [await pidOf('worker'), await pidOf('api')];
  const faults: Fault[] = [
    { kind: 'stop', engines: ['worker'], when: now(), ms: 0 },
    { kind: 'start', engines: ['api'], when: 'then', ms: 0 },
  ];
  await outages.carryOut(faults, watch, AbortSignal.timeout(20_000));
  expect(await pidOf('worker')).not.toBe(before[0]);
  expect(await pidOf('api')).not.toBe(before[1]);
  expect(said.filter((line) => line.startsWith('api 已停止（SIGKILL）'))).toHaveLength(2);
  expect(outages.done.map(({ kind }) => kind)).toEqual(['stop', 'start']);
});

test('what waits for a run that records twice happens then, and not before', async () => {
  const { outages, log, pidOf } = await smallSystem();
  const before = await pidOf('temporal');
  const line = (step: number) => `${JSON.stringify({ msg: 'recorded', workflowId: 'reorganization/lanyu/2012/landu', step })}\n`;
  const faults: Fault[] = [
    { kind: 'pause', engines: ['mongod'], when: now(), ms: 10 },
    { kind: 'kill', engines: ['temporal'], when: 'twice', ms: 10 },
  ];
  const carriedOut = outages.carryOut(faults, watch, AbortSignal.timeout(20_000));
  await expect.poll(() => outages.done.length, { timeout: 300_000 }).toBe(1);
  let step = 1;
  appendFileSync(log, line(step));
  expect(await pidOf('temporal')).toBe(before);
  const recording = setInterval(() => appendFileSync(log, line((step += 1))), 20);
  onTestFinished(() => clearInterval(recording));
  await carriedOut;
  expect(await pidOf('temporal')).not.toBe(before);
});
