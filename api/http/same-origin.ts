import type { Request, RequestHandler } from 'express';
import { RequestError } from './request-error.ts';

const READS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * In front of the JSON API: what changes something comes from this app's own pages, or from no browser at all. A browser
 * always says where a request comes from; a page cannot make it say otherwise.
 * @throws RequestError FOREIGN_ORIGIN
 */
export function sameOriginOnly(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).origin;
  return (request, _response, next) => {
    if (!READS.includes(request.method) && !isOwn(request, own)) throw new RequestError('FOREIGN_ORIGIN');
    next();
  };
}

/** Whether a request comes from the app's own pages, or from no browser. @param own origin */
export function isOwn(request: Request, own: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = request.get('origin');
  // Reached by another name than the public one, such as localhost: the browser itself has compared the two.
  return origin === undefined || origin === own || (site === 'same-origin' && origin !== 'null');
}
