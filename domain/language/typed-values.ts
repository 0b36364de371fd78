import { tidy } from './plain-text.ts';

/**
 * Reads what people type into the form a value is kept in. Whatever cannot be read is given back as typed, so that the
 * schema says what is wrong with it and the form shows it again.
 */

/** Full-width digits, letters and signs as their usual forms; spaces of every kind away. */
function halfWidth(text: string): string {
  return tidy(text).normalize('NFKC').replace(/\s/g, '');
}

const GROUPED = /^-?\d{1,3}([,'’]\d{3})+(\.\d+)?$/;

/** `８５`, ` 85 `, `1,420` → number. */
export function readNumber(text: string): number | string {
  const plain = halfWidth(text);
  const digits = GROUPED.test(plain) ? plain.replace(/[,'’]/g, '') : plain;
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(digits) ? Number(digits) : tidy(text);
}

/** `31.5`, `31.5％` → number. */
export function readPercent(text: string): number | string {
  return readNumber(halfWidth(text).replace(/%$/, ''));
}

const SIGNS = '[-/.。年−–—]';
const DAY = new RegExp(`^(\\d{4})${SIGNS}(\\d{1,2})[-/.。月−–—](\\d{1,2})[日号]?$`);
const DIGITS = /^((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
/** A day, a time behind it, and its zone: `2012/6/27 0:00:00`, `2012年6月27日 8时30分`, `2012-06-26T16:00:00.000Z`. */
const DAY_AND_TIME =
  /^(.*?\d[日号]?)(?: ?[T,] ?| |(?<=[日号]))(?:(?:星期|周)[一二三四五六日天] ?)?(?:上午|下午|[AP]M)? ?(\d{1,2})[:时](\d{1,2})分?(?::?(\d{1,2})(?:\.\d{1,9})?秒?)? ?(?:[AP]M)? ?(Z|[+-]\d{2}:?\d{2})?$/i;
/** Longer texts are no day with a time. */
const TIME_MAX = 60;

/** `2012-06-06`, `2012年6月6日`, `2012/6/6`, `2012.6.6`, `20120606`, each also with a time behind → `2012-06-06`. */
export function readDate(text: string): string {
  return dayIn(halfWidth(text).replace(/\(?(?:星期|周)[一二三四五六日天]\)?$/, '')) ?? dayOfTime(text) ?? tidy(text);
}

function dayIn(plain: string): string | undefined {
  const parts = DAY.exec(plain) ?? DIGITS.exec(plain);
  if (!parts) return undefined;
  const [, year = '', month = '', day = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const HOUR_MS = 3_600_000;

/** The day of a day with a time; of a time with a zone the day in China. */
function dayOfTime(text: string): string | undefined {
  const plain = tidy(text).normalize('NFKC').replace(/\s+/g, ' ').trim();
  const parts = plain.length > TIME_MAX ? undefined : DAY_AND_TIME.exec(plain);
  if (!parts) return undefined;
  const [, before = '', hour = '', minute = '', second = '0', zone] = parts;
  const day = dayIn(before.replaceAll(' ', ''));
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  if (zone === undefined) return day;
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : zone.replace(/^(...)(\d\d)$/, '$1:$2');
  const two = (digits: string) => digits.padStart(2, '0');
  const instant = Date.parse(`${day}T${two(hour)}:${two(minute)}:${two(second)}${offset}`);
  return Number.isNaN(instant) ? undefined : new Date(instant + 8 * HOUR_MS).toISOString().slice(0, 10);
}

const MONTH = new RegExp(`^(\\d{4})${SIGNS}(\\d{1,2})月?$`);
const MONTH_DIGITS = /^((?:19|20)\d{2})(0[1-9]|1[0-2])$/;

/** `1984-03`, `1984年3月`, `1984.3`, `198403` → `1984-03`; of a whole day its month. */
export function readMonth(text: string): string {
  const parts = MONTH.exec(halfWidth(text)) ?? MONTH_DIGITS.exec(halfWidth(text));
  if (!parts) {
    const day = readDate(text);
    return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day.slice(0, 7) : tidy(text);
  }
  const [, year = '', month = ''] = parts;
  return `${year}-${month.padStart(2, '0')}`;
}

/** One entry per line that says something. */
export function readLines(text: string): string[] {
  return tidy(text)
    .split('\n')
    .map(tidy)
    .filter((line) => line !== '');
}
