import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that is being answered, as logs and the audit name it. */
export interface RequestContext {
  readonly requestId: string;
  /** When it came, by `performance.now()`. */
  readonly since?: number;
  /** Of the client, as far as the proxies in front are trusted. */
  readonly address?: string;
  /** More time for the answer than people are promised, ms since it came: a file is read for it, which has bounds of its own. */
  answerByMs?: number;
  /** The session was begun with a link that this account made for somebody else; set once it is known who calls. */
  linkMadeBy?: string;
}

/** Outside of a request: a timer, a command. */
const NONE: RequestContext = { requestId: 'none' };

const current = new AsyncLocalStorage<RequestContext>();

/** Runs `work`, and everything it begins, as part of this request. */
export function inRequest<T>(context: RequestContext, work: () => T): T {
  return current.run(context, work);
}

/** The request in whose course this is called. */
export function currentRequest(): RequestContext {
  return current.getStore() ?? NONE;
}

/** Whose link the request's session was begun with, if somebody else made it for whoever calls. */
export function linkMark(): { readonly linkMadeBy?: string } {
  const linkMadeBy = current.getStore()?.linkMadeBy;
  return linkMadeBy === undefined ? {} : { linkMadeBy };
}

/** Gives the request so long from now, ms, to be answered. */
export function giveTime(ms: number): void {
  const context = current.getStore();
  if (context) context.answerByMs = performance.now() - (context.since ?? performance.now()) + ms;
}

/** Says whose session this request is from now on. */
export function markRequest(linkMadeBy: string | undefined): void {
  const context = current.getStore();
  if (!context) return;
  if (linkMadeBy === undefined) delete context.linkMadeBy;
  else context.linkMadeBy = linkMadeBy;
}
