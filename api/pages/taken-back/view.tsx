import { momentText } from '../ui/dates.ts';
import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { TextArea } from '../ui/inputs.tsx';
import { useLanguage, useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { colon } from '../ui/signs.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { takenBackTexts } from './texts.ts';

/** A command that somebody had been answered and that a repair took back. Wall times, epoch ms. */
export interface TakenBackCommand {
  readonly nonce: string;
  readonly reference: string;
  readonly href: string;
  readonly place: string;
  /** Stage, month or county item in the reader's language; empty where it was about the county as a whole. */
  readonly what: string;
  readonly did: string;
  readonly round?: number;
  readonly was: 'recorded' | 'received';
  readonly who: string;
  readonly sentAt: number;
  readonly takenBackAt: number;
  readonly followUp: 'open' | 'entered-again' | 'waived';
  /** Where the command that stands for it now is shown. */
  readonly again?: string;
  readonly waived?: { readonly who: string; readonly reason: string; readonly at: number };
  /** The form of whoever may waive it. */
  readonly waive?: string;
}

export function TakenBackPage({ commands, back }: { readonly commands: readonly TakenBackCommand[]; readonly back: string }) {
  const t = useText();
  const open = commands.filter(({ followUp }) => followUp === 'open').length;
  return (
    <>
      <h1>{t(takenBackTexts.title)}</h1>
      <p class="hint">{t(takenBackTexts.hint)}</p>
      <p class={open > 0 ? 'panel stop' : 'lead'}>
        {t(commands.length === 0 ? takenBackTexts.none : open > 0 ? takenBackTexts.openCount(open) : takenBackTexts.allSettled)}
      </p>
      <ul class="plain">
        {commands.map((command) => (
          <li key={command.nonce} class="notice">
            <h2>{titleOf(command)}</h2>
            <Facts {...command} />
            {command.waive && (
              <a class="button quiet" href={command.waive}>
                {t(takenBackTexts.waive)}
                <span class="hidden-text">{`${t(colon)}${titleOf(command)}`}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      <p>
        <a class="target" href={back}>
          {t(countyTexts.backToBoard)}
        </a>
      </p>
    </>
  );
}

const STANDING = { open: takenBackTexts.open, 'entered-again': takenBackTexts.enteredAgain, waived: takenBackTexts.waived } as const;

function titleOf({ place, what, did }: TakenBackCommand): string {
  return [place, what, did].filter((part) => part !== '').join(' · ');
}

function Facts({ round, was, who, sentAt, takenBackAt, reference, href, followUp, again, waived }: TakenBackCommand) {
  const t = useText();
  const language = useLanguage();
  return (
    <>
      <p>
        <strong>{t(STANDING[followUp])}</strong>
        {round !== undefined && ` · ${t(takenBackTexts.round(round))}`}
        {waived && ` · ${t(takenBackTexts.waivedBy(waived.who, waived.reason))}`}
      </p>
      <dl class="facts">
        <dt>{t(takenBackTexts.who)}</dt>
        <dd>{who}</dd>
        <dt>{t(takenBackTexts.was)}</dt>
        <dd>{t(takenBackTexts[was])}</dd>
        <dt>{t(takenBackTexts.sentAt)}</dt>
        <dd>{momentText(sentAt, language)}</dd>
        <dt>{t(takenBackTexts.takenBackAt)}</dt>
        <dd>{momentText(takenBackAt, language)}</dd>
        <dt>{t(takenBackTexts.reference)}</dt>
        <dd>
          <a class="target" href={href}>
            {reference}
          </a>
        </dd>
        {again && <dt>{t(takenBackTexts.again)}</dt>}
        {again && (
          <dd>
            <a class="target" href={again}>
              {t(takenBackTexts.enteredAgain)}
            </a>
          </dd>
        )}
      </dl>
    </>
  );
}

export function WaivePage({
  command,
  action,
  back,
  reason,
  mistakes,
}: {
  readonly command: TakenBackCommand;
  readonly action: string;
  readonly back: string;
  readonly reason: string;
  readonly mistakes: readonly Mistake[];
}) {
  const t = useText();
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <h1>{t(takenBackTexts.waiveTitle)}</h1>
      <p class="lead">{titleOf(command)}</p>
      <Facts {...command} />
      <p class="hint">{t(takenBackTexts.waiveHint)}</p>
      <PostForm action={action}>
        <TextArea name="reason" label={t(takenBackTexts.reason)} value={reason} mistake={mistakeAt(mistakes, 'reason')} />
        <button type="submit">{t(takenBackTexts.waive)}</button>
      </PostForm>
      <p>
        <a class="target" href={back}>
          {t(takenBackTexts.back)}
        </a>
      </p>
    </>
  );
}
