import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { TextArea } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { countyTexts } from '../ui/texts/county.ts';
import { Supposed, type SupposedView } from '../what-if/view.tsx';

export interface ChangeLine {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly reaches: 'ahead' | 'reports' | 'shown' | 'new-runs';
}

export interface AmendmentView {
  readonly changes: readonly ChangeLine[];
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly reason: string;
  /** After it was sent: what became of it at each township. */
  readonly told?: {
    readonly done: number;
    readonly townships: readonly { readonly name: string; readonly text: string; readonly done: boolean }[];
  };
  /** What becomes of townships' dates, before it is done. */
  readonly supposed?: readonly SupposedView[];
  readonly mistakes: readonly Mistake[];
  readonly back: string;
}

/** What an amended plan changes, shown before it is done and from the functions that do it; then what became of it. */
export function AmendmentPage({ changes, action, hidden, reason, told, supposed, mistakes, back }: AmendmentView) {
  const t = useText();
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <h1>{t(told ? countyTexts.amended : countyTexts.changes)}</h1>
      {told && (
        <section class={`panel ${told.done === told.townships.length ? 'done' : 'wait'}`}>
          <p class="lead">{t(countyTexts.amendedAt(told.done, told.townships.length))}</p>
          {told.done < told.townships.length && <p>{t(countyTexts.amendAgain)}</p>}
          <ul class="list">
            {told.townships.map(({ name, text, done }) => (
              <li key={name}>
                <strong>{name}</strong>
                <span class={`tag ${done ? 'holds' : 'warns'}`}>{` ${text}`}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {changes.length === 0 && !told && <p class="panel">{t(countyTexts.noChanges)}</p>}
      <ul class="list">
        {changes.map((change) => (
          <li key={change.path}>
            <strong>{change.path}</strong>
            <span class="lines">{` ${t(countyTexts.before)} ${change.before || t(countyTexts.nothing)} → ${t(countyTexts.after)} ${change.after || t(countyTexts.nothing)}`}</span>
            <span class="hint">{t(countyTexts[`reach-${change.reaches}`])}</span>
          </li>
        ))}
      </ul>
      {supposed && <Supposed supposed={supposed} />}
      {(changes.length > 0 || (told && told.done < told.townships.length)) && (
        <PostForm action={action} hidden={hidden}>
          <TextArea name="reason" label={t(countyTexts.amendReason)} value={reason} mistake={mistakeAt(mistakes, 'reason')} />
          <button type="submit">{t(countyTexts.amendNow)}</button>
        </PostForm>
      )}
      <p>
        <a class="target" href={back}>
          {t(countyTexts.backToBoard)}
        </a>
      </p>
    </>
  );
}
