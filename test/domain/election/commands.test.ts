import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../../support/scratch-folder.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', path.join(root, script), ...args],
      { cwd: root, env: { ...process.env, ...env } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

const count = (...args: string[]) => run('launcher/count.ts', args);

describe('npm run count', { timeout: 300_000 }, () => {
  it('counts the example: nine elected, with every rule’s sentence', async () => {
    const { code, stdout } = await count('examples/tally.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('应到 85 人，实到 80 人，超过应到会人数的五分之四（至少 69 人），可以选举');
    expect(stdout).toContain(
      '丁样戊（74）、王样丙（68）、田样己（70）、朱样庚（73）、沈样乙（75）、林样甲（76）、柳样辛（66）、唐样丁（71）、梁样壬（64）',
    );
  });

  it('ends with 1 when figures disagree, and elects nobody', async () => {
    const file = path.join(scratchFolder(), 'tally.yaml');
    await writeFile(
      file,
      'seats: 1\nentitled: 9\npresent: 9\nissued: 9\nreturned: 9\ninvalid: 1\nvalid: 9\ncandidates: [{ name: 甲, for: 8 }, { name: 乙, for: 1 }]\n',
    );
    const { code, stdout } = await count(file);
    expect(code).toBe(1);
    expect(stdout).toContain('收回 9 张，而有效 9 张加无效 1 张是 10 张');
    expect(stdout).not.toContain('当选（得票）');
  });

  it('ends with 1 and names the line of a mistake, and with 2 when there is no file to count', async () => {
    const file = path.join(scratchFolder(), 'tally.yaml');
    await writeFile(file, 'seats: 0\nentitled: 9\npresent: 9\nissued: 9\ncandidates: [{ name: 甲 }]\n');
    const [wrong, none, gone] = await Promise.all([count(file), count(), count(path.join(root, 'nowhere.yaml'))]);
    expect([wrong.code, none.code, gone.code]).toEqual([1, 2, 1]);
    expect(wrong.stderr).toContain('第1行 seats：填的是“0”');
  });

  it('speaks JSON', async () => {
    const { code, stdout } = await count('examples/tally.yaml', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: { kind: 'complete', elected: 9 }, tied: [] });
  });
});

describe('counts and rule results', { timeout: 300_000 }, () => {
  it('are the same whatever the time zone of the process', async () => {
    const zones = ['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati'];
    const answers = await Promise.all(zones.map((TZ) => run('test/domain/election/print-rule-results.ts', [], { TZ })));
    const read = answers.map(({ stdout }) => JSON.parse(stdout) as { zone: number; printed: unknown });
    expect(read.map(({ zone }) => zone)).toEqual([420, -480, -840]);
    for (const { printed } of read) expect(printed).toEqual(read[0]?.printed);
  });
});
