import { beforeAll, expect, it } from 'vitest';
import { describeInOffice, printedPages } from '../../support/office.ts';
import { officeSamples } from './office-samples.ts';

/** Text without the blanks that stand between what was set apart. */
function close(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

/** Full-width characters of a line; two others count as one. */
function lengthOf(line: string): number {
  const wide = line.match(/[\u2E80-\uFFEF“”]/g)?.length ?? 0;
  return wide + (close(line).length - wide) / 2;
}

describeInOffice('files for offices, in LibreOffice', () => {
  let pages: Awaited<ReturnType<typeof printedPages>>;
  const of = (name: string) => pages.get(name) ?? [];

  beforeAll(async () => {
    const files = await officeSamples();
    const whole = files.get('report.docx') ?? Buffer.alloc(0);
    pages = await printedPages(new Map([...files, ['cut-off.docx', whole.subarray(0, whole.length - 2_000)]]));
  });

  it('opens every kind without a repair; one that is cut off does not open', () => {
    expect([...pages.keys()]).toEqual(['report.docx', 'draft.docx', 'report.xlsx', 'minutes.docx', 'results.docx']);
  });

  it.each(['report.docx', 'draft.docx', 'minutes.docx', 'results.docx'])('%s: mark and number stand on every page', (name) => {
    expect(of(name).length).toBeGreaterThanOrEqual(2);
    of(name).forEach((page, index) => {
      expect(close(page)).toContain(name === 'draft.docx' ? '【演练·未签发】' : '【演练】');
      expect(close(page)).toMatch(new RegExp(`—${index + 1}—$`));
    });
  });

  it.each(['report.docx', 'results.docx'])('%s: 27 or 28 characters fill a line, and 22 lines a page', (name) => {
    const lines = of(name).flatMap((page) => page.split('\n'));
    const longest = Math.max(...lines.map(lengthOf));
    expect(longest).toBeGreaterThanOrEqual(26.5);
    expect(longest).toBeLessThanOrEqual(28.5);
    for (const page of of(name)) expect(page.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(24);
  });

  it('the county report has its figures, all twelve townships, and its signature on one page with the day', () => {
    const [first = '', second = '', ...more] = of('report.docx').map(close);
    expect(more).toEqual([]);
    expect(first).toContain('全县12个乡镇（区）中，9个完成委员选举，8个完成书记、副书记选举，3个正在公示');
    expect(first).toContain('（荇溪镇）。对未按时报送的荇溪镇，已提醒、催办。');
    expect(second).toContain('乡镇（区）月报当前环节催办');
    expect(second).toContain('岚榆工业园区');
    expect(second).toMatch(/共青团岚榆县委员会2012年9月6日/);
  });

  it('a title of two lines leaves no character alone', () => {
    const lines = of('results.docx')[0]?.split('\n').map(close) ?? [];
    const at = lines.findIndex((line) => line.startsWith('岚榆县乡镇'));
    expect(lines.slice(at).find((line, index) => index > 0 && line !== '')).toMatch(/^.{6,}汇编$/);
  });

  it('the minutes have the count of the ballot and the elected by strokes', () => {
    const text = close(of('minutes.docx').join(''));
    for (const row of ['丁样戊7431当选', '苏样癸45294', '梁样壬64113当选', '于例己（另选他人）2——']) expect(text).toContain(row);
    expect(text).toContain('实到会80人；发出选票80张，收回79张，其中有效票78张、无效票1张。');
    expect(text).toContain('丁样戊、王样丙、田样己、朱样庚、沈样乙、林样甲、柳样辛、唐样丁、梁样壬。');
  });

  it('the sheets show their whole title, every township and every total', () => {
    const [townships = '', totals = '', ...more] = of('report.xlsx').map(close);
    expect(more).toEqual([]);
    expect(townships).toContain('【演练】岚榆县2012年8月乡镇（区）团组织格局创新工作进展');
    expect(townships).toContain('荇溪镇缺报任前考察第2级');
    expect(totals).toContain('完成委员选举9');
  });
});
