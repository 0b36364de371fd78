import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../store/database.ts';
import { type MailRow, mails, withoutSignIn } from '../store/mails.ts';
import type { ActivityDeps } from './deps.ts';
import { gatherMails } from './gather-mails.ts';
import { concernsThisMail, type SmtpRefusal } from './mail-refusals.ts';
import { createMailServer, type Handed, type MailServer, type MailServerWaits, RFC_5321_WAITS } from './mail-server.ts';

/** How often the outbox is looked at while it is empty. */
const LOOK_EVERY_MS = 1_000;
/** A claim outlasts the longest wait for an answer by so much: older than that, it belongs to a worker that died. */
const CLAIM_OUTLASTS_MS = 60_000;
const RENEW_EVERY_MS = 20_000;
/** A send that lasts longer lets the next one begin: one slow mail does not hold up the others. */
const RETRY_FOR_MS = 5_000;
const MOST_AT_ONCE = 5;
/** A round that is over waits so long for sends that are under way; then they go on by themselves. */
const WAIT_AT_END_MS = 5_000;
const HEARTBEAT_EVERY_MS = 5_000;
/** A mail whose recipient the server refuses for good (5xx) is given up after this many refusals. */
const MOST_REFUSALS = 3;
const LONGEST_WAIT_MS = 10 * 60_000;
/** Nothing is put off or claimed for as long as this. */
const FURTHEST_MS = 60 * 60_000;
/** Shorter than a look at the outbox: a mail that went out is marked before another worker takes it up. */
const LONGEST_WAIT_TO_MARK_MS = 800;

export interface MailDeliveryOptions {
  readonly store: Store;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Where the app answers, for the links of digests. */
  readonly publicUrl: string;
  /** {@link RFC_5321_WAITS} unless told. */
  readonly waits?: MailServerWaits;
  /** Told of every try, with the nonce of the message that caused the mail. */
  readonly logger?: ActivityDeps['logger'];
  readonly observer?: ActivityDeps['observer'] | undefined;
}

export interface DeliveryRound {
  readonly heartbeat: () => void;
  /** Ends the round early. */
  readonly signal: AbortSignal;
  /** Wall instant, ms, at which the round ends. */
  readonly until: number;
}

/**
 * The outbox's way out. A mail is claimed, sent with a Message-ID made from its key (so that a mail server sees a
 * repetition as one), and marked. A server that is down, or that refuses the installation's login or sender, delays the
 * mail; only a mail whose recipient it refuses is given up. A slow server is waited for, and a text that it has not
 * answered is sent again only when the time for the answer is over: whoever closes earlier sends one mail many times.
 */
export function createMailDelivery(options: MailDeliveryOptions) {
  const { smtpUrl } = options;
  let server: MailServer | undefined;
  return {
    /** @returns how many were sent. */
    async deliverWaitingMails({ heartbeat, signal, until }: DeliveryRound): Promise<number> {
      let sent = 0;
      let gatheredAt = 0;
      const underWay = new Set<Promise<void>>();
      heartbeat();
      // On a clock of its own: the wait for a slow mail server or database is longer than a heartbeat may be late.
      const beating = setInterval(heartbeat, HEARTBEAT_EVERY_MS);
      try {
        while (!signal.aborted && Date.now() < until) {
          if (Date.now() - gatheredAt >= LOOK_EVERY_MS) {
            gatheredAt = Date.now();
            await gather(options, gatheredAt);
          }
          if (underWay.size >= MOST_AT_ONCE) {
            await Promise.race([...underWay, sleep(LOOK_EVERY_MS)]);
            continue;
          }
          const mail = smtpUrl ? await claim(options) : undefined;
          if (!mail || !smtpUrl) {
            await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
            continue;
          }
          server ??= createMailServer(smtpUrl, options.waits);
          const sending = send(options, server, mail, signal).then((went) => {
            underWay.delete(sending);
            if (went) sent += 1;
          });
          underWay.add(sending);
          await inTime(sending, RETRY_FOR_MS);
        }
        await inTime(Promise.all(underWay), WAIT_AT_END_MS);
      } finally {
        clearInterval(beating);
      }
      return sent;
    },
  };
}

/** Puts together what waits for that. What goes wrong is tried again at the next look, and holds up no other mail. */
async function gather({ store, publicUrl, logger }: MailDeliveryOptions, now: number): Promise<void> {
  try {
    const gathered = await gatherMails(store, publicUrl, new Date(now));
    if (gathered > 0) logger?.info({ gathered }, 'mails gathered in digests');
  } catch (error) {
    logger?.warn({ error }, 'mails not gathered yet');
  }
}

