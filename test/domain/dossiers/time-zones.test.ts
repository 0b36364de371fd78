import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const script = fileURLToPath(new URL('print-rule-results.ts', import.meta.url));

/** Far west, the plan's own, and the farthest east there is. */
const ZONES = ['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati'];

async function printedIn(zone: string): Promise<{ zone: number; printed: unknown }> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script], { env: { ...process.env, TZ: zone } });
  return JSON.parse(stdout) as { zone: number; printed: unknown };
}

describe('counts and rule results', () => {
  it('are the same whatever the time zone of the process', { timeout: 300_000 }, async () => {
    const answers = await Promise.all(ZONES.map(printedIn));
    expect(answers.map((answer) => answer.zone)).toEqual([420, -480, -840]);
    for (const { printed } of answers) expect(printed).toEqual(answers[0]?.printed);
  });
});
