import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Person } from '../../store/people.ts';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;

/** Requests that are taken; each process counts for itself. */
export interface RateLimits {
  /** Of one account a minute; of one address where nobody is signed in. */
  readonly account: number;
  /** Of one address a minute: a whole office shares one. */
  readonly address: number;
  /** Sign-ins that failed, from one address in a quarter of an hour. */
  readonly failedSignIns: number;
  /** Links asked for by mail, from one address in a quarter of an hour. */
  readonly mailedLinks: number;
}

export const RATE_LIMITS: RateLimits = { account: 6_000, address: 60_000, failedSignIns: 200, mailedLinks: 60 };

/** Thrown when somebody asks too often. */
export class TooManyRequestsError extends Error {
  override readonly name = 'TooManyRequestsError';
  readonly status = 429;
}

interface LimitOptions {
  readonly windowMs: number;
  readonly limit: number;
  readonly keyGenerator: (request: Request) => string | Promise<string>;
  /** Counts only what was refused. */
  readonly skipSuccessfulRequests?: boolean;
}

export function createRateLimits(
  whoCalls: (request: Request) => Promise<Person | undefined>,
  limits: RateLimits = RATE_LIMITS,
): Readonly<Record<keyof RateLimits, RequestHandler>> {
  const address = (request: Request): string => ipKeyGenerator(request.ip ?? 'unknown');
  return {
    address: limiter({ windowMs: MINUTE_MS, limit: limits.address, keyGenerator: address }),
    account: limiter({
      windowMs: MINUTE_MS,
      limit: limits.account,
      keyGenerator: async (request) => (await whoCalls(request))?._id ?? address(request),
    }),
    failedSignIns: limiter({
      windowMs: QUARTER_MS,
      limit: limits.failedSignIns,
      keyGenerator: address,
      skipSuccessfulRequests: true,
    }),
    mailedLinks: limiter({ windowMs: QUARTER_MS, limit: limits.mailedLinks, keyGenerator: address }),
  };
}

function limiter(options: LimitOptions): RequestHandler {
  return rateLimit({
    ...options,
    standardHeaders: false,
    legacyHeaders: false,
    // An address as its owner sees it; the app trusts as many proxies as it is told to.
    validate: { trustProxy: false },
    handler: (request, response, next) => {
      const reset = (request as Request & { rateLimit?: { resetTime?: Date } }).rateLimit?.resetTime;
      const seconds = reset ? Math.ceil((reset.getTime() - Date.now()) / 1_000) : options.windowMs / 1_000;
      response.setHeader('retry-after', String(Math.max(1, seconds)));
      next(new TooManyRequestsError());
    },
  });
}
