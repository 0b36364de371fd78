import formats from '@protobi/exceljs/lib/xlsx/defaultnumformats.js';

/**
 * Number formats 27–36 and 50–58 are days and times whose writing a workbook does not hold: every language has its own
 * (ECMA-376, 18.8.30). The library knows those that all languages share; without these a day would be read as a number.
 */
const CHINESE: Readonly<Record<number, string>> = {
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: 'AM/PM h"时"mm"分"',
  35: 'AM/PM h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: 'AM/PM h"时"mm"分"',
  56: 'AM/PM h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** Tells the library what these formats are in China. */
export function knowChineseFormats(): void {
  for (const [id, format] of Object.entries(CHINESE)) formats[Number(id)] = { ...formats[Number(id)], f: format };
}
