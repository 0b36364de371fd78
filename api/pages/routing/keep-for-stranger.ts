import { randomBytes } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { countAttempt } from '../../../store/attempts.ts';
import { POST_KEPT_S } from '../../../store/kept-posts.ts';
import { cookieSettings, cookieValue } from '../../http/cookies.ts';
import { addressOf } from '../../http/rate-limits.ts';
import type { PageDeps } from '../deps.ts';
import { withSmallFile } from './form-with-file.ts';
import { keep, mayBeKept } from './kept.ts';

/** What is kept of posts that nobody is known to have sent. */
export const STRANGERS = {
  /** A form with a hundred people, each cell filled, percent-encoded: 200 kB. A larger one is not read. */
  bytes: 256 * 1024,
  inputs: 5_000,
  /** From one address in a quarter of an hour: an office shares one, and comes back from lunch together. */
  most: 60,
  withinMs: 15 * 60_000,
} as const;

const FORM = express.urlencoded({ extended: false, limit: STRANGERS.bytes, parameterLimit: STRANGERS.inputs });
/** Of a form that could bring a file, its inputs; a file is passed over. */
const INPUTS = withSmallFile('no file is named so', 0);

/**
 * Keeps the post of somebody whose session is over, so that what they typed waits for them: the one thing that is read before it is known
 * who sends it. It is read within bounds that are asked for before its first byte, as inputs and their texts and as nothing else, whatever
 * the form would be read as once its sender is known.
 * @returns undefined: not one byte of it is read
 */
export async function keepForStranger(request: Request, response: Response, deps: PageDeps): Promise<string | undefined> {
  const parse = readerOf(request);
  if (!parse || !mayBeKept(request, deps)) return undefined;
  const address = addressOf(request);
  const { most, withinMs } = STRANGERS;
  if ((await countAttempt(deps.store, { key: `kept:${address}`, now: new Date(), withinMs, most })) >= most) return undefined;
  if (!(await parsed(request, parse))) return undefined;
  return keep(request, deps, { address, browser: markedBrowser(request, response, deps) });
}

/** What the browser of a request alone knows; '' for one that has kept nothing here. */
export function browserOf(request: Request, { publicUrl }: Pick<PageDeps, 'publicUrl'>): string {
  return cookieValue(request.headers.cookie, cookieSettings(publicUrl).kept) ?? '';
}

function markedBrowser(request: Request, response: Response, { publicUrl }: Pick<PageDeps, 'publicUrl'>): string {
  const { kept, secure } = cookieSettings(publicUrl);
  const known = browserOf(request, { publicUrl });
  const browser = /^[\w-]{24}$/.test(known) ? known : randomBytes(18).toString('base64url');
  response.cookie(kept, browser, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: POST_KEPT_S * 1_000 });
  return browser;
}

/** By what it says of itself: a browser says how long a form is, and does not pack it. */
function readerOf(request: Request): RequestHandler | undefined {
  const length = request.get('content-length') ?? '';
  if (!/^\d{1,7}$/.test(length) || Number(length) > STRANGERS.bytes || request.get('content-encoding') !== undefined) return undefined;
  if (request.is('application/x-www-form-urlencoded')) return FORM;
  return request.is('multipart/form-data') ? INPUTS : undefined;
}

/** False for what is no form: its sender signs in, and finds the page that it was sent to. */
function parsed(request: Request, parse: RequestHandler): Promise<boolean> {
  const { res } = request;
  if (!res) return Promise.resolve(false);
  return new Promise((resolve) => {
    const after = (error?: unknown) => resolve(error === undefined);
    Promise.resolve(parse(request, res, after)).catch(() => resolve(false));
  });
}
