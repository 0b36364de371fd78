import type { Request } from 'express';
import type { Logger } from 'pino';
import { countAttempt } from '../../store/attempts.ts';
import type { Store } from '../../store/database.ts';
import { findPerson, findPersonByEmail, type Person, people } from '../../store/people.ts';
import type { CookieSettings } from '../http/cookies.ts';
import { addressOf, type TokenGuard } from '../http/rate-limits.ts';
import { markRequest } from '../http/request-context.ts';
import type { Accounts } from './accounts.ts';
import { createAuditNote } from './audit-note.ts';
import { type Beginning, createAuth } from './auth.ts';
import { createGuessing } from './guessing.ts';
import { createLinkOffice } from './links.ts';
import { isEasilyGuessed } from './password-rules.ts';
import { createPasswords, PASSWORD_LENGTH } from './passwords.ts';
import { createPeopleOffice } from './people-office.ts';
import { createSessions, type Session } from './sessions.ts';

export interface AccountsDeps {
  readonly store: Store;
  /** Signs the session's cookie. */
  readonly secret: string;
  readonly publicUrl: string;
  readonly mailIsSent: boolean;
  readonly cookies: CookieSettings;
  readonly logger: Pick<Logger, 'warn'>;
  readonly guardToken: TokenGuard;
  /** Wall time, ms. */
  readonly now: () => number;
}

/** Who signed in by a link this recently, ms, has shown to be who they are: they may replace a forgotten password. */
const RECENTLY_MS = 30 * 60_000;

/** What the audit calls a sign-in that failed. */
const REFUSED = 'sign-in-refused';

/** Of wrong links from one address so many are listed in a quarter of an hour. */
const WRONG_LINKS_NOTED = 200;
const WRONG_LINKS_MS = 15 * 60_000;

/** Accounts on better-auth's sessions and passwords, with links and people of the app's own. */
export function createAccounts({ store, secret, publicUrl, mailIsSent, cookies, logger, guardToken, now }: AccountsDeps): Accounts {
  const auth = createAuth({ store, secret, publicUrl, cookies, logger });
  const note = createAuditNote(store, now);
  const sessions = createSessions(auth, cookies);
  const passwords = createPasswords(auth);
  const guessing = createGuessing(store, now);
  const links = createLinkOffice({ store, publicUrl, mailIsSent, note, now });
  /** Several parts of the app ask about one request; the database is asked once. */
  const callers = new WeakMap<Request, Promise<Person | undefined>>();

  async function callerOf(request: Request): Promise<Person | undefined> {
    const session = await sessions.find(request);
    const person = session && (await findPerson(store, session.person));
    markRequest(session?.linkMadeBy);
    return person?.active ? person : undefined;
  }

  async function begin(
    ...[request, response, person, beginning]: [...Parameters<Accounts['signOut']>, Person, Beginning]
  ): Promise<Person> {
    markRequest(beginning.linkMadeBy);
    // First: nobody is in of whom the audit knows nothing.
    await note('signed-in', { by: person, target: person._id, concerns: [person.unit], details: { method: beginning.method } });
    await sessions.begin(request, response, person._id, beginning);
    callers.set(request, Promise.resolve(person));
    await people(store).updateOne({ _id: person._id }, { $set: { signedInAt: new Date(now()) } });
    return person;
  }

  /** Whoever sits at somebody's open session guesses no faster than at the door. */
  async function isPresent(request: Request, { _id, email }: Person, present: string): Promise<boolean> {
    const right = async (): Promise<true | undefined> => ((await passwords.match(_id, present)) ? true : undefined);
    return (await guessing.look(request, email, right)) ?? false;
  }

  /** By the present password; within half an hour of a link, or without a password, by the session itself. */
  async function isProved(request: Request, session: Session, person: Person, present: string | undefined): Promise<boolean> {
    if (present) return isPresent(request, person, present);
    const recent = session.method === 'link' && now() - session.begunAt.getTime() < RECENTLY_MS;
    return recent || !(await passwords.has(person._id));
  }

  return {
    createLink: (by, id) => links.createLink(by, id),
    mailSignInLink: (request, email, next) => links.mailSignInLink(request, email, next),
    ...createPeopleOffice({ store, sessions, note, now, publicUrl, mailIsSent }),

    authenticate(request) {
      const known = callers.get(request) ?? callerOf(request);
      callers.set(request, known);
      return known;
    },

    async signInWithToken(request, response, token) {
      await guardToken(request, response, token);
      const link = await links.take(token);
      if (link) return begin(request, response, link.person, { method: 'link', linkMadeBy: link.madeBy });
      // Whoever tries tokens by the thousand fills no disk with it; that they did is seen.
      const tried = { key: `wrong-link:${addressOf(request)}`, now: new Date(now()), withinMs: WRONG_LINKS_MS, most: WRONG_LINKS_NOTED };
      if ((await countAttempt(store, tried)) < WRONG_LINKS_NOTED) await note(REFUSED, { code: 'LINK' });
      return undefined;
    },

    async signInWithPassword(request, response, email, password) {
      const person = await guessing.look(request, email, async () => {
        const found = await findPersonByEmail(store, email);
        const active = found?.active ? found : undefined;
        const right = password.length <= PASSWORD_LENGTH.max && (await passwords.match(active?._id, password));
        if (active && right) return active;
        await note(REFUSED, { code: 'PASSWORD', ...(found ? { target: found._id, concerns: [found.unit] } : {}) });
        return undefined;
      });
      return person && begin(request, response, person, { method: 'password', linkMadeBy: person.passwordLinkMadeBy });
    },

    async signOut(request, response) {
      const person = await callers.get(request);
      await sessions.end(request, response);
      callers.set(request, Promise.resolve(undefined));
      if (person) await note('signed-out', { by: person, target: person._id });
    },

    async changePassword(request, person, { present, next }) {
      const session = await sessions.find(request);
      if (session?.person !== person._id) return 'present-wrong';
      if (!(await isProved(request, session, person, present))) {
        await note('password-refused', { by: person, target: person._id });
        return 'present-wrong';
      }
      if (await isEasilyGuessed(next, person)) return 'easily-guessed';
      await note('password-changed', { by: person, target: person._id, concerns: [person.unit] });
      await passwords.set(person._id, next);
      // Whoever set it may know it: what is done with it says so, until its owner sets another in a session of their own.
      const { linkMadeBy } = session;
      const mark = linkMadeBy ? { $set: { passwordLinkMadeBy: linkMadeBy } } : { $unset: { passwordLinkMadeBy: '' as const } };
      await people(store).updateOne({ _id: person._id }, mark);
      await sessions.endAll(person._id, session.token);
      return 'changed';
    },

    async listSessions(request, person) {
      const own = await sessions.find(request);
      return (await sessions.list(person._id)).map(({ token, ...shown }) => ({ ...shown, current: token === own?.token }));
    },

    async endOtherSessions(request, person, present) {
      const session = await sessions.find(request);
      if (session?.person !== person._id || !(await isProved(request, session, person, present))) return false;
      await sessions.endAll(person._id, session.token);
      await note('sessions-ended', { by: person, target: person._id, concerns: [person.unit] });
      return true;
    },

    hasPassword: (person) => passwords.has(person._id),

    async changeLanguage(person, language) {
      await people(store).updateOne({ _id: person._id }, { $set: { language } });
    },
  };
}
