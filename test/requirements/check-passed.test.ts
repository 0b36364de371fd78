import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTested, readSections } from './requirements-file.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('check-passed.ts', import.meta.url));

/** What vitest would write had every test passed that requirements name. */
const named = readSections()
  .flatMap(({ rows }) => rows)
  .filter(isTested)
  .flatMap(({ tests }) => tests)
  .map(({ file, title }) => ({ file, titles: title.replaceAll('%s', 'x').split(' > ') }));
const passed = named.map(({ file, titles }) => ({
  name: `/work/${file}`,
  assertionResults: [{ ancestorTitles: titles.slice(0, -1), title: titles.at(-1), status: 'passed' }],
}));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'requirements-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function check(testResults: unknown) {
  const results = path.join(folder, 'tests.json');
  await writeFile(results, JSON.stringify({ testResults }));
  return run(process.execPath, ['--import', 'tsx', script, results]).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
  );
}

describe('the check after npm test', { timeout: 300_000 }, () => {
  it('is content when every test passed that a requirement names', async () => {
    expect(await check(passed)).toEqual({ code: 0, said: '116 条要求的测试全部通过 / the tests of all 116 requirements passed\n' });
  });

  it('ends with 1 and names each requirement that lost a test', async () => {
    const { code, said } = await check(passed.filter(({ name }) => !name.endsWith('test/domain/dossiers/sources.test.ts')));
    expect(code).toBe(1);
    expect([...said.matchAll(/^ {2}(R\S+)/gm)].map(([, id]) => id)).toEqual(Array.from({ length: 8 }, (_, index) => `R21.${index + 1}`));
    expect(said).toContain('absent: test/domain/dossiers/sources.test.ts › a source of members > R21.8');
  });
});
