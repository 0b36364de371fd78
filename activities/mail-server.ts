import { createTransport } from 'nodemailer';
import type { SmtpRefusal } from './mail-refusals.ts';

/** How long a mail server may take, ms. */
export interface MailServerWaits {
  /** To greet, once it is asked. */
  readonly greetingMs: number;
  /** To answer any one command, and the final dot of the text. */
  readonly answerMs: number;
}

/**
 * A client waits at least so long (RFC 5321 §4.5.3.2): five minutes for the greeting, ten for the answer to the final
 * dot, and for every other command less than that.
 */
export const RFC_5321_WAITS: MailServerWaits = { greetingMs: 5 * 60_000, answerMs: 10 * 60_000 };

export interface OutgoingMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  /** Closes the connection, unless the text is with the server already. */
  readonly signal: AbortSignal;
}

/** `unknown`: the text is with the server, which did not say what became of it. */
export type Handed = { readonly as: 'taken' } | { readonly as: 'refused' | 'unknown'; readonly error: unknown };

/** Connecting may take as long as waiting for the greeting does: the client counts both against one limit. */
const CONNECTING_AND_GREETING = 2;

/** The mail server as the outbox sees it. */
export function createMailServer(url: string, { greetingMs, answerMs }: MailServerWaits = RFC_5321_WAITS) {
  const transport = createTransport({
    url,
    connectionTimeout: CONNECTING_AND_GREETING * greetingMs,
    greetingTimeout: greetingMs,
    socketTimeout: answerMs,
  });
  const begun = new Set<string>();
  const ended = new Set<string>();
  // The text of a mail is read once the server has asked for it, and ends with the final dot.
  transport.use('stream', ({ message, data }, done) => {
    const read = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      const text = read(options);
      text.once('resume', () => begun.add(String(data.messageId)));
      text.once('end', () => ended.add(String(data.messageId)));
      return text;
    };
    done();
  });
  return {
    async hand({ signal, ...mail }: OutgoingMail): Promise<Handed> {
      const { messageId } = mail;
      const stopped = new AbortController();
      const stop = () => {
        if (!begun.has(messageId)) stopped.abort();
      };
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      try {
        await transport.sendMail({ ...mail, signal: stopped.signal });
        return { as: 'taken' };
      } catch (error) {
        const answered = (error as SmtpRefusal).responseCode !== undefined;
        return { as: ended.has(messageId) && !answered ? 'unknown' : 'refused', error };
      } finally {
        signal.removeEventListener('abort', stop);
        begun.delete(messageId);
        ended.delete(messageId);
      }
    },
  };
}

export type MailServer = ReturnType<typeof createMailServer>;
