import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { Notes, TextInput } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { countyTexts } from '../ui/texts/county.ts';

export interface FileFormView {
  /** Where it is sent. */
  readonly action: string;
  readonly title: string;
  readonly hint: string;
  readonly submit: string;
  /** As typed; absent where no year is asked for. */
  readonly year?: string;
  readonly hidden?: Readonly<Record<string, string>>;
  /** What the file is called; a county file unless told. */
  readonly label?: string;
  /** Files to begin with. */
  readonly downloads?: readonly { readonly href: string; readonly text: string }[];
  readonly back: string;
  readonly mistakes: readonly Mistake[];
}

/** A county file to upload. */
export function FileFormPage({ action, title, hint, submit, year, hidden, label, downloads = [], back, mistakes }: FileFormView) {
  const t = useText();
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <h1>{title}</h1>
      <p>{hint}</p>
      {downloads.map(({ href, text }) => (
        <p key={href}>
          <a class="target" href={href}>
            {text}
          </a>
        </p>
      ))}
      <PostForm action={action} upload {...(hidden ? { hidden } : {})}>
        {year !== undefined && (
          <TextInput
            name="year"
            inputMode="numeric"
            label={t(countyTexts.year)}
            hint={t(countyTexts.yearHint)}
            value={year}
            mistake={mistakeAt(mistakes, 'year')}
          />
        )}
        <FileInput label={label} mistake={mistakeAt(mistakes, 'file')} />
        <div class="actions">
          <button type="submit">{submit}</button>
          <a class="target" href={back}>
            {t({ zh: '返回', en: 'Back' })}
          </a>
        </div>
      </PostForm>
    </>
  );
}

function FileInput({ label, mistake }: { readonly label: string | undefined; readonly mistake: string | undefined }) {
  const t = useText();
  return (
    <div class={`field${mistake ? ' wrong' : ''}`}>
      <label for="file">{label ?? t(countyTexts.file)}</label>
      <Notes name="file" hint={t(countyTexts.fileHint)} mistake={mistake} />
      <input id="file" name="file" type="file" accept=".xlsx,.csv,.txt,.yaml,.yml" aria-describedby="file-hint" />
    </div>
  );
}
