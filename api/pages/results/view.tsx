import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { TextArea, TextInput } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { countyTexts } from '../ui/texts/county.ts';

export interface ResultsView {
  /** Absent until it is published. */
  readonly published?: { readonly title: string; readonly text: string; readonly docx: string };
  /** The form of whoever may write it now. */
  readonly form?: { readonly action: string; readonly nonce: string; readonly title: string; readonly text: string };
  readonly mistakes: readonly Mistake[];
  readonly back: string;
  /** Of a record of the past, which has no monthly reports of the county to wait for. */
  readonly record: boolean;
}

/** The county's results document 工作成果 (R90, R91). */
export function ResultsPage({ published, form, mistakes, back, record }: ResultsView) {
  const t = useText();
  const waits = record ? countyTexts.resultsWaitRecord : countyTexts.resultsWait;
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <h1>{t(countyTexts.results)}</h1>
      <p class={`panel ${published ? 'done' : 'wait'}`}>{t(published ? countyTexts.resultsPublished : waits)}</p>
      {published && (
        <article>
          <h2>{published.title}</h2>
          <p class="lines">{published.text}</p>
          <p class="no-print">
            <a class="target" href={published.docx}>
              {t(countyTexts.asDocx)}
            </a>
          </p>
        </article>
      )}
      {form && (
        <PostForm action={form.action} hidden={{ nonce: form.nonce }}>
          <TextInput name="title" label={t(countyTexts.resultsTitle)} value={form.title} mistake={mistakeAt(mistakes, 'title')} />
          <TextArea name="text" rows={12} label={t(countyTexts.resultsText)} value={form.text} mistake={mistakeAt(mistakes, 'text')} />
          <button type="submit">{t(countyTexts.publish)}</button>
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
