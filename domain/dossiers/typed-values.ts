import { tidy } from './plain-text.ts';

/**
 * Reads what people type into the form a value is kept in. Whatever cannot be read is given back as typed, so that the
 * schema says what is wrong with it and the form shows it again.
 */

/** Full-width digits, letters and signs as their usual forms; spaces of every kind away. */
function halfWidth(text: string): string {
  return tidy(text).normalize('NFKC').replace(/\s/g, '');
}

const GROUPED = /^\d{1,3}(,\d{3})+$/;

/** `８５`, ` 85 `, `1,420` → number. */
export function readNumber(text: string): number | string {
  const plain = halfWidth(text);
  const digits = GROUPED.test(plain) ? plain.replaceAll(',', '') : plain;
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(digits) ? Number(digits) : tidy(text);
}

/** `31.5`, `31.5％` → number. */
export function readPercent(text: string): number | string {
  return readNumber(halfWidth(text).replace(/%$/, ''));
}

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;

/** `2012-06-06`, `2012年6月6日`, `2012/6/6`, `2012.6.6` → `2012-06-06`. */
export function readDate(text: string): string {
  const parts = DAY.exec(halfWidth(text));
  if (!parts) return tidy(text);
  const [, year = '', month = '', day = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const MONTH = /^(\d{4})[-/.年](\d{1,2})月?$/;

/** `1984-03`, `1984年3月`, `1984.3` → `1984-03`. */
export function readMonth(text: string): string {
  const parts = MONTH.exec(halfWidth(text));
  if (!parts) return tidy(text);
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
