import type { Request, RequestHandler, Response } from 'express';
import { NotTakenError } from './load.ts';
import { currentRequest } from './request-context.ts';
import { isUpload } from './uploads.ts';

/** People are promised an answer within five seconds, ms; what it takes to write one is part of that. */
export const ANSWER_BY_MS = 4_800;

/** The engine's own pages wait for the next event on purpose, and have a limit of their own. */
const WAITS = /^\/temporal(?:\/|$)/;

/** How long an answer may take, ms. */
export interface Deadlines {
  readonly byMs?: number;
  readonly uploadsMs?: number;
}

/** Whether this was answered because its time was over: whatever its handler says afterwards is of no account. */
export function isAnsweredLate(response: Response): boolean {
  return response.locals['answeredLate'] === true;
}

/**
 * Answers in time whatever a handler waits for: it covers all that happens before and after a message is handed over. How long a client
 * takes to send what it sends does not count, as long as it is being read.
 * @param uploadsMs time for what is done with a file once it is here: longer where a scanner looks at it
 */
export function answerInTime({ byMs = ANSWER_BY_MS, uploadsMs = byMs }: Deadlines = {}): RequestHandler {
  return (request, response, next) => {
    if (WAITS.test(request.path)) return next();
    const limit = isUpload(request) ? uploadsMs : byMs;
    const over = () => {
      if (response.headersSent || response.destroyed) return;
      const { since = 0, answerByMs = 0 } = currentRequest();
      const more = since + answerByMs - performance.now();
      if (more > 0) return wait(more);
      if (isBeingRead(request)) return void request.once('end', () => wait(limit));
      response.locals['answeredLate'] = true;
      // Whatever its handler does later meets nobody else's request.
      response.setHeader('connection', 'close');
      const reads = request.method === 'GET' || request.method === 'HEAD';
      next(new NotTakenError(reads ? 'unavailable' : 'late'));
    };
    const wait = (ms: number) => {
      const timer = setTimeout(over, ms);
      response.once('close', () => clearTimeout(timer));
    };
    wait(limit);
    next();
  };
}

/** The client still sends, and somebody takes it. */
function isBeingRead(request: Request): boolean {
  return !request.complete && request.readableFlowing !== null && request.readableLength === 0;
}
