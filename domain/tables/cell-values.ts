import type { Bilingual } from '../language/problem.ts';
import { readDate, readMonth, readNumber, readPercent } from '../language/typed-values.ts';
import type { Behind } from './table.ts';

/**
 * What cells of a spreadsheet say. A cell that shows one thing and holds another is read only where both come to the
 * same; else whoever brought it is asked.
 */

/** Why a cell is not read: its content, what is unsure, what to do. The place stands before it. */
export interface Doubt extends Bilingual {
  readonly code: 'CELL_ERROR' | 'SHOWN_DIFFERS' | 'MONTH_UNSURE' | 'LOOKS_LIKE_SERIAL' | 'DIGITS_LOST';
}
export type CellRead = { readonly value: string | number } | { readonly doubt: Doubt };

const MILLISECONDS = 86_400_000;
/** Day 0 of spreadsheets. */
const DAY_0 = Date.UTC(1899, 11, 30);

/** Days of 1950 to 2099, as spreadsheets number them. */
const SERIALS = { first: 18_264, last: 73_050 } as const;

/** The day that a spreadsheet numbers so, if it is one of 1950 to 2099. */
function dayOfSerial(text: string): string | undefined {
  const serial = readNumber(text);
  if (typeof serial !== 'number' || serial < SERIALS.first || serial > SERIALS.last) return undefined;
  return new Date(DAY_0 + Math.floor(serial) * MILLISECONDS).toISOString().slice(0, 10);
}

/** An error of the spreadsheet in a cell. */
export function errorDoubt(text: string): Doubt {
  return {
    code: 'CELL_ERROR',
    zh: `是表格的错误值“${text.trim()}”，不是内容；请改填应有的内容`,
    en: `holds the spreadsheet's error "${text.trim()}" instead of content; write what belongs there`,
  };
}

function shownDiffers(shown: string, held: number): Doubt {
  return {
    code: 'SHOWN_DIFFERS',
    zh: `显示为“${shown.trim()}”，实际的值是 ${held}；请改成应填的那一个`,
    en: `shows "${shown.trim()}" but holds ${held}; write the one that is meant`,
  };
}

/** A number, or a text that is none. */
export function numberCell(text: string, behind: Behind | undefined): CellRead {
  if (!behind || !('number' in behind)) return { value: readNumber(text) };
  if (behind.plain) return { value: behind.number };
  // A format may put words around the figure: `85人`.
  const shown = readNumber(text.replace(/[^\d.,%-]/g, ''));
  return shown === behind.number ? { value: behind.number } : { doubt: shownDiffers(text, behind.number) };
}

/** A share from 0 to 100. A cell with a percent sign holds a hundredth of it. */
export function percentCell(text: string, behind: Behind | undefined): CellRead {
  if (!behind || !('number' in behind)) return { value: readPercent(text) };
  const held = Number((text.includes('%') ? behind.number * 100 : behind.number).toPrecision(12));
  if (behind.plain) return { value: held };
  const shown = readPercent(text.replace(/[^\d.,%-]/g, ''));
  return shown === held ? { value: held } : { doubt: shownDiffers(text, held) };
}

/** A day `YYYY-MM-DD`, or a text that is none. */
export function dateCell(text: string, behind: Behind | undefined): CellRead {
  if (behind && 'day' in behind) return { value: behind.day };
  const day = dayOfSerial(text);
  return day === undefined ? { value: readDate(text) } : { doubt: serialDoubt(text, day) };
}

function serialDoubt(text: string, day: string): Doubt {
  return {
    code: 'LOOKS_LIKE_SERIAL',
    zh: `填的是“${text.trim()}”，像是表格软件的日期序号（${day}）；请写成 ${day} 这样的日期，或把这一格设为日期格式`,
    en: `holds "${text.trim()}", which looks like a spreadsheet's number of the day ${day}; write it as ${day} or format the cell as a date`,
  };
}

/** `1988.1`: spreadsheets show October so too, when `1988.10` was typed. */
const FIRST_OR_TENTH = /^(\d{4})\.1$/;

/** A month `YYYY-MM`, or a text that is none. */
export function monthCell(text: string, behind: Behind | undefined): CellRead {
  if (behind && 'day' in behind) return { value: behind.day.slice(0, 7) };
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const unsure = FIRST_OR_TENTH.exec(plain);
  if (unsure) {
    const year = unsure[1] ?? '';
    return {
      doubt: {
        code: 'MONTH_UNSURE',
        zh: `填的是“${text.trim()}”，可能是 1 月，也可能是 10 月（表格软件会去掉末尾的 0）；请写成 ${year}-01 或 ${year}-10`,
        en: `holds "${text.trim()}", January or October (spreadsheets drop the last 0); write ${year}-01 or ${year}-10`,
      },
    };
  }
  const day = dayOfSerial(plain);
  return day === undefined ? { value: readMonth(text) } : { doubt: serialDoubt(text, day) };
}

/** More digits than these a spreadsheet's number does not keep. */
const DIGITS_KEPT = 15;

/** A text as a person sees it; of a long number, as an id or a telephone number is, its digits. */
export function textCell(text: string, behind: Behind | undefined): CellRead {
  if (!behind) return { value: text };
  if ('day' in behind) return { value: behind.shown };
  const { number } = behind;
  if (Math.abs(number) >= 10 ** DIGITS_KEPT) {
    return {
      doubt: {
        code: 'DIGITS_LOST',
        zh: `是 ${DIGITS_KEPT} 位以上的数字“${text.trim()}”，表格软件已把后面的数字变成了 0；请把这一格设为文本后重新输入`,
        en: `is a number of more than ${DIGITS_KEPT} digits, "${text.trim()}": the spreadsheet has made its last digits 0; format the cell as text and type it again`,
      },
    };
  }
  return { value: /E[+-]?\d/i.test(text) && Number.isInteger(number) ? String(number) : text };
}
