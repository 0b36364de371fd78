import type { Request, RequestHandler, Response } from 'express';
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
  /** Wrong tokens that begin alike, from one address in a quarter of an hour; tokens that begin otherwise are not touched. */
  readonly badTokens: number;
}

export const RATE_LIMITS: RateLimits = { account: 6_000, address: 60_000, badTokens: 200 };

/** Of a token, as many characters as make two people's differ. */
const TOKEN_PREFIX = 6;

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
  authenticate: (request: Request) => Promise<Person | undefined>,
  limits: RateLimits = RATE_LIMITS,
): Readonly<Record<'account' | 'address', RequestHandler>> {
  return {
    address: limiter({ windowMs: MINUTE_MS, limit: limits.address, keyGenerator: addressOf }),
    account: limiter({
      windowMs: MINUTE_MS,
      limit: limits.account,
      keyGenerator: async (request) => (await authenticate(request))?._id ?? addressOf(request),
    }),
  };
}

/** Asked once the token is known. @throws TooManyRequestsError */
export type TokenGuard = (request: Request, response: Response, token: string) => Promise<void>;

/** One office shares an address: somebody who tries tokens there keeps nobody else's link from working. */
export function createTokenGuard({ badTokens }: RateLimits = RATE_LIMITS): TokenGuard {
  const tokens = new WeakMap<Request, string>();
  const limit = limiter({
    windowMs: QUARTER_MS,
    limit: badTokens,
    keyGenerator: (request) => `${addressOf(request)} ${tokens.get(request) ?? ''}`,
    skipSuccessfulRequests: true,
  });
  return async (request, response, token) => {
    tokens.set(request, token.slice(0, TOKEN_PREFIX));
    await new Promise<void>((resolve, reject) => {
      // The library reports what goes wrong by `next`.
      void limit(request, response, (error?: unknown) => (error instanceof Error ? reject(error) : resolve()));
    });
  };
}

/** Where a request comes from, as far as the proxies in front are trusted; of IPv6 the network. */
export function addressOf({ ip }: Request): string {
  return ipKeyGenerator(ip ?? 'unknown');
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
