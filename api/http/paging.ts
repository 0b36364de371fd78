import { z } from 'zod';

/** Lists that are read a page at a time. */

/** Rows on a page of a list. */
export const PAGE_SIZE = 50;

export const pageQuery = z.strictObject({ page: z.coerce.number().int().min(1).max(10_000).default(1) });

/** What to skip and take for a page; one row more than shown tells whether there is another page. */
export function rowsOf({ page }: z.output<typeof pageQuery>): { readonly skip: number; readonly limit: number } {
  return { skip: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE + 1 };
}

/** The rows to show, and whether more follow. */
export function pageOf<T>(
  rows: readonly T[],
  { page }: z.output<typeof pageQuery>,
): { readonly rows: readonly T[]; readonly page: number; readonly more: boolean } {
  return { rows: rows.slice(0, PAGE_SIZE), page, more: rows.length > PAGE_SIZE };
}
