import type { Store } from '../../../store/database.ts';
import { type PageSession, plain } from './page-session.ts';

/** What a page says: its text and what assistive technology reads, without what stands in inputs and without papers that are Chinese anyway. */
export function wordsOn(html: string): string {
  const shown = html
    .replaceAll(/<(script|style|textarea)\b.*?<\/\1>/gs, ' ')
    .replaceAll(/<(article|button)\b[^>]*\blang="[^"]*"[^>]*>.*?<\/\1>/gs, ' ');
  const spoken = [...shown.matchAll(/ (?:aria-label|alt|title|placeholder)="([^"]*)"/g)].map(([, said = '']) => said);
  return plain([shown.replaceAll(/<[^>]*>/g, '\n'), ...spoken].join('\n'));
}

/** Everything that people or their files have brought into the installation, longest first. */
export async function broughtIn({ db }: Pick<Store, 'db'>): Promise<string[]> {
  const found = new Set<string>();
  for (const { name } of await db.listCollections().toArray())
    for await (const row of db.collection(name).find())
      for (const said of stringsIn(row)) for (const line of said.split('\n')) found.add(line);
  return [...found].filter((line) => HAN_OR_SIGN.test(line)).toSorted((a, b) => b.length - a.length);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (typeof value !== 'object' || value === null || value instanceof Date || '_bsontype' in value) return [];
  return Object.values(value).flatMap(stringsIn);
}

/** A Chinese character, or a sign as Chinese writes it. */
export const HAN_OR_SIGN = /[\p{Script=Han}\u3000-\u303f\uff01-\uff65]/u;

/** Lines of a page beside what people brought. */
function linesOf(html: string, brought: readonly string[]): string[] {
  const words = brought.reduce((text, line) => (text.includes(line) ? text.replaceAll(line, '') : text), wordsOn(html));
  return words.split('\n').map((line) => line.trim());
}

/** Chinese on a page that is read in English, beside what people brought. */
export function chineseLeft(html: string, brought: readonly string[]): string[] {
  return linesOf(html, brought).filter((line) => HAN_OR_SIGN.test(line));
}

/** A rule's or step's number as only developers know it: `R46`, `§2.4`, `C-15`, `M2`. */
const CODE = /(?<![\w/])(?:R\d{1,2}(?:\.\d+)?|C-\d{2}|M\d{1,2}|§\s?\d[\d.]*)(?![\w/])/;
/** A day or month as a machine writes it; people are shown it only as what to type: `例如 2026-06-30`. */
const MACHINE_DAY = /\d{4}-\d{2}(?:-\d{2})?(?!\d)/;
const ADDRESS = /https?:\/\/\S+/g;
const TO_TYPE = /例如：?\s*\d{4}-\d{2}(?:-\d{2})?/g;

/** Lines that say a number of our own, or a day as no person does. */
export function machineWords(html: string, brought: readonly string[]): string[] {
  return linesOf(html, brought).filter((line) => CODE.test(line) || MACHINE_DAY.test(line.replaceAll(TO_TYPE, '').replaceAll(ADDRESS, '')));
}

/** Presses the button that changes the language. */
export async function switchLanguage(session: PageSession, from = '/account'): Promise<void> {
  await session.post(await session.get(from), '/language', { next: from });
}
