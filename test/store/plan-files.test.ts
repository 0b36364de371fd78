import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { problemLine } from '../../domain/language/problem.ts';
import { MAX_FILE_BYTES, readCountyFile, readPlan } from '../../store/plan-files.ts';

const example = (name: string): Promise<Buffer> => readFile(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)));
const yaml = (await example('county.yaml')).toString('utf8');
const csv = iconv.decode(await example('county.csv'), 'gb18030');

async function countyIn(bytes: Uint8Array, name: string) {
  const read = await readCountyFile(bytes, name);
  if ('problems' in read) throw new Error(read.problems.map((one) => problemLine(one, 'en')).join('\n'));
  return read.county;
}

async function linesIn(bytes: Uint8Array | string, name: string): Promise<string[]> {
  const read = await readCountyFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name);
  return 'problems' in read ? read.problems.map((one) => problemLine(one, 'zh')) : [];
}

async function codesIn(bytes: Uint8Array | string, name: string): Promise<string[]> {
  const read = await readCountyFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name);
  return 'problems' in read ? read.problems.map(({ code }) => code) : [];
}

describe('the example county', () => {
  it('has twelve townships, each with clerks and party committee, and the figures of its totals', async () => {
    const { townships, people } = await countyIn(Buffer.from(yaml), 'county.yaml');
    const sum = (field: 'population' | 'youth14to28' | 'youth14to35' | 'leagueMembers' | 'x' | 'seats'): number =>
      townships.reduce((total, township) => total + (township[field] ?? 0), 0);
    expect(townships).toHaveLength(12);
    expect([sum('population'), sum('youth14to28'), sum('youth14to35'), sum('leagueMembers'), sum('x'), sum('seats')]).toEqual([
      407_100, 80_285, 132_030, 14_979, 87, 135,
    ]);
    for (const { id } of townships) {
      for (const role of ['township-league', 'township-party-committee']) {
        expect(people.filter((person) => person.unit === `lanyu/${id}` && person.role === role)).toHaveLength(2);
      }
    }
    expect(people.filter(({ role }) => role === 'organization-department').map(({ lead }) => lead)).toEqual([true, false]);
  });

  it('names nobody who could be taken for real', async () => {
    for (const { name, email, telephone } of (await countyIn(Buffer.from(yaml), 'county.yaml')).people) {
      expect(name).toMatch(/^.[样例][甲乙丙丁戊己庚辛壬癸]$/);
      expect(email).toMatch(/\.example$/);
      expect(telephone).toMatch(/^0000-/);
    }
  });

  it('leaves two reports late and one missing in its rehearsal, and plays every kind of township', async () => {
    const { rehearsal } = await countyIn(Buffer.from(yaml), 'county.yaml');
    expect(rehearsal?.reportExceptions.map(({ submittedAt }) => submittedAt !== null)).toEqual([true, false, true]);
    expect(new Set(rehearsal?.plays.map(({ plays }) => plays))).toEqual(new Set(['straight', 'late', 'silent', 'returned', 'held']));
  });

  it('is the same as CSV, apart from overrides and rehearsal', async () => {
    const { rehearsal: _, ...fromYaml } = await countyIn(Buffer.from(yaml), 'county.yaml');
    const townships = fromYaml.townships.map(({ overrides: _overrides, ...township }) => township);
    expect(await countyIn(iconv.encode(csv, 'gb18030'), 'county.csv')).toEqual({ ...fromYaml, townships });
  });
});

