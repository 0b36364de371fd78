import { betterAuth } from 'better-auth';
import { mongodbAdapter } from 'better-auth/adapters/mongodb';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Store } from '../../store/database.ts';
import { newPersonId } from '../../store/people.ts';
import type { CookieSettings } from '../http/cookies.ts';

/** A session ends after this long without a request, in seconds. */
export const IDLE_SECONDS = 12 * 3_600;
/** And after this long in any case, in ms. */
export const LONGEST_MS = 7 * 86_400_000;
/** How late a request may be taken note of, in seconds: not every page needs to write. */
const NOTED_EVERY_SECONDS = 300;

/** How somebody signed in. */
export type SignInMethod = 'link' | 'password';

/** How a session was begun. */
export interface Beginning {
  readonly method: SignInMethod;
  /** Another account that made the link, or the link under which the password was set. */
  readonly linkMadeBy?: string | undefined;
}

/** In which header the sessions of the library are told the client's address; set by the app, never taken from a client. */
export const ADDRESS_HEADER = 'x-league-client-address';

export interface AuthOptions {
  readonly store: Store;
  readonly secret: string;
  readonly publicUrl: string;
  readonly cookies: CookieSettings;
  readonly logger: Pick<Logger, 'warn'>;
}

/** Begins a session for somebody whose right to it was checked; the library's own ways in are not served at all. */
const beginning = {
  id: 'begin-session',
  endpoints: {
    beginSession: createAuthEndpoint.serverOnly(
      {
        method: 'POST',
        requireHeaders: true,
        body: z.object({ person: z.string(), method: z.enum(['link', 'password']), linkMadeBy: z.string().optional() }),
      },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.person);
        if (!user) throw new Error('a session for nobody');
        const session = await internalAdapter.createSession(user.id, false, {
          signInMethod: ctx.body.method,
          ...(ctx.body.linkMadeBy ? { linkMadeBy: ctx.body.linkMadeBy } : {}),
        });
        await setSessionCookie(ctx, { session, user }, false);
        return { token: session.token };
      },
    ),
  },
} as const;

/**
 * The library that keeps sessions and passwords. Its HTTP handler is mounted nowhere: the app calls it. People are the
 * app's own collection; an id that the library makes is one of the app's.
 */
export function createAuth({ store, secret, publicUrl, cookies, logger }: AuthOptions) {
  return betterAuth({
    appName: 'league-reorg',
    baseURL: publicUrl,
    secret,
    telemetry: { enabled: false },
    database: mongodbAdapter(store.db, { client: store.client }),
    user: { modelName: 'people' },
    session: {
      modelName: 'sessions',
      expiresIn: IDLE_SECONDS,
      updateAge: NOTED_EVERY_SECONDS,
      additionalFields: {
        signInMethod: { type: 'string', required: false, input: false },
        linkMadeBy: { type: 'string', required: false, input: false },
      },
    },
    account: { modelName: 'credentials' },
    verification: { modelName: 'verifications' },
    emailAndPassword: { enabled: true, disableSignUp: true },
    advanced: {
      database: { generateId: () => newPersonId() },
      useSecureCookies: false,
      cookies: { session_token: { name: cookies.session, attributes: { secure: cookies.secure } } },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    plugins: [beginning],
    logger: {
      level: 'warn',
      // What it cannot do it also throws: whoever answers the request logs that.
      log: (_level, message) => logger.warn({ library: 'better-auth' }, message),
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
