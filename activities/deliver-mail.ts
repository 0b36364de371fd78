import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport, type Transporter } from 'nodemailer';
import type { Store } from '../store/database.ts';
import { type MailRow, mails } from '../store/mails.ts';
import type { ActivityDeps } from './deps.ts';

/** How often the outbox is looked at while it is empty. */
const LOOK_EVERY_MS = 1_000;
/** A claim older than this belongs to a worker that died. */
const CLAIM_FOR_MS = 60_000;
/** One send lasts no longer, so that its mail is not claimed a second time meanwhile. */
const SEND_FOR_MS = 50_000;
const HEARTBEAT_EVERY_MS = 5_000;
/** A mail whose recipient the server refuses for good (5xx) is given up after this many refusals. */
const MOST_REFUSALS = 3;
const LONGEST_WAIT_MS = 10 * 60_000;
/** Shorter than a look at the outbox: a mail that went out is marked before another worker takes it up. */
const LONGEST_WAIT_TO_MARK_MS = 800;

export interface MailDeliveryOptions {
  readonly store: Store;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** One send lasts no longer, ms; at most fifty seconds. */
  readonly sendForMs?: number;
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
 * mail; only a mail whose recipient it refuses is given up.
 */
export function createMailDelivery(options: MailDeliveryOptions) {
  const { store, smtpUrl } = options;
  let transport: Transporter | undefined;
  return {
    /** @returns how many were sent. */
    async deliverWaitingMails({ heartbeat, signal, until }: DeliveryRound): Promise<number> {
      let sent = 0;
      heartbeat();
      // On a clock of its own: the wait for a slow mail server or database is longer than a heartbeat may be late.
      const beating = setInterval(heartbeat, HEARTBEAT_EVERY_MS);
      try {
        while (!signal.aborted && Date.now() < until) {
          const mail = smtpUrl ? await claim(store) : undefined;
          if (!mail || !smtpUrl) {
            await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
            continue;
          }
          transport ??= createTransport({ url: smtpUrl, connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 12_000 });
          if ((await send(options, transport, mail)) && (await markSent(options, mail, signal))) sent += 1;
        }
      } finally {
        clearInterval(beating);
      }
      return sent;
    },
  };
}

type Claimed = MailRow & { readonly notBefore: Date };

async function claim(store: Store): Promise<Claimed | undefined> {
  const now = new Date();
  const notBefore = new Date(now.getTime() + CLAIM_FOR_MS);
  const free = [
    { status: 'waiting' as const, $or: [{ notBefore: { $exists: false } }, { notBefore: { $lte: now } }] },
    { status: 'sending' as const, notBefore: { $lte: now } },
  ];
  const claimed = await mails(store).findOneAndUpdate(
    { $or: free },
    { $set: { status: 'sending', notBefore }, $inc: { attempts: 1 } },
    { sort: { createdAt: 1 }, returnDocument: 'after' },
  );
  return claimed ? { ...claimed, notBefore } : undefined;
}

/** @returns whether the mail server took it; what it did not take is put back, or given up. */
async function send(options: MailDeliveryOptions, transport: Transporter, mail: Claimed): Promise<boolean> {
  const { mailFrom: from, sendForMs = SEND_FOR_MS } = options;
  const left = mail.notBefore.getTime() - (CLAIM_FOR_MS - SEND_FOR_MS) - Date.now();
  // Closes the connection to the mail server.
  const signal = AbortSignal.timeout(Math.max(0, Math.min(left, sendForMs)));
  try {
    await transport.sendMail({ from, to: mail.to, subject: mail.subject, text: mail.text, messageId: messageIdOf(mail._id), signal });
    return true;
  } catch (error) {
    await putBack(options, mail, error);
    return false;
  }
}

async function putBack({ store, logger, observer }: MailDeliveryOptions, mail: Claimed, error: unknown): Promise<void> {
  const refused = concernsThisMail(error as SmtpRefusal);
  const givenUp = refused && (mail.refusals ?? 0) + 1 >= MOST_REFUSALS;
  const wait = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** Math.min(mail.attempts, 10));
  await mails(store).updateOne(
    // Whoever claimed it since then says what becomes of it.
    { _id: mail._id, status: 'sending', notBefore: mail.notBefore },
    {
      $set: {
        status: givenUp ? 'failed' : 'waiting',
        lastError: error instanceof Error ? error.message : String(error),
        notBefore: new Date(Date.now() + wait),
      },
      ...(refused ? { $inc: { refusals: 1 } } : {}),
    },
  );
  logger?.warn({ ...told(mail), error, givenUp }, 'mail not sent');
  observer?.mail(givenUp ? 'failed' : 'delayed');
}

/**
 * Notes that the mail server took the mail. A database that is away is waited for: the mail is not sent a second time.
 * @returns whether it is marked; not if the round ended first
 */
async function markSent({ store, logger, observer }: MailDeliveryOptions, mail: Claimed, signal: AbortSignal): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await mails(store).updateOne(
        { _id: mail._id },
        { $set: { status: 'sent', sentAt: new Date() }, $unset: { lastError: '', notBefore: '' } },
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

/** What the mail client says of a server's refusal. */
interface SmtpRefusal {
  readonly code?: string;
  /** What the server answered to: `AUTH …`, `MAIL FROM`, `RCPT TO`, `DATA`. */
  readonly command?: string;
  readonly responseCode?: number;
  /** The server's own words, `550 5.1.1 …`. */
  readonly response?: string;
}

/** Of an answer to `RCPT TO`: the sender's address (5.1.7, 5.1.8), the server's state, the protocol, its policy (RFC 3463). */
const NOT_THE_RECIPIENT = /^(?:1\.[78]$|[357]\.)/;
/** Of an answer to the text: the recipient's address, the content. */
const THE_TEXT = /^(?:1\.[1-6]$|6\.)/;

/**
 * Whether the server refused this mail for good, and would not refuse every other one as well: a login that expired or a
 * sender that is not allowed is put right by the operator. Many servers check login and sender only at the recipient.
 */
function concernsThisMail({ code, command, responseCode = 0, response = '' }: SmtpRefusal): boolean {
  if (responseCode < 500) return false;
  const status = /^\d{3}[ -]5\.(\d+\.\d+)/.exec(response)?.[1];
  // Without a closer status, 50x and 53x speak of the command and the login.
  if (code === 'EENVELOPE' && command === 'RCPT TO') return status ? !NOT_THE_RECIPIENT.test(status) : responseCode >= 550;
  return code === 'EMESSAGE' && command === 'DATA' && status !== undefined && THE_TEXT.test(status);
}

function messageIdOf(key: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@league-reorg>`;
}
