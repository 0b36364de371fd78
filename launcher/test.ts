import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { wholeEnv } from '../config/env.ts';
import { type EngineName, resolveEngine } from '../engines/index.ts';
import { reportFailure } from './report-failure.ts';

/**
 * `npm test [-- files or options of vitest]`: fetches the engines first, where a person can see it, then runs the tests.
 * When all were run, checks that no requirement lost its test (docs/requirements.md).
 */

const names: readonly EngineName[] = ['temporal', 'temporal-test-server', 'mongod'];
const project = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url));

async function node(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const run = spawn(process.execPath, args, { stdio: 'inherit', env });
  const stop = () => run.kill('SIGTERM');
  process.on('SIGTERM', stop);
  const [code] = (await once(run, 'exit')) as [number | null];
  process.off('SIGTERM', stop);
  return code ?? 1;
}

/** Runs everything, then holds what passed against the requirements; both failures show. */
async function runAll(vitest: string): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'league-reorg-results-'));
  try {
    // Where `.ci/run` wants the results, if it does.
    const results = wholeEnv({})['VITEST_JSON_FILE'] || path.join(folder, 'tests.json');
    await rm(results, { force: true });
    const failed = await node([vitest, 'run'], wholeEnv({ VITEST_JSON_FILE: results }));
    // Interrupted, vitest writes no results; it has said so.
    if (!existsSync(results)) return failed || 1;
    const lost = await node(['--import', 'tsx', project('test/requirements/check-passed.ts'), results], wholeEnv({}));
    return failed || lost;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  for (const name of names) await resolveEngine(name, { say: console.log });
  // The terminal's Ctrl-C reaches vitest too; this process only waits for it.
  process.on('SIGINT', () => undefined);
  const vitest = project('node_modules/vitest/vitest.mjs');
  const asked = process.argv.slice(2);
  process.exitCode = asked.length === 0 ? await runAll(vitest) : await node([vitest, 'run', ...asked], wholeEnv({}));
} catch (error) {
  reportFailure(error);
}