describe('an encoding', () => {
  it.each([
    ['UTF-8', Buffer.from(csv)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${csv}`)],
    ['GB18030', iconv.encode(csv, 'gb18030')],
    ['UTF-16, little end first', iconv.encode(csv, 'utf16le', { addBOM: true })],
    ['UTF-16, big end first', iconv.encode(csv, 'utf16be', { addBOM: true })],
    ['UTF-16 with tabs, as spreadsheets save "Unicode text"', iconv.encode(csv.replaceAll(',', '\t'), 'utf16le', { addBOM: true })],
    ['UTF-8 with Windows line ends', Buffer.from(csv.replaceAll('\n', '\r\n'))],
  ])('%s is read', async (_name, bytes) => {
    const { name, townships } = await countyIn(bytes, 'county.csv');
    expect([name, townships.length, townships[0]?.name]).toEqual(['岚榆县', 12, '澜渡镇']);
  });

  it('holds for YAML too', async () => {
    expect((await countyIn(iconv.encode(yaml, 'gb18030'), 'county.yml')).name).toBe('岚榆县');
    expect((await countyIn(Buffer.from(`\uFEFF${yaml}`), 'COUNTY.YAML')).name).toBe('岚榆县');
  });

  it('that is none of these is refused', async () => {
    expect(await codesIn(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff, 0xff, 0x81]), 'county.csv')).toEqual(['FILE_ENCODING']);
  });
});

describe('a CSV file with faults', () => {
  it('tells every bad row with its column, in file order', async () => {
    const bad = csv
      .replace('单位,landu,澜渡镇,镇,委员会,5,9', '单位,landu,澜渡镇,镇,常委会,五,9')
      .replace('单位,shiyu', '乡镇,shiyu')
      .replace('league1.landu@lanyu.example', 'party1.landu@lanyu.example');
    expect(await linesIn(bad, 'county.csv')).toEqual([
      '第3行 组织形式：填的是“常委会”，应为：委员会、工作委员会',
      '第3行 X名额：填的是“五”，应为：5 到 17 的整数',
      '第4行 类型：填的是“乡镇”，应为：县、单位、人员',
      '第23行 邮箱：邮箱“party1.landu@lanyu.example”与第 7 名人员重复；每人应不同',
      ...[25, 26, 27, 28].map((row) => `第${row}行 所在单位：没有名称或编号为“石榆镇”的单位；应为单位行中的一个`),
    ]);
  });

  it('takes English headers and ids', async () => {
    const small = [
      'type,id,name,kind,body,x,role,unit,lead,email,city,municipalLeague,countyLeague,organizationDepartment',
      'county,lanyu,Lanyu,,,,,,,,Wangyu,Municipal League,County League,Organization Department',
      'unit,landu,Landu,镇,COMMITTEE,5',
      'person,,A,,,,county-league,,,a@lanyu.example',
      'person,,B,,,,organization-department,,是,b@lanyu.example',
      'person,,C,,,,township-league,landu,,c@lanyu.example',
      '"person",,"D, E",,,,township-party-committee,Landu,,d@lanyu.example',
      '',
    ].join('\n');
    expect((await countyIn(Buffer.from(small), 'county.csv')).people.at(-1)).toMatchObject({ name: 'D, E', unit: 'lanyu/landu' });
  });

  it.each([
    ['a header it does not know', csv.replace('类型,编号', '类型,编码'), 'UNKNOWN_COLUMN'],
    ['a header twice', csv.replace('类型,编号,名称', '类型,名称,名称'), 'DUPLICATE_COLUMN'],
    ['no header', csv.slice(csv.indexOf('\n') + 1), 'MISSING_COLUMN'],
    [
      'no county',
      csv
        .split('\n')
        .filter((line) => !line.startsWith('县,'))
        .join('\n'),
      'COUNTY_ROW_MISSING',
    ],
    ['two counties', csv.replace(/^县,.*$/m, (row) => `${row}\n${row}`), 'SECOND_COUNTY_ROW'],
    ['a cell in a column that its row has not', csv.replace('人员,,赵样甲,', '人员,,赵样甲,镇'), 'COLUMN_NOT_FOR_ROW'],
    ['a cell beyond the header', csv.replace(/^人员,,赵样甲.*$/m, (row) => `${row},x`), 'CELL_WITHOUT_COLUMN'],
    ['a quote that never ends', csv.replace('赵样甲', '"赵样甲'), 'CSV_SYNTAX'],
    ['rows without end', `${csv}${'人员,,x\n'.repeat(6_000)}`, 'FILE_TOO_LONG'],
    ['nothing but a header', csv.slice(0, csv.indexOf('\n')), 'COUNTY_ROW_MISSING'],
  ])('is refused for %s', async (_name, text, code) => {
    expect(await codesIn(text, 'county.csv')).toContain(code);
  });
});

describe('a YAML file with faults', () => {
  it('tells the line of each problem', async () => {
    const bad = yaml.replace('    x: 5\n    seats: 9', '    x: 50').replace('role: auditor,', 'role: inspector,');
    const lineOf = (text: string): number => bad.split('\n').findIndex((line) => line.includes(text)) + 1;
    expect(await linesIn(bad, 'county.yaml')).toEqual([
      `第${lineOf('x: 50')}行 units[0].x：填的是“50”，应为：5 到 17 的整数`,
      `第${lineOf('role: inspector')}行 people[4].role：填的是“inspector”，应为：county-league、organization-department、township-party-committee、township-league、auditor、administrator`,
    ]);
  });

  it.each([
    ['a broken line', 'county: {id: lanyu\nunits: [', 'YAML_SYNTAX'],
    ['a key twice', 'county: 1\ncounty: 2\n', 'YAML_KEY_TWICE'],
    ['a list without end', `people: [${'1,'.repeat(6_000)}]`, 'LIST_TOO_LONG'],
    ['two documents', '--- {}\n--- {}\n', 'YAML_SYNTAX'],
    ['an alias', 'county: &a {id: lanyu}\nunits: *a\n', 'YAML_ALIAS'],
    ['an alias bomb', `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n`, 'YAML_ALIAS'],
    ['endless nesting', '['.repeat(200_000), 'YAML_SYNTAX'],
    ['no content', '# only a comment\n', 'MISSING'],
  ])('is refused for %s', async (_name, text, code) => {
    expect(await codesIn(text, 'county.yaml')).toContain(code);
  });

  it('is answered in seconds however it is made, with as many problems as a person can use', async () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n');
    const lines = await linesIn(keys, 'county.yaml');
    expect(lines).toHaveLength(1_000);
    // What is not listed is counted.
    expect(lines.at(-1)).toMatch(/还有 \d+ 处错误没有列出/);
  });

  it('cannot reach the prototype of anything', async () => {
    const codes = await codesIn(`${yaml}\n__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n`, 'county.yaml');
    expect(codes).toEqual(['UNKNOWN_FIELD', 'UNKNOWN_FIELD']);
    expect('polluted' in {}).toBe(false);
  });
});

describe('a file that is no county file', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'county.csv', 'FILE_EMPTY'],
    ['too much', Buffer.alloc(MAX_FILE_BYTES + 1, 'a'), 'county.csv', 'FILE_TOO_LARGE'],
    ['a text under the name of a workbook', Buffer.from('x'), 'county.xlsx', 'FILE_TYPE'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'county.xls', 'FILE_TYPE'],
    ['a workbook cut off', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00]), 'county.csv', 'FILE_UNREADABLE'],
  ])('is refused: %s', async (_name, bytes, filename, code) => {
    expect(await codesIn(bytes, filename)).toEqual([code]);
  });
});

describe('a plan file', () => {
  it('tells the line of each problem, and fails when it is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plan-'));
    try {
      const path = join(folder, 'plan.yaml');
      const text = await readFile(fileURLToPath(new URL('../../plans/one-plus-three-x.yaml', import.meta.url)), 'utf8');
      await writeFile(path, text.replace('due: 06-13', 'due: 06-31'));
      const read = await readPlan(path);
      const line = text.split('\n').findIndex((row) => row.includes('due: 06-13')) + 1;
      expect('problems' in read && read.problems.map((one) => problemLine(one, 'zh'))).toEqual([
        `第${line}行 stages.survey.due：填的是“06-31”，应为：月-日，如 06-01（不能用 02-29）`,
      ]);
      await expect(readPlan(join(folder, 'absent.yaml'))).rejects.toThrow('ENOENT');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
