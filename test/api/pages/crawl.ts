import { type PageAnswer, type PageSession, plain } from './page-session.ts';
import type { Visitor } from './visitors.ts';

/** A page that somebody came to by links alone. */
export interface Visited {
  readonly visitor: Visitor;
  readonly path: string;
  /** The page that links to it. */
  readonly from: string;
  readonly status: number;
  readonly html: boolean;
  /** Characters. */
  readonly size: number;
}

/** The engine's own pages are not ours to follow. */
const ELSEWHERE = /^\/(?:assets|temporal|api)\//;

/** Files rather than pages. */
const FILE = /\.(?:docx|xlsx|pdf|csv|txt|zip|json)(?:\?|$)/;

/**
 * Follows every link from the first page on.
 * @param look is shown each page as it comes
 * @param files whether files are opened too; left out where only pages are looked at
 */
export async function crawl(
  visitor: Visitor,
  session: PageSession,
  look?: (path: string, page: PageAnswer) => void,
  files = look === undefined,
): Promise<Visited[]> {
  const seen = new Map<string, Visited>();
  const ahead: { path: string; from: string }[] = [{ path: '/', from: '' }];
  for (let next = ahead.shift(); next; next = ahead.shift()) {
    const { path, from } = next;
    if (seen.has(path) || (!files && FILE.test(path))) continue;
    const answer = await session.get(path);
    if (answer.status === 303 && answer.location) {
      ahead.unshift({ path: answer.location, from: path });
      seen.set(path, { visitor, path, from, status: 200, html: false, size: 0 });
      continue;
    }
    const html = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
    seen.set(path, { visitor, path, from, status: answer.status, html, size: answer.html.length });
    if (html && answer.status === 200) look?.(path, answer);
    if (html) ahead.push(...linksIn(answer.html).map((link) => ({ path: link, from: path })));
  }
  return [...seen.values()];
}

/** Addresses of this app that a page links to, without the place on the page. */
function linksIn(html: string): string[] {
  return [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)]
    .map(([, href = '']) => plain(href).replace(/#.*$/, ''))
    .filter((href) => href.startsWith('/') && !ELSEWHERE.test(href));
}
