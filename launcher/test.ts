import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type EngineName, resolveEngine } from '../engines/index.ts';
import { reportFailure } from './report-failure.ts';

/** `npm test [-- files or options of vitest]`: fetches the engines first, where a person can see it, then runs the tests. */

const names: readonly EngineName[] = ['temporal', 'temporal-test-server', 'mongod'];

try {
  for (const name of names) await resolveEngine(name, { say: console.log });
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const run = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], { stdio: 'inherit' });
  // The terminal's Ctrl-C reaches vitest too; this process only waits for it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => run.kill('SIGTERM'));
  const [code] = (await once(run, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
} catch (error) {
  reportFailure(error);
}
