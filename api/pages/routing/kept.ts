import type { Request } from 'express';
import { formOfKeptPost, type KeptPost, keepPost } from '../../../store/kept-posts.ts';
import { localPath } from '../../http/local-path.ts';
import { isOwn } from '../../http/same-origin.ts';
import type { PageDeps } from '../deps.ts';
import type { PostedFields } from '../ui/fill-in.ts';
import { formOf, typed } from './form.ts';

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

/** Whose a post is: of a person who was signed in, or of whoever is at an address, in one browser. */
type Whose = { readonly person: string } | { readonly address: string; readonly browser: string };

/** Keeps a post whose body was read. @returns where it is given back */
export async function keep(request: Request, { store }: PageDeps, whose: Whose): Promise<string> {
  const post: KeptPost = {
    path: localPath(request.path),
    from: await formPageOf(request, { store }),
    fields: typedFields(request),
    ...whose,
  };
  return keptPath(await keepPost(store, post));
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
