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
/** A mail the server refuses for good (5xx) is given up after this many tries. */
const MOST_REFUSALS = 3;
const LONGEST_WAIT_MS = 10 * 60_000;

export interface MailDeliveryOptions {
  readonly store: Store;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
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
 * repetition as one), and marked. A server that is down delays the mail; it is never thrown away.
 */
export function createMailDelivery(options: MailDeliveryOptions) {
  const { store, smtpUrl } = options;
  let transport: Transporter | undefined;
  return {
    /** @returns how many were sent. */
    async deliverWaitingMails({ heartbeat, signal, until }: DeliveryRound): Promise<number> {
      let sent = 0;
      while (!signal.aborted && Date.now() < until) {
        heartbeat();
        const mail = smtpUrl ? await claim(store) : undefined;
        if (!mail || !smtpUrl) {
          await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
          continue;
        }
        transport ??= createTransport({ url: smtpUrl, connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 12_000 });
        if (await send(options, transport, mail)) sent += 1;
      }
      return sent;
    },
  };
}

async function claim(store: Store): Promise<MailRow | undefined> {
  const now = new Date();
  const free = [
    { status: 'waiting' as const, $or: [{ notBefore: { $exists: false } }, { notBefore: { $lte: now } }] },
    { status: 'sending' as const, notBefore: { $lte: now } },
  ];
  const claimed = await mails(store).findOneAndUpdate(
    { $or: free },
    { $set: { status: 'sending', notBefore: new Date(now.getTime() + CLAIM_FOR_MS) }, $inc: { attempts: 1 } },
    { sort: { createdAt: 1 }, returnDocument: 'after' },
  );
  return claimed ?? undefined;
}

async function send(
  { store, mailFrom: from, logger, observer }: MailDeliveryOptions,
  transport: Transporter,
  mail: MailRow,
): Promise<boolean> {
  const told = { mail: mail._id, nonce: mail.nonce, attempt: mail.attempts };
  try {
    await transport.sendMail({ from, to: mail.to, subject: mail.subject, text: mail.text, messageId: messageIdOf(mail._id) });
    await mails(store).updateOne(
      { _id: mail._id },
      { $set: { status: 'sent', sentAt: new Date() }, $unset: { lastError: '', notBefore: '' } },
    );
    logger?.info(told, 'mail sent');
    observer?.mail('sent');
    return true;
  } catch (error) {
    const code = (error as { responseCode?: number }).responseCode ?? 0;
    const givenUp = code >= 500 && mail.attempts >= MOST_REFUSALS;
    const wait = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** Math.min(mail.attempts, 10));
    await mails(store).updateOne(
      { _id: mail._id },
      {
        $set: {
          status: givenUp ? 'failed' : 'waiting',
          lastError: error instanceof Error ? error.message : String(error),
          notBefore: new Date(Date.now() + wait),
        },
      },
    );
    logger?.warn({ ...told, error, givenUp }, 'mail not sent');
    observer?.mail(givenUp ? 'failed' : 'delayed');
    return false;
  }
}

function messageIdOf(key: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@league-reorg>`;
}
