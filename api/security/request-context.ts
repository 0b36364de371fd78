import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that is being answered, as logs and the audit name it. */
export interface RequestContext {
  readonly requestId: string;
  /** Of the client, as far as the proxies in front are trusted. */
  readonly address?: string;
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
