import { itemTexts } from '../item/texts.ts';
import { EndingTick, type EndingTickView } from './ending-tick.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { useText } from './page-context.tsx';
import { PostForm } from './post-form.tsx';
import { formTexts } from './texts/forms.ts';
import { Unavailable } from './unavailable.tsx';

/** The page before something is recorded: what was decided, once more, and the button that counts. */
export interface ConfirmView {
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly action: string;
  /** Everything typed, and the nonce that makes the press count once. */
  readonly hidden: Readonly<Record<string, string | number>>;
  readonly button: string;
  readonly warning?: boolean;
  /** What it ends or voids: asks for a tick. */
  readonly ending?: EndingTickView | undefined;
  /** It was pressed, and nothing was recorded because the engine was away. */
  readonly unavailable?: boolean;
}

export function ConfirmPage({ title, facts, action, hidden, button, warning, ending, unavailable }: ConfirmView) {
  const t = useText();
  return (
    <>
      {ending?.mistake && <ErrorSummary mistakes={[{ field: 'ends', text: ending.mistake }]} />}
      {unavailable && <Unavailable />}
      <h1>{title}</h1>
      <dl class="facts">
        {facts.map(({ label, value }) => (
          <div key={label} class="fact">
            <dt>{label}</dt>
            <dd>{value === '' ? <span class="grey">{t(formTexts.empty)}</span> : value}</dd>
          </div>
        ))}
      </dl>
      <PostForm action={action} hidden={hidden}>
        {ending && <EndingTick {...ending} />}
        <div class="actions">
          <button class={warning || ending ? 'warning' : undefined} type="submit" name="do" value="confirm">
            {button}
          </button>
          <button class="link" type="submit" name="do" value="change">
            {t(itemTexts.changeForm)}
          </button>
        </div>
      </PostForm>
    </>
  );
}
