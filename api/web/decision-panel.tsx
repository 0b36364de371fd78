import { type Mistake, mistakeAt } from './error-summary.tsx';
import { type Option, Radios, Select, TextArea } from './inputs.tsx';
import { useText } from './page-context.tsx';
import { PostForm } from './post-form.tsx';
import { itemTexts } from './texts/item.ts';
import { verbTexts } from './texts/process.ts';

/** What the reader is asked to decide, and what they typed so far. */
export interface DecisionForm {
  readonly action: string;
  readonly round: number;
  /** Of exactly the revision shown. */
  readonly digest: string;
  readonly verb: 'approve' | 'receipt' | 'note';
  readonly mayReturn: boolean;
  /** Stages it may go back to, this one first; a choice only where there are several. */
  readonly targets: readonly Option[];
  /** Whether it may come straight back from an earlier stage. */
  readonly straightBack: boolean;
  readonly comment: string;
  readonly target: string;
  readonly then: string;
  readonly mistakes: readonly Mistake[];
}

/** The buttons are verbs. Nothing is recorded before the next page. */
export function DecisionPanel(form: DecisionForm) {
  const t = useText();
  const { action, round, digest, verb, mayReturn, targets, comment, mistakes } = form;
  return (
    <section class="panel no-print" id="decide">
      <h2>{t(itemTexts.yourTurn)}</h2>
      <PostForm action={action} hidden={{ round, digest }}>
        <TextArea
          name="comment"
          label={t(itemTexts.comment)}
          hint={mayReturn ? t(itemTexts.commentHint) : undefined}
          optional={!mayReturn}
          value={comment}
          mistake={mistakeAt(mistakes, 'comment')}
        />
        {mayReturn && targets.length > 1 && <ReturnChoices {...form} />}
        <div class="actions">
          <button type="submit" name="verdict" value={verb}>
            {t(verbTexts[verb])}
          </button>
          {mayReturn && (
            <button class="warning" type="submit" name="verdict" value="return">
              {t(verbTexts.return)}
            </button>
          )}
        </div>
        <p class="hint">{t(itemTexts.afterCheck)}</p>
      </PostForm>
    </section>
  );
}

function ReturnChoices({ targets, straightBack, target, then, mistakes }: DecisionForm) {
  const t = useText();
  const changed = then === 'straight-back' || target !== targets[0]?.value || mistakeAt(mistakes, 'target') !== undefined;
  return (
    <details open={changed}>
      <summary class="target">{t(itemTexts.returnOptions)}</summary>
      <Select
        name="target"
        label={t(itemTexts.returnTo)}
        hint={t(itemTexts.returnToHint)}
        value={target}
        options={targets}
        mistake={mistakeAt(mistakes, 'target')}
      />
      {straightBack && (
        <Radios
          name="then"
          label={t(itemTexts.returnWay)}
          value={then}
          options={[
            { value: 'step-by-step', label: t(itemTexts.stepByStep) },
            { value: 'straight-back', label: t(itemTexts.straightBack) },
          ]}
        />
      )}
    </details>
  );
}
