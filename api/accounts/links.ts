import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { countAttempt } from '../../store/attempts.ts';
import type { Store } from '../../store/database.ts';
import { mails } from '../../store/mails.ts';
import { notifyOwner } from '../../store/owner-notices.ts';
import { findPerson, findPersonByEmail, type Person } from '../../store/people.ts';
import { hashOf, LINK_MINUTES, madeByOther, makeSignInLink, signInAddress, takeSignInLink } from '../../store/sign-in-links.ts';
import { addressOf } from '../http/rate-limits.ts';
import type { Accounts } from './accounts.ts';
import { administers } from './administration.ts';
import type { AuditNote } from './audit-note.ts';
import { askedForMail, signInMail, usedSignInMail } from './sign-in-mail.ts';
import { createTurns } from './turns.ts';

export interface LinkDeps {
  readonly store: Store;
  readonly publicUrl: string;
  readonly mailIsSent: boolean;
  readonly note: AuditNote;
  readonly now: () => number;
}

export interface LinkOffice extends Pick<Accounts, 'createLink' | 'mailSignInLink'> {
  /** Whose link it was, if they may sign in, and who else made it. Used up either way. */
  take(token: string): Promise<{ readonly person: Person; readonly madeBy?: string | undefined } | undefined>;
}

/** Asking for a mail takes at least this long, ms, whether anybody has the address or not. */
const ASKING_TAKES_MS = 250;
/** One place is served one at a time, each for so long at least, ms. */
const TURN_TAKES_MS = 50;
/** Links that are mailed to one person in {@link MAILED_WITHIN_MS}; earlier ones go on working meanwhile. */
const MAILED_MOST = 3;
const MAILED_WITHIN_MS = 15 * 60_000;
/** Longer is no token of ours. */
const TOKEN_MAX = 100;

export function createLinkOffice({ store, publicUrl, mailIsSent, note, now }: LinkDeps): LinkOffice {
  const turns = createTurns();

  /** Whoever asks for links in somebody's name, from however many places, fills nobody's mailbox. */
  async function mayMail({ _id }: Person): Promise<boolean> {
    const counted = { key: `link-mail:${_id}`, now: new Date(now()), withinMs: MAILED_WITHIN_MS, most: MAILED_MOST };
    return (await countAttempt(store, counted)) < MAILED_MOST;
  }

  /** To nobody but its owner: who reads the outbox is shown no link. */
  async function mailLink(person: Person, next?: string): Promise<Date> {
    const at = new Date(now());
    const { token, expiresAt } = await makeSignInLink(store, { person: person._id, by: person._id, minutes: LINK_MINUTES, now: at });
    const link = signInAddress(publicUrl, token, next);
    const mail = signInMail(person.name, link, LINK_MINUTES, person.language ?? 'zh-Hans');
    await mails(store).insertOne({ ...mailTo(person, mailKey(token), at), ...mail, link, status: 'waiting' });
    return expiresAt;
  }

  /** Where no mail is sent there is no link that somebody could read: an administrator makes one, and is named with it. */
  async function tellAdministrators(person: Person): Promise<void> {
    const at = new Date(now());
    const mail = askedForMail(person.language ?? 'zh-Hans');
    await mails(store).insertOne({ ...mailTo(person, `link-asked:${randomUUID()}`, at), ...mail, link: `${publicUrl}/`, status: 'kept' });
  }

  function mailTo({ _id: personId, email: to }: Person, _id: string, createdAt: Date) {
    return { _id, to, personId, trial: false, attempts: 0, createdAt };
  }

  /** The outbox is the one place that knows the token: not for longer than it is of use. */
  async function blankMail(token: string, { language }: Person): Promise<void> {
    await mails(store).updateOne({ _id: mailKey(token) }, { $set: { text: usedSignInMail(language ?? 'zh-Hans') }, $unset: { link: '' } });
  }

  return {
    async createLink(by, id) {
      const person = await findPerson(store, id);
      if (!person || !administers(by, person.unit)) return 'NOT_FOUND';
      if (!person.active) return 'NOT_ACTIVE';
      const at = new Date(now());
      if (mailIsSent) {
        const latest = new Date(at.getTime() + LINK_MINUTES * 60_000);
        await note('sign-in-link-mailed', { by, target: id, concerns: [person.unit] });
        const expiresAt = (await mayMail(person)) ? await mailLink(person) : latest;
        return { expiresAt };
      }
      // First: there is no link of which the audit and its owner know nothing.
      await note('sign-in-link-made', { by, target: id, concerns: [person.unit] });
      const { token, expiresAt } = await makeSignInLink(store, { person: id, by: by._id, minutes: LINK_MINUTES, now: at });
      if (by._id !== id) await notifyOwner(store, { kind: 'sign-in-link-made', owner: person, by: by._id, now: at, publicUrl, mailIsSent });
      return { link: signInAddress(publicUrl, token), expiresAt };
    },

    async mailSignInLink(request, email, next) {
      const work = async (): Promise<void> => {
        const person = await findPersonByEmail(store, email);
        const known = person?.active === true;
        if (known && (await mayMail(person))) await (mailIsSent ? mailLink(person, next) : tellAdministrators(person));
        await note('sign-in-link-asked', known ? { target: person._id, concerns: [person.unit] } : { code: 'NOBODY' });
      };
      const inTurn = turns.take(addressOf(request), () => Promise.all([work(), pause(TURN_TAKES_MS)]));
      await Promise.all([inTurn, pause(ASKING_TAKES_MS)]);
    },

    async take(token) {
      if (token === '' || token.length > TOKEN_MAX) return undefined;
      const link = await takeSignInLink(store, token, new Date(now()));
      const person = link && (await findPerson(store, link.person));
      if (!link || !person?.active) return undefined;
      await blankMail(token, person);
      return { person, madeBy: madeByOther(link) };
    },
  };
}

function mailKey(token: string): string {
  return `sign-in:${hashOf(token)}`;
}
