import { isAPIError } from 'better-auth/api';
import type { Request, Response } from 'express';
import type { CookieSettings } from '../http/cookies.ts';
import { currentRequest } from '../http/request-context.ts';
import { ADDRESS_HEADER, type Auth, type Beginning, LONGEST_MS } from './auth.ts';

/** A session that lives. */
export interface Session extends Beginning {
  readonly person: string;
  readonly token: string;
  readonly begunAt: Date;
}

/** A session as its owner sees it. */
export interface ListedSession {
  readonly token: string;
  readonly begunAt: Date;
  readonly usedAt: Date;
  readonly address: string;
  readonly browser: string;
}

/** Sessions in the browser's cookie and in MongoDB. */
export interface Sessions {
  /** @returns undefined without a session, with a forged cookie, after twelve idle hours or seven days */
  find(request: Request): Promise<Session | undefined>;
  /** Under a new id; the one that the request came with is gone. */
  begin(request: Request, response: Response, person: string, beginning: Beginning): Promise<void>;
  end(request: Request, response: Response): Promise<void>;
  /** Those of somebody that live, the latest used first. */
  list(person: string): Promise<ListedSession[]>;
  /** Every session of somebody, but for one that may go on. */
  endAll(person: string, except?: string): Promise<void>;
}

const USER_AGENT_MAX = 200;

export function createSessions(auth: Auth, cookies: CookieSettings): Sessions {
  const sessions: Sessions = {
    async find(request) {
      if (!request.headers.cookie?.includes(`${cookies.session}=`)) return undefined;
      const { response: found, headers } = await auth.api
        .getSession({ headers: headersOf(request), returnHeaders: true })
        .catch((error: unknown) => endedMeanwhile(error));
      // Not every request has an answer of its own to carry the cookie: the next one will.
      if (request.res && !request.res.headersSent) passOn(headers, request.res, cookies);
      if (!found) return undefined;
      const { token, userId: person, createdAt: begunAt, signInMethod, linkMadeBy } = found.session;
      if (Date.now() - begunAt.getTime() > LONGEST_MS) {
        await (await auth.$context).internalAdapter.deleteSession(token);
        return undefined;
      }
      return { person, token, method: signInMethod === 'password' ? 'password' : 'link', linkMadeBy: linkMadeBy ?? undefined, begunAt };
    },
    async begin(request, response, person, { method, linkMadeBy }) {
      const before = await sessions.find(request);
      const { headers } = await auth.api.beginSession({
        headers: headersOf(request),
        body: { person, method, ...(linkMadeBy ? { linkMadeBy } : {}) },
        returnHeaders: true,
      });
      if (before) await (await auth.$context).internalAdapter.deleteSession(before.token);
      passOn(headers, response, cookies);
    },
    async end(request, response) {
      const { internalAdapter } = await auth.$context;
      const session = await sessions.find(request);
      // By hand: the library's sign-out says yes although the database did not answer.
      if (session) await internalAdapter.deleteSession(session.token);
      response.clearCookie(cookies.session, { path: '/', httpOnly: true, sameSite: 'lax', secure: cookies.secure });
    },
    async list(person) {
      const { internalAdapter } = await auth.$context;
      const rows = await internalAdapter.listSessions(person);
      return rows
        .filter(({ expiresAt, createdAt }) => expiresAt.getTime() > Date.now() && Date.now() - createdAt.getTime() <= LONGEST_MS)
        .map(({ token, createdAt: begunAt, updatedAt: usedAt, ipAddress, userAgent }) => ({
          token,
          begunAt,
          usedAt,
          address: ipAddress ?? '',
          browser: userAgent ?? '',
        }))
        .toSorted((a, b) => b.usedAt.getTime() - a.usedAt.getTime());
    },
    async endAll(person, except) {
      const { internalAdapter } = await auth.$context;
      const tokens = (await internalAdapter.listSessions(person)).map(({ token }) => token).filter((token) => token !== except);
      if (tokens.length > 0) await internalAdapter.deleteSessions(tokens);
    },
  };
  return sessions;
}

/** A session that was ended while the library prolonged it. @throws everything else */
function endedMeanwhile(error: unknown): { response: null; headers: Headers } {
  if (isAPIError(error) && error.statusCode === 401) return { response: null, headers: new Headers() };
  throw error;
}

/** Only what the library needs to know of a request. */
function headersOf(request: Request): Headers {
  const address = currentRequest().address ?? request.ip;
  return new Headers({
    cookie: request.headers.cookie ?? '',
    'user-agent': (request.get('user-agent') ?? '').slice(0, USER_AGENT_MAX),
    ...(address ? { [ADDRESS_HEADER]: address } : {}),
  });
}

/** The session's cookie, in place of an earlier one of this answer. The library's other cookies are not used. */
function passOn(headers: Headers, response: Response, { session }: CookieSettings): void {
  const own = (line: string): boolean => line.startsWith(`${session}=`);
  const fresh = headers.getSetCookie().filter(own);
  if (fresh.length === 0) return;
  const set = [response.getHeader('set-cookie') ?? []].flat().map(String);
  response.setHeader('set-cookie', [...set.filter((line) => !own(line)), ...fresh]);
}
