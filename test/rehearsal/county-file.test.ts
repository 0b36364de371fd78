import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { CountyFileError, readRehearsalCounty, withoutRealAddresses } from '../../rehearsal/county-file.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

async function fileOf(name: string, content: string | Buffer): Promise<string> {
  const file = path.join(scratchFolder(), name);
  await writeFile(file, content);
  return file;
}

describe('every address is rewritten to .invalid', () => {
  test('in the sample county, in what is read and in what is uploaded', async () => {
    const { county, content } = await readRehearsalCounty('examples/county.yaml');
    expect(county.people).toHaveLength(54);
    expect(county.people.filter(({ email }) => !email.endsWith('@lanyu.example.invalid'))).toEqual([]);
    expect(content.toString('utf8').match(/@lanyu\.example\b(?!\.invalid)/g)).toBeNull();
  });

  test('in CSV files, in UTF-8 with a mark and in GB18030', async () => {
    // The example is as a spreadsheet program writes it.
    const gb18030 = await readFile('examples/county.csv');
    for (const content of [gb18030, Buffer.from(`\uFEFF${iconv.decode(gb18030, 'gb18030')}`)]) {
      const { county } = await readRehearsalCounty(await fileOf('county.csv', content));
      expect(county.townships).toHaveLength(12);
      expect(county.people.every(({ email }) => email.endsWith('.invalid'))).toBe(true);
    }
  });

  test('real addresses too, and nothing else', () => {
    const text = 'email: someone@gov.cn, 邮箱：a.b+c@x-y.com.cn；电话 0000-1';
    expect(withoutRealAddresses(Buffer.from(text)).toString()).toBe(
      'email: someone@gov.cn.invalid, 邮箱：a.b+c@x-y.com.cn.invalid；电话 0000-1',
    );
  });
});

test('a faulty file is refused with all its faults', async () => {
  const faulty = (await readFile('examples/county.yaml', 'utf8')).replace('x: 5', 'x: 99').replace('kind: 镇', 'kind: 村');
  const refusal = await readRehearsalCounty(await fileOf('county.yaml', faulty)).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(CountyFileError);
  expect(String(refusal)).toContain('units[0].x');
  expect(String(refusal)).toContain('units[0].kind');
});

test('a file that is not there is said so', async () => {
  await expect(readRehearsalCounty('/nowhere/county.yaml')).rejects.toThrow(CountyFileError);
});
