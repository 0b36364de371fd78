/** What the mail client says of a server's refusal. */
export interface SmtpRefusal {
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
export function concernsThisMail({ code, command, responseCode = 0, response = '' }: SmtpRefusal): boolean {
  if (responseCode < 500) return false;
  const status = /^\d{3}[ -]5\.(\d+\.\d+)/.exec(response)?.[1];
  // Without a closer status, 50x and 53x speak of the command and the login.
  if (code === 'EENVELOPE' && command === 'RCPT TO') return status ? !NOT_THE_RECIPIENT.test(status) : responseCode >= 550;
  return code === 'EMESSAGE' && command === 'DATA' && status !== undefined && THE_TEXT.test(status);
}
