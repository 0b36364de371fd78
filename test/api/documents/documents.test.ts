import ExcelJS from '@protobi/exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { countyReportDocx, countyReportXlsx } from '../../../api/documents/county-report.ts';
import { resultsDocx } from '../../../api/documents/results.ts';
import { spreadsheet } from '../../../api/documents/spreadsheet.ts';
import type { Campaign } from '../../../store/campaigns.ts';
import type { CountyReport } from '../../../store/county-reports.ts';
import { unzipped } from '../../support/unzipped.ts';

const campaign = {
  _id: 'lanyu-2012',
  countyName: '岚榆县',
  clock: { kind: 'trial', planStart: 0, wallStart: 0, msPerPlanDay: 1_000 },
  townships: [
    { id: 'landu', name: '澜渡镇' },
    { id: 'xingxi', name: '荇溪镇' },
  ],
} as unknown as Campaign;

const report: CountyReport = {
  _id: 'run#2012-08',
  workflowId: 'run',
  campaign: campaign._id,
  month: '2012-08',
  revision: 'r',
  digest: 'd',
  townships: [
    { township: 'landu', months: [{ month: '2012-08', standing: 'on-time', reminded: 0 }], stage: 'public-notice', level: 0 },
    { township: 'xingxi', months: [{ month: '2012-08', standing: 'missing', reminded: 4 }], stage: 'member-election', level: 2 },
  ],
  counts: {
    units: 2,
    onTime: 1,
    late: 0,
    missing: 1,
    membersElected: 1,
    leadersElected: 1,
    inNotice: 1,
    appointed: 0,
    mechanismsDone: 0,
    escalated: 1,
  },
  compiledAt: new Date(0),
};
const bodies = { countyLeague: '共青团岚榆县委员会', organizationDepartment: '中共岚榆县委组织部' };
const signed = { done: { account: 'a', nonce: 'n', at: Date.parse('2012-09-06T10:00:00+08:00'), late: false } };

describe('the county report as an official document', () => {
  let parts: ReadonlyMap<string, string>;
  beforeAll(async () => {
    parts = await unzipped(await countyReportDocx({ campaign, report, item: signed, ...bodies }));
  });

  it('says who is missing and who was reminded, and is signed with its day', () => {
    const text = textOf(parts.get('word/document.xml') ?? '');
    expect(text).toContain('关于2012年8月乡镇（区）团组织格局创新工作进展情况的报告');
    expect(text).toContain('中共岚榆县委组织部：');
    expect(text).toContain('按时报送1份，迟报0份，缺报1份（荇溪镇）。对未按时报送的荇溪镇，已提醒、催办。');
    // A report to a superior body has a number, says who signs it, and closes as such.
    expect(text).toContain('〔2012〕　　号');
    expect(text).toContain('签发人：');
    expect(text).toContain('特此报告。');
    expect(text).toContain('1个完成委员选举');
    expect(text).toContain('2012年9月6日');
  });

  it('names as reminded only those who were late or missing, and the city the county belongs to', async () => {
    const [first, ...others] = report.townships;
    const everybody = [first, ...others].flatMap((row) =>
      row ? [{ ...row, months: row.months.map((month) => ({ ...month, reminded: 2 })) }] : [],
    );
    const file = await countyReportDocx({ campaign, report: { ...report, townships: everybody }, item: signed, ...bodies, city: '望榆市' });
    const text = textOf((await unzipped(file)).get('word/document.xml') ?? '');
    expect(text).toContain('对未按时报送的荇溪镇，已提醒、催办。');
    expect(text).toContain('现将望榆市');
  });

  it('has the page, grid and numbers of the standard', () => {
    const body = parts.get('word/document.xml') ?? '';
    expect(body).toMatch(/<w:pgSz[^>]*w:w="11906"[^>]*w:h="16838"/);
    expect(body).toMatch(/<w:pgMar[^>]*w:top="2098"/);
    expect(body).toMatch(/<w:docGrid[^>]*w:linePitch="579"/);
    expect(parts.get('word/styles.xml')).toMatch(/<w:docDefaults>.*<w:spacing w:val="-5"\/>.*<w:sz w:val="32"\/>/);
    expect([...parts.keys()].filter((name) => name.startsWith('word/footer'))).toHaveLength(2);
  });

  it('is marked as a rehearsal, and as a draft until it is signed', async () => {
    const headers = (all: ReadonlyMap<string, string>) =>
      [...all].filter(([name]) => name.startsWith('word/header')).map(([, xml]) => textOf(xml));
    expect(headers(parts)).toEqual(['【演练】', '【演练】']);
    const draft = await unzipped(await countyReportDocx({ campaign, report, item: { done: null }, ...bodies }));
    expect(headers(draft)[0]).toBe('【演练 · 未签发】');
  });
});

describe('the figures as a spreadsheet', () => {
  it('hold every township and every total', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await countyReportXlsx({ campaign, report })) as unknown as ArrayBuffer);
    const rows = book.worksheets[0]?.getSheetValues() as (unknown[] | undefined)[];
    expect(rows[1]?.[1]).toContain('【演练】岚榆县2012年8月');
    expect(rows[4]?.slice(1)).toEqual(['荇溪镇', '缺报', '民主选举', '第2级（报团县委）']);
    const figures = book.worksheets[1]?.getSheetValues() as (unknown[] | undefined)[];
    expect(figures).toContainEqual([undefined, '缺报', 1]);
  });

  it('never hold a formula that somebody typed as text', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(
      (await spreadsheet([{ name: 's', title: 't', head: ['a'], rows: [['=1+1'], ['@SUM(A1)'], ['0012']] }])) as unknown as ArrayBuffer,
    );
    const cells = [3, 4, 5].map((row) => book.worksheets[0]?.getCell(row, 1));
    expect(cells.map((cell) => [cell?.type, cell?.value, cell?.numFmt])).toEqual([
      [ExcelJS.ValueType.String, '=1+1', '@'],
      [ExcelJS.ValueType.String, '@SUM(A1)', '@'],
      [ExcelJS.ValueType.String, '0012', '@'],
    ]);
  });
});

describe('the results document', () => {
  it('compiles the county’s text and each township’s experience', async () => {
    const parts = await unzipped(
      await resultsDocx({
        campaign,
        results: { title: '工作成果汇编', text: '第一段。\n第二段。' },
        item: signed,
        countyLeague: bodies.countyLeague,
        copies: ['共青团望榆市委员会', bodies.organizationDepartment],
        townships: [
          { name: '澜渡镇', title: '按岗荐人', text: '一是先设岗后荐人。', results: '工作总结', coverageBefore: 31, coverageAfter: 52 },
        ],
      }),
    );
    const text = textOf(parts.get('word/document.xml') ?? '');
    for (const sentence of [
      '工作成果汇编',
      '第一段。',
      '第二段。',
      '澜渡镇：按岗荐人',
      '一是先设岗后荐人。',
      '31%',
      '52%',
      '抄送：共青团望榆市委员会，中共岚榆县委组织部。',
    ])
      expect(text).toContain(sentence);
  });
});

function textOf(xml: string): string {
  return [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]).join('');
}
