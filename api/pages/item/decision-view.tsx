import { type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { Checkbox, type Option, Radios, Select, TextArea, TextInput } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { formTexts } from '../ui/texts/forms.ts';
import { verbTexts } from '../ui/texts/process.ts';
import { itemTexts } from './texts.ts';

/** Number and day of the reader's own document, as typed. */
export interface TypedDocument {
  readonly number: string;
  readonly on: string;
  readonly officeStated: boolean;
}

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
  /** The body's own document: whether it is needed, and where an appointment is decided on, the day of office submitted. */
  readonly document?: { readonly needed: boolean; readonly office?: string };
  readonly typedDocument: TypedDocument;
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
        <OwnDocument {...form} />
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

/** Each body enters its own document with its own command; where there need be none it is folded away. */
function OwnDocument({ document, typedDocument: typed, mistakes }: DecisionForm) {
  const t = useText();
  if (!document) return null;
  const wrong = DOCUMENT_FIELDS.some((field) => mistakeAt(mistakes, field) !== undefined);
  const fields = (
    <>
      <TextInput
        name="documentNumber"
        label={t(itemTexts.documentNumber)}
        hint={t(itemTexts.documentNumberHint)}
        optional={!document.needed}
        value={typed.number}
        mistake={mistakeAt(mistakes, 'documentNumber')}
      />
      <TextInput
        name="documentOn"
        label={t(itemTexts.documentOn)}
        hint={t(formTexts.dateForm)}
        optional={!document.needed}
        value={typed.on}
        autocomplete="on"
        mistake={mistakeAt(mistakes, 'documentOn')}
      />
      {document.office && (
        <Checkbox
          name="officeStated"
          label={t(itemTexts.officeStated(document.office))}
          checked={typed.officeStated}
          mistake={mistakeAt(mistakes, 'officeStated')}
        />
      )}
    </>
  );
  if (document.needed) return fields;
  return (
    <details open={wrong || typed.number !== '' || typed.on !== ''}>
      <summary class="target">{t(itemTexts.documentFold)}</summary>
      {fields}
    </details>
  );
}

/** Inputs of the reader's own document. */
export const DOCUMENT_FIELDS = ['documentNumber', 'documentOn', 'officeStated'] as const;

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
