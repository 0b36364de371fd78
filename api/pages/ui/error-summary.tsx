import { useText } from './page-context.tsx';
import { formTexts } from './texts/forms.ts';

/** One mistake, in the words that also stand at its field. */
export interface Mistake {
  /** The id of the input; none when it belongs to no single one. */
  readonly field?: string;
  readonly text: string;
}

/**
 * Everything that is wrong, above the heading, each line a link to its field. The script moves the focus here.
 * Shows nothing when nothing is wrong.
 */
export function ErrorSummary({ mistakes }: { readonly mistakes: readonly Mistake[] }) {
  const t = useText();
  if (mistakes.length === 0) return null;
  return (
    <section class="errors" role="alert" tabIndex={-1} aria-labelledby="error-title" data-error-summary>
      <h2 id="error-title">{t(mistakes.length === 1 ? formTexts.problem : formTexts.problems(mistakes.length))}</h2>
      <ul>
        {mistakes.map(({ field, text }) => (
          <li key={`${field}${text}`}>{field ? <a href={`#${field}`}>{text}</a> : text}</li>
        ))}
      </ul>
    </section>
  );
}

/** What is wrong with one field; undefined when nothing is. */
export function mistakeAt(mistakes: readonly Mistake[], field: string): string | undefined {
  return mistakes.find((one) => one.field === field)?.text;
}
