import type { Request } from 'express';
import type { Logger } from 'pino';
import { countNoted } from '../../store/audit.ts';
import type { Store } from '../../store/database.ts';
import { findPerson, findPersonByEmail, type Person, people } from '../../store/people.ts';
import type { CookieSettings } from '../security/cookies.ts';
import { TooManyRequestsError } from '../security/rate-limits.ts';
import type { Accounts } from './accounts.ts';
import { createAuditNote } from './audit-note.ts';
import { createAuth, type SignInMethod } from './auth.ts';
import { createLinkOffice } from './links.ts';
import { createPasswords, PASSWORD_LENGTH } from './passwords.ts';
import { createPeopleOffice } from './people.ts';
import { createSessions } from './sessions.ts';

export interface AccountsDeps {
  readonly store: Store;
  /** Signs the session's cookie. */
  readonly secret: string;
  readonly publicUrl: string;
  readonly mailIsSent: boolean;
  readonly cookies: CookieSettings;
  readonly logger: Pick<Logger, 'warn'>;
  /** Wall time, ms. */
  readonly now: () => number;
}

/** Who signed in by a link this recently, ms, has shown to be who they are: they may replace a forgotten password. */
const RECENTLY_MS = 30 * 60_000;

/** Wrong passwords for one account before the next is not even looked at; the way by a link stays open. */
const GUESSES = { most: 10, withinMs: 15 * 60_000 };

/** What the audit calls a sign-in that failed. */
const REFUSED = 'sign-in-refused';

/** Accounts on better-auth's sessions and passwords, with links and people of the app's own. */
export function createAccounts({ store, secret, publicUrl, mailIsSent, cookies, logger, now }: AccountsDeps): Accounts {
  const auth = createAuth({ store, secret, publicUrl, cookies, logger });
  const note = createAuditNote(store, now);
  const sessions = createSessions(auth, cookies);
  const passwords = createPasswords(auth);
  const links = createLinkOffice({ store, publicUrl, mailIsSent, note, now });
  /** Several parts of the app ask about one request; the database is asked once. */
  const callers = new WeakMap<Request, Promise<Person | undefined>>();

  async function callerOf(request: Request): Promise<Person | undefined> {
    const session = await sessions.find(request);
    const person = session && (await findPerson(store, session.person));
    return person?.active ? person : undefined;
  }

  async function begin(
    ...[request, response, person, method]: [...Parameters<Accounts['signOut']>, Person, SignInMethod]
  ): Promise<Person> {
    await sessions.begin(request, response, person._id, method);
    callers.set(request, Promise.resolve(person));
    await people(store).updateOne({ _id: person._id }, { $set: { signedInAt: new Date(now()) } });
    await note('signed-in', { by: person, target: person._id, details: { method } });
    return person;
  }

  /** @throws {TooManyRequestsError} after ten wrong passwords for one account in a quarter of an hour, whoever typed them */
  async function refuseGuessing({ _id: target }: Person): Promise<void> {
    const since = new Date(now() - GUESSES.withinMs);
    const wrong = await countNoted(store, { what: REFUSED, code: 'PASSWORD', target, since, most: GUESSES.most });
    if (wrong >= GUESSES.most) throw new TooManyRequestsError();
  }

  return {
    createLink: (by, id) => links.createLink(by, id),
    mailSignInLink: (request, email) => links.mailSignInLink(request, email),
    ...createPeopleOffice({ store, sessions, note, now }),

    whoCalls(request) {
      const known = callers.get(request) ?? callerOf(request);
      callers.set(request, known);
      return known;
    },

    async signInWithToken(request, response, token) {
      const person = await links.take(token);
      if (person) return begin(request, response, person, 'link');
      await note(REFUSED, { code: 'LINK' });
      return undefined;
    },

    async signInWithPassword(request, response, email, password) {
      const found = await findPersonByEmail(store, email);
      if (found) await refuseGuessing(found);
      const person = found?.active ? found : undefined;
      const right = password.length <= PASSWORD_LENGTH.max && (await passwords.match(person?._id, password));
      if (person && right) return begin(request, response, person, 'password');
      await note(REFUSED, { code: 'PASSWORD', ...(found ? { target: found._id } : {}) });
      return undefined;
    },

    async signOut(request, response) {
      const person = await callers.get(request);
      await sessions.end(request, response);
      callers.set(request, Promise.resolve(undefined));
      if (person) await note('signed-out', { by: person, target: person._id });
    },

    async changePassword(request, person, { present, next }) {
      const session = await sessions.find(request);
      if (session?.person !== person._id) return false;
      const trusted = session.method === 'link' && now() - session.begunAt.getTime() < RECENTLY_MS;
      const proved = present ? await passwords.match(person._id, present) : trusted || !(await passwords.has(person._id));
      if (!proved) {
        await note('password-refused', { by: person, target: person._id });
        return false;
      }
      await passwords.set(person._id, next);
      await sessions.endAll(person._id, session.token);
      await note('password-changed', { by: person, target: person._id });
      return true;
    },

    hasPassword: (person) => passwords.has(person._id),

    async changeLanguage(person, language) {
      await people(store).updateOne({ _id: person._id }, { $set: { language } });
    },
  };
}
