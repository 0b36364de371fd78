import { doubleCsrf } from 'csrf-csrf';
import type { Request, RequestHandler, Response } from 'express';
import { type CookieSettings, cookieValue } from './cookies.ts';

/** The hidden input of every form. */
const FIELD = '_csrf';

/** Tokens of the pages' own forms. */
export interface Csrf {
  /** Token for the hidden input `_csrf` of every form of this page; sets its cookie where needed. */
  tokenFor(request: Request, response: Response): string;
  /** In front of every POST of a page; throws a 403 that keeps nothing. Reads `_csrf` from the parsed body. */
  readonly protect: RequestHandler;
}

/**
 * Tokens for forms: in a cookie and in the form, signed for the session, so that a page of another site, or of another
 * session, cannot post.
 */
export function createCsrf(secret: string, cookies: CookieSettings): Csrf {
  const { generateCsrfToken, doubleCsrfProtection } = doubleCsrf({
    getSecret: () => secret,
    getSessionIdentifier: (request) => sessionAfter(request, cookies.session),
    cookieName: cookies.csrf,
    cookieOptions: { sameSite: 'lax', path: '/', secure: cookies.secure, httpOnly: true },
    getCsrfTokenFromRequest: tokenIn,
    errorConfig: { statusCode: 403, code: 'CSRF' },
  });
  return {
    tokenFor(request, response) {
      readCookie(request, cookies.csrf);
      return generateCsrfToken(request, response);
    },
    protect: ((request, response, next) => {
      readCookie(request, cookies.csrf);
      doubleCsrfProtection(request, response, next);
    }) satisfies RequestHandler,
  };
}

function tokenIn({ body }: Request): string | undefined {
  const value = (body as Record<string, unknown> | undefined)?.[FIELD];
  return typeof value === 'string' ? value : undefined;
}

/** Where the library looks for its cookie. */
function readCookie(request: Request, name: string): void {
  const value = cookieValue(request.headers.cookie, name);
  request.cookies = value === undefined ? {} : { [name]: value };
}

/** The session that the browser will have after this answer: the next request is what the token is for. */
function sessionAfter(request: Request, name: string): string {
  const line = pending(request.res).findLast((cookie) => cookie.startsWith(`${name}=`));
  return (line === undefined ? cookieValue(request.headers.cookie, name) : line.slice(name.length + 1).split(';')[0]) ?? '';
}

function pending(response: Response | undefined): string[] {
  return [response?.getHeader('set-cookie') ?? []].flat().map(String);
}
