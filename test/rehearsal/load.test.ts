import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startLoad } from '../../rehearsal/load.ts';

const runs = (pid: number | undefined) => {
  try {
    return process.kill(pid ?? -1, 0);
  } catch {
    return false;
  }
};

test('the load runs until it is told to end', async () => {
  const load = startLoad();
  expect(runs(load.pid)).toBe(true);
  await load.stop();
  expect(runs(load.pid)).toBe(false);
});

test('it ends by itself', async () => {
  const load = startLoad(50);
  await expect.poll(() => runs(load.pid), { timeout: 300_000 }).toBe(false);
});

test('it does not outlive whoever started it, however that one ends', async () => {
  const load = path.resolve(import.meta.dirname, '../../rehearsal/load.ts');
  const script = `import { startLoad } from ${JSON.stringify(load)}; console.log(startLoad().pid); setInterval(() => undefined, 1000);`;
  const starter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(starter.stdout, 'data')) as [Buffer];
  const pid = Number(String(said).trim());
  expect(runs(pid)).toBe(true);
  starter.kill('SIGKILL');
  await expect.poll(() => runs(pid), { timeout: 300_000 }).toBe(false);
});
