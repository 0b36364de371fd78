import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { inRequest } from './request-context.ts';

/** Asked every few seconds by whoever watches the process. */
const WATCHED: readonly string[] = ['/healthz', '/readyz'];

const GIVEN_ID = /^[A-Za-z0-9_-]{8,64}$/;

/**
 * One line for each request that was answered, under an id that its own log lines, its audit and its answer carry.
 * @param behindProxy an id that the proxy gave the request is kept
 */
export function requestLog(logger: Logger, behindProxy: boolean): RequestHandler {
  const log = pinoHttp({
    logger,
    genReqId: ({ id }: IncomingMessage) => id,
    autoLogging: { ignore: ({ url }) => WATCHED.includes(url ?? '') },
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({ id, method, path: url.split('?')[0] }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
    customLogLevel: (_request, response, error) => levelOf(response, error),
    // What went wrong is logged where it was thrown; here it would be "failed with status code".
    customErrorObject: (_request, _response, _error, line: Record<string, unknown>) => ({ ...line, err: undefined }),
  });
  return (request, response, next) => {
    const requestId = idOf(request, behindProxy);
    request.id = requestId;
    log(request, response);
    response.setHeader('x-request-id', requestId);
    const address = request.ip;
    inRequest({ requestId, since: performance.now(), ...(address ? { address } : {}) }, next);
  };
}

function idOf(request: IncomingMessage, behindProxy: boolean): string {
  const given = request.headers['x-request-id'];
  return behindProxy && typeof given === 'string' && GIVEN_ID.test(given) ? given : randomUUID();
}

/** An outage is said once by whoever sees it, not by each request that meets it. */
function levelOf({ statusCode }: ServerResponse, error: Error | undefined): 'error' | 'warn' | 'info' {
  if (statusCode === 503 || statusCode === 429) return 'warn';
  return error || statusCode >= 500 ? 'error' : 'info';
}
