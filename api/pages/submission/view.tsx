import type { Field } from '../../../domain/fields/field.ts';
import type { RuleResult } from '../../../domain/rules/rule-result.ts';
import { attachmentTexts } from '../attachments/texts.ts';
import { AttachmentInputs, type AttachmentInputsView } from '../attachments/view.tsx';
import { itemTexts } from '../item/texts.ts';
import { townshipTexts } from '../township/texts.ts';
import { EndingTick, type EndingTickView } from '../ui/ending-tick.tsx';
import { ErrorSummary, type Mistake } from '../ui/error-summary.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { RuleResultList } from '../ui/rule-results.tsx';
import { ShownDossier, type ShownField } from '../ui/shown-dossier.tsx';
import { verbTexts } from '../ui/texts/process.ts';
import { Unavailable } from '../ui/unavailable.tsx';
import { DossierInputs, type FormContent } from './inputs-view.tsx';

interface SubmissionHead {
  readonly title: string;
  readonly item: string;
  readonly itemHref: string;
  readonly action: string;
  readonly round: number;
  /** Why it is asked for once more, in the reader's language. */
  readonly again?: string;
}

export interface SubmissionFormView extends SubmissionHead, FormContent {
  readonly guidance?: string;
  readonly fields: readonly Field[];
  readonly attachments: AttachmentInputsView;
  /** When the reader last typed into this form without submitting it, as read; none when the form is as on record. */
  readonly draftOf?: string;
  /** What was just done, such as rows filled in. */
  readonly done?: readonly string[];
}

/** The form of a dossier. Enter checks it; nothing is on record before "报送" on the next page. */
export function SubmissionFormPage({
  title,
  item,
  itemHref,
  action,
  round,
  again,
  guidance,
  fields,
  attachments,
  draftOf,
  done = [],
  ...content
}: SubmissionFormView) {
  const t = useText();
  return (
    <>
      <ErrorSummary mistakes={content.mistakes} />
      <Back item={item} href={itemHref} />
      <h1>{title}</h1>
      {again && <p class="panel stop lines">{again}</p>}
      {guidance && <p class="hint">{guidance}</p>}
      <PostForm action={action} hidden={{ round }}>
        <button type="submit" name="do" value="check" hidden tabIndex={-1} aria-hidden="true">
          {t(itemTexts.toCheck)}
        </button>
        {draftOf && <Draft moment={draftOf} action={action} />}
        {done.map((text) => (
          <p key={text} class="panel done">
            {text}
          </p>
        ))}
        <DossierInputs fields={fields} action={action} {...content} />
        <AttachmentInputs {...attachments} mistakes={content.mistakes} />
        <div class="actions">
          <button type="submit" name="do" value="check">
            {t(itemTexts.toCheck)}
          </button>
          <span class="hint">{t(itemTexts.nothingYet)}</span>
        </div>
      </PostForm>
    </>
  );
}

/** What was typed earlier is here again; whoever does not want it goes back to what is on record. */
function Draft({ moment, action }: { readonly moment: string; readonly action: string }) {
  const t = useText();
  return (
    <p class="panel">
      {t(attachmentTexts.draft(moment))}
      <button class="link" type="submit" name="do" value="discard" formAction={action}>
        {t(attachmentTexts.discard)}
      </button>
    </p>
  );
}

export interface SubmissionCheckView extends SubmissionHead {
  /** Everything typed, by input name, carried along unseen. */
  readonly values: Readonly<Record<string, string>>;
  readonly nonce: string;
  readonly shown: readonly ShownField[];
  readonly ruleResults: readonly RuleResult[];
  /** After a straight return: what was built on the old revision and would no longer hold, in the reader's language. */
  readonly brokenBehind?: string;
  readonly verb: 'submit' | 'report';
  /** What it ends or voids: asks for a tick. */
  readonly ending?: EndingTickView | undefined;
  /** It was pressed, and nothing was recorded because the engine was away. */
  readonly unavailable: boolean;
}

/** Everything that was filled in and every rule's word on it, before it is submitted. */
export function SubmissionCheckPage(view: SubmissionCheckView) {
  const t = useText();
  const { title, item, itemHref, action, round, values, nonce, shown, ruleResults, brokenBehind, verb, ending, unavailable } = view;
  const broken = ruleResults.filter((result) => result.outcome === 'fails');
  const mistakes: Mistake[] = [
    ...broken.map((result) => ({ field: 'rule-results', text: t(result) })),
    ...(brokenBehind ? [{ text: brokenBehind }] : []),
  ];
  const stopped = mistakes.length > 0;
  return (
    <>
      <ErrorSummary mistakes={[...mistakes, ...(ending?.mistake ? [{ field: 'ends', text: ending.mistake }] : [])]} />
      {unavailable && <Unavailable />}
      <Back item={item} href={itemHref} />
      <h1>{title}</h1>
      <PostForm action={action} hidden={{ ...values, round, nonce }}>
        <RuleResultList ruleResults={ruleResults} />
        <ShownDossier fields={shown} changeAt={action} />
        {ending && !stopped && <EndingTick {...ending} />}
        {stopped && <p class="message">{t(itemTexts.mustChange(mistakes.length))}</p>}
        <div class="actions">
          {!stopped && (
            <button class={ending ? 'warning' : undefined} type="submit" name="do" value="submit">
              {t(verbTexts[verb])}
            </button>
          )}
          <button class={stopped ? undefined : 'quiet'} type="submit" name="do" value="change">
            {t(itemTexts.changeForm)}
          </button>
          {!stopped && <span class="hint">{t(itemTexts.nothingYet)}</span>}
        </div>
      </PostForm>
    </>
  );
}

function Back({ item, href }: { readonly item: string; readonly href: string }) {
  const t = useText();
  return (
    <p class="crumb">
      <a class="target" href={href}>
        {t(townshipTexts.back(item))}
      </a>
    </p>
  );
}
