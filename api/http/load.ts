import type { RequestHandler } from 'express';
import { isUpload } from './uploads.ts';

/**
 * `busy` too many others wait · `readOnly` nothing can be written · `late` begun, and not answered in time: it may have been recorded ·
 * `unavailable` a page that was not there in time: whatever it waited for, nothing was recorded
 */
type Why = 'busy' | 'readOnly' | 'late' | 'unavailable';

/** Thrown when a request is not taken, or not answered in time. */
export class NotTakenError extends Error {
  override readonly name = 'NotTakenError';
  readonly status = 503;
  readonly why: Why;

  constructor(why: Why) {
    super(why);
    this.why = why;
  }
}

/** Fewer than these at once are no crowd, however long one of them takes. */
const CROWD = 60;
/** Once somebody of a crowd has waited this long, ms, the next would be answered too late: people are promised five seconds. */
const LONGEST_WAIT_MS = 3_500;
/** More than these at once are never taken in. */
const MOST = 600;

/** The engine's own pages wait for the next event on purpose. */
const WAITS = /^\/temporal(?:\/|$)/;

/** Says at once that the service is busy, instead of answering everybody too late. */
export function refuseCrowds(now: () => number = () => performance.now()): RequestHandler {
  const waiting = new Map<symbol, number>();
  return (request, response, next) => {
    if (isUpload(request) || WAITS.test(request.path)) return next();
    const [oldest = now()] = waiting.values();
    if (waiting.size >= MOST || (waiting.size >= CROWD && now() - oldest > LONGEST_WAIT_MS)) throw new NotTakenError('busy');
    const id = Symbol();
    waiting.set(id, now());
    response.once('close', () => waiting.delete(id));
    next();
  };
}

/** What may be posted while nothing can be recorded: leaving, and choosing a language. */
const HARMLESS = /^\/(?:sign-out|language)$/;

/** Takes nothing that changes anything while `readOnly` holds: the database would end in the middle of it. */
export function refuseWrites(readOnly: () => boolean): RequestHandler {
  return ({ method, path }, _response, next) => {
    const reads = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
    if (!reads && !HARMLESS.test(path) && !WAITS.test(path) && readOnly()) throw new NotTakenError('readOnly');
    next();
  };
}
