import { townshipTexts } from '../township/texts.ts';
import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { Checkbox, type Option, Select, TextArea } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { bracketed } from '../ui/signs.ts';
import { irregularTexts } from './texts.ts';

/** One input of an irregular form; its id is unique on the page. */
export interface IrregularField {
  readonly kind: 'select' | 'checkbox' | 'person' | 'reason';
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly options?: readonly Option[];
  readonly value: string;
}

/** A form that sends one message about an unusual case. */
export interface IrregularForm {
  /** Names the form: `object`, `resolveObjection-2`. */
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly fields: readonly IrregularField[];
  /** The reader is asked for it: it is open from the start. */
  readonly asked?: boolean;
}

export interface IrregularCase {
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly form?: IrregularForm;
}

export interface IrregularView {
  readonly place: string;
  readonly placeHref: string;
  readonly sections: readonly { readonly title: string; readonly cases: readonly IrregularCase[] }[];
  readonly forms: readonly IrregularForm[];
  readonly mistakes: readonly Mistake[];
}

/** What is unusual in a township, and what the reader may record of it. */
export function IrregularPage({ place, placeHref, sections, forms, mistakes }: IrregularView) {
  const t = useText();
  const shownSections = sections.filter(({ cases }) => cases.length > 0);
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <p class="crumb">
        <a class="target" href={placeHref}>
          {t(townshipTexts.back(place))}
        </a>
      </p>
      <h1>
        {t(irregularTexts.title)}
        <span class="grey">{t(bracketed(place))}</span>
      </h1>
      <p class="hint">{t(irregularTexts.hint)}</p>
      {shownSections.length === 0 && <p class="panel">{t(forms.length === 0 ? irregularTexts.nothing : irregularTexts.nothingUnusual)}</p>}
      {shownSections.map(({ title, cases }) => (
        <section key={title}>
          <h2>{title}</h2>
          {cases.map((one) => (
            <div key={one.title} class="panel">
              <h3>{one.title}</h3>
              <dl class="facts">
                {one.facts.map(({ label, value }) => (
                  <div key={label} class="fact">
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
              {one.form && <Form {...one.form} mistakes={mistakes} titled />}
            </div>
          ))}
        </section>
      ))}
      {forms.length > 0 && <h2 class="no-print">{t(irregularTexts.mayRecord)}</h2>}
      {forms.map((form) => (
        <details
          key={form.id}
          class="no-print"
          open={forms.length === 1 || form.asked || mistakes.some(({ field }) => field?.startsWith(`${form.id}.`))}
        >
          <summary>{form.title}</summary>
          <Form {...form} mistakes={mistakes} />
        </details>
      ))}
    </>
  );
}

interface FormProps extends IrregularForm {
  readonly mistakes: readonly Mistake[];
  /** Its title stands nowhere else. */
  readonly titled?: boolean;
}

function Form({ title, hint, action, hidden, fields, mistakes, titled }: FormProps) {
  const t = useText();
  return (
    <PostForm action={action} hidden={hidden}>
      {titled && <h3>{title}</h3>}
      {hint && <p class="hint">{hint}</p>}
      {fields.map((field) => (
        <Field key={field.name} {...field} mistake={mistakeAt(mistakes, field.name)} />
      ))}
      <button type="submit">{t(irregularTexts.check)}</button>
    </PostForm>
  );
}

function Field({ kind, options, value, ...field }: IrregularField & { readonly mistake: string | undefined }) {
  switch (kind) {
    case 'select':
      return <Select {...field} value={value} options={options ?? []} blank />;
    case 'checkbox':
    case 'person':
      return <Checkbox {...field} checked={value === 'on'} />;
    case 'reason':
      return <TextArea {...field} value={value} />;
  }
}