/** Waits for it, but no longer than this, ms. */
async function inTime(work: Promise<unknown>, longest: number): Promise<void> {
  const over = new AbortController();
  const waiting = sleep(longest, undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race([work, waiting]).finally(() => over.abort());
}

/** Until when nobody else may send it. */
function claimedUntil({ waits = RFC_5321_WAITS }: MailDeliveryOptions): Date {
  return new Date(Date.now() + waits.answerMs + CLAIM_OUTLASTS_MS);
}

async function claim(options: MailDeliveryOptions): Promise<MailRow | undefined> {
  const now = new Date();
  // Further ahead than anything is put off: the machine's clock was set back.
  const due = [{ notBefore: { $lte: now } }, { notBefore: { $gt: new Date(now.getTime() + FURTHEST_MS) } }];
  const free = [
    { status: 'waiting' as const, $or: [{ notBefore: { $exists: false } }, ...due] },
    { status: 'sending' as const, $or: due },
  ];
  const claimed = await mails(options.store).findOneAndUpdate(
    // What waits to be gathered goes out with its digest.
    { $or: free, late: { $ne: true } },
    { $set: { status: 'sending', notBefore: claimedUntil(options) }, $inc: { attempts: 1 } },
    { sort: { createdAt: 1 }, returnDocument: 'after' },
  );
  return claimed ?? undefined;
}

/** The row while it is ours: whoever claims it counts one more attempt. */
const ours = ({ _id, attempts }: MailRow) => ({ _id, status: 'sending' as const, attempts });

/** @returns whether it went out and is marked; what the server did not take is put back, or given up. */
async function send(options: MailDeliveryOptions, server: MailServer, mail: MailRow, signal: AbortSignal): Promise<boolean> {
  const renewing = setInterval(() => {
    // Of no account once: the claim outlasts several.
    mails(options.store)
      .findOneAndUpdate(ours(mail), { $set: { notBefore: claimedUntil(options) } })
      .catch(() => undefined);
  }, RENEW_EVERY_MS);
  const { to, subject, text } = mail;
  const handed = await server
    .hand({ from: options.mailFrom, to, subject, text, messageId: messageIdOf(mail._id), signal })
    .finally(() => clearInterval(renewing));
  if (handed.as === 'taken') return markSent(options, mail, signal);
  // A database that is away: the claim ends by itself.
  await putBack(options, mail, handed).catch((error: unknown) => options.logger?.warn({ ...told(mail), error }, 'mail not put back yet'));
  return false;
}

async function putBack(options: MailDeliveryOptions, mail: MailRow, { as, error }: Exclude<Handed, { as: 'taken' }>): Promise<void> {
  const { store, waits = RFC_5321_WAITS, logger, observer } = options;
  const refused = concernsThisMail(error as SmtpRefusal);
  const givenUp = refused && (mail.refusals ?? 0) + 1 >= MOST_REFUSALS;
  const backOff = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** Math.min(mail.attempts, 10));
  const wait = as === 'unknown' ? Math.max(waits.answerMs, backOff) : backOff;
  await mails(store).updateOne(ours(mail), {
    $set: {
      status: givenUp ? 'failed' : 'waiting',
      lastError: error instanceof Error ? error.message : String(error),
      notBefore: new Date(Date.now() + wait),
      ...(as === 'unknown' ? { maybeTaken: true } : {}),
      ...(givenUp ? withoutSignIn(mail) : {}),
    },
    ...(refused ? { $inc: { refusals: 1 } } : {}),
  });
  logger?.warn({ ...told(mail), error, givenUp }, 'mail not sent');
  observer?.mail(givenUp ? 'failed' : 'delayed');
}

/**
 * Notes that the mail server took the mail. A database that is away is waited for: the mail is not sent a second time.
 * @returns whether it is marked; not if the round ended first
 */
async function markSent({ store, logger, observer }: MailDeliveryOptions, mail: MailRow, signal: AbortSignal): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await mails(store).updateOne(
        { _id: mail._id },
        { $set: { status: 'sent', sentAt: new Date(), ...withoutSignIn(mail) }, $unset: { lastError: '', notBefore: '' } },
      );
      logger?.info(told(mail), 'mail sent');
      observer?.mail('sent');
      return true;
    } catch (error) {
      logger?.warn({ ...told(mail), error }, 'mail sent, not marked yet');
      if (signal.aborted) return false;
      await sleep(Math.min(LONGEST_WAIT_TO_MARK_MS, 100 * 2 ** Math.min(attempt - 1, 3)), undefined, { signal }).catch(() => undefined);
    }
  }
}

const told = (mail: MailRow) => ({ mail: mail._id, nonce: mail.nonce, attempt: mail.attempts });

function messageIdOf(key: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@league-reorg>`;
}
