import type { Language } from './sentence.ts';

const WEEKDAYS = [
  ['日', 'Sun'],
  ['一', 'Mon'],
  ['二', 'Tue'],
  ['三', 'Wed'],
  ['四', 'Thu'],
  ['五', 'Fri'],
  ['六', 'Sat'],
] as const;
const MONTHS_EN = 'January February March April May June July August September October November December'.split(' ');

/**
 * A plan day as a sentence says it: `6月13日（周六）`, `13 June (Sat)`; with its year unless the reader knows it.
 * @param day `YYYY-MM-DD`; anything else is given back as it is
 * @param year known to the reader from the notice's last line
 */
export function dayPhrase(day: string | number | undefined, language: Language, year?: string): string {
  const date = datePhrase(day, language, year);
  const weekday = WEEKDAYS[new Date(`${String(day ?? '')}T00:00:00Z`).getUTCDay()];
  if (!weekday) return date;
  return language === 'en' ? `${date} (${weekday[1]})` : `${date}（周${weekday[0]}）`;
}

/** The same without its weekday, for brackets. */
export function datePhrase(day: string | number | undefined, language: Language, year?: string): string {
  const said = String(day ?? '');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(said)) return said;
  const [y = '', m = '', d = ''] = said.split('-');
  if (language === 'en') return `${Number(d)} ${MONTHS_EN[Number(m) - 1] ?? m}${y === year ? '' : ` ${y}`}`;
  return `${y === year ? '' : `${y}年`}${Number(m)}月${Number(d)}日`;
}

/** A month `YYYY-MM` as a sentence says it: `2026年6月`, `June 2026`; without its year where the reader knows it. */
export function monthPhrase(month: string | number | undefined, language: Language, year?: string): string {
  const said = String(month ?? '');
  if (!/^\d{4}-\d{2}$/.test(said)) return said;
  const [y = '', m = ''] = said.split('-');
  if (language === 'en') return `${MONTHS_EN[Number(m) - 1] ?? m}${y === year ? '' : ` ${y}`}`;
  return `${y === year ? '' : `${y}年`}${Number(m)}月`;
}
