import type { Request, RequestHandler } from 'express';
import { countAttempt } from '../../store/attempts.ts';
import { formOfKeptPost, type KeptPost, keepPost } from '../../store/kept-posts.ts';
import type { PageDeps } from '../page-deps.ts';
import { isOwn } from '../security/same-origin.ts';
import type { PostedFields } from '../web/fill-in.ts';
import { formOf, typed } from './form.ts';
import { localPath } from './paths.ts';

/** Posts kept for one address where nobody is signed in. */
const KEPT_MOST = 60;
const KEPT_WITHIN_MS = 15 * 60_000;
/** Forms with more are sent again by hand: a stranger's file is not read. */
const STRANGERS_MOST_BYTES = 2 * 1024 * 1024;
/** Forms with passwords and links by which somebody signs in: of these nothing is kept but the address. */
const SECRET = /^\/(?:account|sign-in)(?:\/|$)/;

/** A form given back to whoever typed into it. */
export interface GivenBack {
  readonly path: string;
  /** The page of the form. */
  readonly from: string;
  readonly fields: PostedFields;
}

export function keptPath(token: string): string {
  return `/kept/${token}`;
}

/** Whether a post may be kept: it comes from a page of this app, of whatever age. */
export function mayBeKept(request: Request, { publicUrl }: PageDeps): boolean {
  return isOwn(request, new URL(publicUrl).origin);
}

/** Whether the form brought a token, be it of another day. */
export function hasOldToken(request: Request): boolean {
  return /^[0-9a-f]{20,}\./.test(typed(formOf(request), '_csrf'));
}

/** What was typed, less what is secret. */
export function typedFields(request: Request): PostedFields {
  return Object.entries(formOf(request))
    .filter(([name]) => (SECRET.test(request.path) ? /^(?:link-)?email$/.test(name) : name !== '_csrf'))
    .map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : [String(value)]] as const);
}

/** Keeps a post whose body was read. @returns where it is given back */
export async function keep(request: Request, { store }: PageDeps, person?: string): Promise<string> {
  const post: KeptPost = {
    path: localPath(request.path),
    from: await formPageOf(request, { store }),
    fields: typedFields(request),
    ...(person ? { person } : {}),
  };
  return keptPath(await keepPost(store, post));
}

/** Keeps the post of somebody whose session is over. @returns undefined: it is not kept */
export async function keepForStranger(request: Request, deps: PageDeps, parse: RequestHandler): Promise<string | undefined> {
  if (!mayBeKept(request, deps) || Number(request.get('content-length') ?? 0) > STRANGERS_MOST_BYTES) return undefined;
  const counted = { key: `kept:${request.ip ?? ''}`, now: new Date(), withinMs: KEPT_WITHIN_MS, most: KEPT_MOST };
  if ((await countAttempt(deps.store, counted)) >= KEPT_MOST) return undefined;
  await parsed(request, parse);
  return keep(request, deps);
}

function parsed(request: Request, parse: RequestHandler): Promise<void> {
  const { res } = request;
  if (!res) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const after = (error?: unknown) => (error === undefined ? resolve() : reject(error instanceof Error ? error : new Error('unread')));
    Promise.resolve(parse(request, res, after)).catch(reject);
  });
}

/** The page that a form was posted from, as the browser says; one that was given back itself stands on another. */
async function formPageOf(request: Request, { store }: Pick<PageDeps, 'store'>): Promise<string> {
  const from = refererPath(request);
  const [, token] = /^\/kept\/([\w-]+)$/.exec(from) ?? [];
  return (token ? await formOfKeptPost(store, token) : undefined) ?? from;
}

/** @returns `/` where the browser does not say, or names another site */
export function refererPath(request: Request): string {
  const referer = request.get('referer');
  if (!referer || !URL.canParse(referer)) return '/';
  const { host, pathname, search } = new URL(referer);
  return host === request.get('host') ? localPath(`${pathname}${search}`) : '/';
}
