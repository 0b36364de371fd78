import type { Request, RequestHandler } from 'express';

/** Largest request of all, in bytes: a county file in a form with its fields. */
export const LARGEST_BODY = 4_000_000;

/** Thrown when a request says that it is larger than it may be. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
  readonly status = 413;
}

/** Refuses at once what says beforehand that it is larger, instead of after it was all sent. */
export function refuseLarger(bytes: number): RequestHandler {
  return (request, _response, next) => {
    if (Number(request.headers['content-length'] ?? 0) <= bytes) return next();
    discard(request);
    throw new TooLargeError();
  };
}

/** The rest is read and thrown away: a browser that is cut off while it sends shows its own error instead of the answer. */
function discard(request: Request): void {
  request.on('error', () => undefined).resume();
}
