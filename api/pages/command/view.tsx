import { momentText } from '../ui/dates.ts';
import { useLanguage, useText } from '../ui/page-context.tsx';
import { PrintButton } from '../ui/print-button.tsx';
import { colon } from '../ui/signs.ts';
import { type Waiting, WaitingLine } from '../ui/waiting-line.tsx';
import { commandsTexts } from './texts.ts';

/** What a person sent, and what became of it as far as it is known. */
export interface CommandView {
  readonly status: 'sent' | 'received' | 'recorded' | 'refused';
  readonly reference: string;
  /** Plan instant at which it took effect. */
  readonly at?: number;
  readonly late: boolean;
  /** Why it did not, in the reader's language. */
  readonly refusal?: string;
  /** What, where, by whom; in the reader's language. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** What it brought about: a vote that is void, a seat that is vacated. */
  readonly happened: readonly string[];
  readonly next: readonly (Waiting & { readonly item: string })[];
  /** The county plan was approved: the townships begin. */
  readonly begins?: boolean;
  readonly href: string;
  readonly itemHref?: string;
}

const LOOKS = { recorded: 'done', refused: 'stop', received: 'wait', sent: 'wait' } as const;

export function CommandPage(view: CommandView) {
  const t = useText();
  const { status, reference, facts, href, itemHref } = view;
  return (
    <>
      <h1>{t(commandsTexts[status])}</h1>
      <div class={`panel ${LOOKS[status]}`}>
        <p>
          {`${t(commandsTexts.reference)}${t(colon)}`}
          <span class="reference">{reference}</span>
        </p>
        <Sentence {...view} />
        {view.happened.map((sentence) => (
          <p key={sentence} class="lead">
            <strong>{sentence}</strong>
          </p>
        ))}
        {(status === 'sent' || status === 'received') && (
          <a class="button" href={href}>
            {t(commandsTexts.refresh)}
          </a>
        )}
      </div>
      {status === 'recorded' && <Next {...view} />}
      <dl class="facts">
        {facts.map(({ label, value }) => (
          <div key={label} class="fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{t(commandsTexts.keep)}</p>
      <div class="actions">
        <a class="button" href="/">
          {t(commandsTexts.toTasks)}
        </a>
        {itemHref && (
          <a class="button quiet" href={itemHref}>
            {t(commandsTexts.toItem)}
          </a>
        )}
        <PrintButton />
      </div>
    </>
  );
}

/** One sentence that is true now. */
function Sentence({ status, at, late, refusal }: CommandView) {
  const t = useText();
  const language = useLanguage();
  if (status === 'refused') return <p class="lead">{refusal}</p>;
  if (status === 'received') return <p class="lead">{t(commandsTexts.receivedWhy)}</p>;
  if (status === 'sent') return <p class="lead">{t(commandsTexts.sentWhy)}</p>;
  return (
    <p class="lead">
      {at !== undefined && t(commandsTexts.recordedWhy(momentText(at, language)))}
      {late && ` ${t(commandsTexts.late)}`}
    </p>
  );
}

function Next({ next, begins }: CommandView) {
  const t = useText();
  return (
    <section>
      <h2>{t(commandsTexts.next)}</h2>
      {begins ? (
        <p>{t(commandsTexts.nextBegins)}</p>
      ) : next.length === 0 ? (
        <p>{t(commandsTexts.nextNobody)}</p>
      ) : (
        <>
          <ul>
            {next.map((line) => (
              <li key={`${line.item}${line.body}`}>
                <strong>{line.item}</strong>
                {t(colon)}
                <WaitingLine {...line} />
              </li>
            ))}
          </ul>
          <p class="hint">{t(next.some(({ due }) => due !== undefined) ? commandsTexts.nextSomebody : commandsTexts.nextRecord)}</p>
        </>
      )}
    </section>
  );
}
