import { momentText } from '../ui/dates.ts';
import { TextInput } from '../ui/inputs.tsx';
import { useLanguage, useText } from '../ui/page-context.tsx';
import { Pager } from '../ui/pager.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { colon, marked } from '../ui/signs.ts';
import { recordTexts } from '../ui/texts/records.ts';

export interface MailLine {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** For a mail that is kept here: a sign-in link can be made for its recipient, which leads where the mail leads. */
  readonly recipient?: { readonly id: string; readonly next: string };
  /** What marks a rehearsal or a record of the past, where its subject does not say so. */
  readonly mark: string | undefined;
  readonly status: 'kept' | 'waiting' | 'sending' | 'sent' | 'failed' | 'gathered';
  readonly attempts: number;
  readonly lastError?: string;
  /** Wall instant, ms. */
  readonly at: number;
}

export interface MailView {
  readonly mails: readonly MailLine[];
  /** Part of a recipient's name or address that was asked for. */
  readonly to: string;
  readonly page: number;
  readonly more: boolean;
}

export function MailPage({ mails, to, page, more }: MailView) {
  const t = useText();
  return (
    <>
      <h1>{t(recordTexts.mail)}</h1>
      <p class="hint">{t(recordTexts.mailHint)}</p>
      <form method="get" action="/mail" noValidate>
        <TextInput name="to" label={t(recordTexts.recipient)} hint={t(recordTexts.recipientHint)} optional value={to} />
        <div class="actions">
          <button class="quiet" type="submit">
            {t(recordTexts.find)}
          </button>
          {to !== '' && (
            <a class="target" href="/mail">
              {t(recordTexts.allMail)}
            </a>
          )}
        </div>
      </form>
      {mails.length === 0 && <p class="lead">{t(to === '' ? recordTexts.noMail : recordTexts.noMailTo(to))}</p>}
      <ul class="plain">
        {mails.map((mail) => (
          <li key={mail.id} class="notice">
            <Mail {...mail} />
          </li>
        ))}
      </ul>
      <Pager path={to === '' ? '/mail' : `/mail?to=${encodeURIComponent(to)}`} page={page} more={more} />
    </>
  );
}

function Mail({ to, subject, text, recipient, mark, status, attempts, lastError, at }: MailLine) {
  const t = useText();
  const language = useLanguage();
  return (
    <>
      <h2>{`${t(marked(mark))}${subject}`}</h2>
      <p class="grey">
        {`${t(recordTexts.to)}${t(colon)}${to} · ${momentText(at, language)} · ${t(recordTexts[status])}`}
        {attempts > 0 && ` · ${t(recordTexts.attempts(attempts))}`}
      </p>
      {lastError && <p class="message">{lastError}</p>}
      <p class="lines">{text}</p>
      {recipient && (
        <PostForm action={`/people/${recipient.id}/link`} hidden={{ next: recipient.next }}>
          <div class="actions">
            <button class="quiet" type="submit">
              {t(recordTexts.linkForRecipient)}
              <span class="hidden-text">{`${t(colon)}${to}`}</span>
            </button>
          </div>
        </PostForm>
      )}
    </>
  );
}
