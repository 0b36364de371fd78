import type { Field, ListField, RowsField, ScalarField } from '../../../domain/fields/field.ts';
import { type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { Checkbox, Notes, type Option, Radios, Select, TextArea, TextInput } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { inOneLine } from '../ui/texts/bilingual.ts';
import { formTexts } from '../ui/texts/forms.ts';
import { PasteRows, pasteInput } from './paste-rows-view.tsx';

/** What a dossier's form is filled with. */
export interface FormContent {
  /** As typed, by input name. */
  readonly values: Readonly<Record<string, string>>;
  /** How many rows of each table are drawn. */
  readonly rows: Readonly<Record<string, number>>;
  readonly mistakes: readonly Mistake[];
  /** People with an account, for the columns that name one. */
  readonly accounts: readonly Option[];
  /** Below this address files of rows are taken; none: tables are typed only. */
  readonly rowsAt?: string;
}

interface DossierInputsProps extends FormContent {
  /** The fields asked for, in the words of the body that is asked. */
  readonly fields: readonly Field[];
  /** Where the form posts to: a button that adds rows comes back to its table. */
  readonly action: string;
}

/** Rows that one press adds. */
export const ROWS_ADDED = 5;

function isTable(field: Field): field is RowsField {
  return field.kind === 'rows' || field.kind === 'people';
}

/** All inputs of a dossier, drawn from the descriptions of its fields. */
export function DossierInputs({ fields, action, ...content }: DossierInputsProps) {
  return (
    <>
      {fields.map((field) => {
        if (isTable(field) && field.rowsFor) return <Figures key={field.name} field={field} rowsFor={field.rowsFor} {...content} />;
        if (isTable(field)) return <Rows key={field.name} field={field} action={action} {...content} />;
        if (field.kind === 'list') return <List key={field.name} field={field} {...content} />;
        return <Scalar key={field.name} field={field} name={field.name} {...content} />;
      })}
    </>
  );
}

type ScalarProps = FormContent & { readonly field: ScalarField; readonly name: string; readonly inRow?: boolean };

function Scalar({ field, name, values, mistakes, accounts, inRow }: ScalarProps) {
  const t = useText();
  const value = values[name];
  const common = {
    name,
    label: t(field.label),
    hint: field.hint && t(field.hint),
    optional: !field.required,
    mistake: mistakeAt(mistakes, name),
  };
  switch (field.kind) {
    case 'checkbox':
      return <Checkbox {...common} optional={false} checked={value !== undefined} />;
    case 'choice': {
      const options = field.choices.map((choice) => ({ value: choice.value, label: t(choice.label) }));
      if (inRow || options.length > 4) return <Select {...common} value={value} options={options} blank />;
      return <Radios {...common} value={value} options={options} />;
    }
    case 'number':
      return <TextInput {...common} value={value} inputMode="numeric" />;
    case 'percent':
      return <TextInput {...common} value={value} inputMode="decimal" />;
    case 'date':
      return <TextInput {...common} value={value} autocomplete="on" hint={common.hint ?? (inRow ? undefined : t(formTexts.dateForm))} />;
    case 'long-text':
      return <TextArea {...common} value={value} hint={common.hint ?? t(formTexts.mostCharacters(field.max))} rows={inRow ? 2 : 6} />;
    case 'text':
      if (name.endsWith('.account')) return <Select {...common} value={value} options={withUnknown(accounts, value)} blank />;
      return <TextInput {...common} value={value} />;
  }
}

/** An account on record that is no longer offered stays as it is. */
function withUnknown(accounts: readonly Option[], value: string | undefined): readonly Option[] {
  return value === undefined || value === '' || accounts.some((option) => option.value === value)
    ? accounts
    : [...accounts, { value, label: value }];
}

function List({ field, values, mistakes }: FormContent & { readonly field: ListField }) {
  const t = useText();
  // A mistake in one line belongs to the one input there is.
  const mistake = mistakes.find((one) => one.field === field.name || one.field?.startsWith(`${field.name}[`));
  return (
    <TextArea
      name={field.name}
      label={t(field.label)}
      hint={t(field.hint ?? formTexts.onePerLine)}
      optional={!field.required}
      value={values[field.name]}
      mistake={mistake?.text}
    />
  );
}

/** A table with one row for each of a few things: one input each, under the thing's own name. */
function Figures({
  field,
  rowsFor,
  ...content
}: FormContent & { readonly field: RowsField; readonly rowsFor: NonNullable<RowsField['rowsFor']> }) {
  const t = useText();
  const { name, columns } = field;
  const typed = (index: number): string | undefined => content.values[`${name}[${index}].${rowsFor.column}`];
  // Where they stand in what was typed; those that are not there yet come behind.
  const taken = Object.keys(content.values).filter((key) => key.startsWith(`${name}[`) && key.endsWith(`.${rowsFor.column}`)).length;
  const missing = rowsFor.of.filter(({ value }) => !Array.from({ length: taken }, (_, index) => typed(index)).includes(value));
  return (
    <section class="rows" id={name} tabIndex={-1}>
      <h2>{t(field.label)}</h2>
      {rowsFor.of.map((one) => {
        const known = Array.from({ length: taken }, (_, index) => index).find((index) => typed(index) === one.value);
        const row = `${name}[${known ?? taken + missing.indexOf(one)}]`;
        return (
          <div key={one.value}>
            <input type="hidden" name={`${row}.${rowsFor.column}`} value={one.value} />
            {columns
              .filter((column) => column.name !== rowsFor.column)
              .map((column) => (
                <Scalar key={column.name} {...content} field={{ ...column, label: one.label }} name={`${row}.${column.name}`} />
              ))}
          </div>
        );
      })}
    </section>
  );
}

/** A table as one group of inputs per row, which read the same on a telephone and on a wide screen. */
function Rows({ field, action, ...content }: FormContent & { readonly field: RowsField; readonly action: string }) {
  const t = useText();
  const { name, columns, max } = field;
  const count = content.rows[name] ?? 0;
  const mistake = mistakeAt(content.mistakes, name);
  const label = t(field.label);
  return (
    <section class={`rows${mistake ? ' wrong' : ''}`} id={name} tabIndex={-1}>
      <h2>{label}</h2>
      <Notes name={name} hint={t(field.hint ? inOneLine(field.hint, formTexts.blankRows) : formTexts.blankRows)} mistake={mistake} />
      {content.rowsAt && (
        <PasteRows
          name={name}
          label={label}
          action={action}
          rowsAt={content.rowsAt}
          left={content.values[pasteInput(name)]}
          mistakes={content.mistakes}
        />
      )}
      {Array.from({ length: count }, (_, index) => {
        const row = `${name}[${index}]`;
        const rowMistake = mistakeAt(content.mistakes, row);
        return (
          <fieldset key={row} class={`row${rowMistake ? ' wrong' : ''}`} id={row} tabIndex={-1}>
            <legend>{t(formTexts.row(index + 1))}</legend>
            {rowMistake && <p class="message">{rowMistake}</p>}
            <div class="cells">
              {columns.map((column) => (
                <Scalar key={column.name} field={column} name={`${row}.${column.name}`} inRow {...content} />
              ))}
            </div>
          </fieldset>
        );
      })}
      {count < max && (
        <button class="quiet" type="submit" name="do" value={`add:${name}`} formAction={`${action}#${name}[${count}]`}>
          {t(formTexts.addRows(Math.min(ROWS_ADDED, max - count), label))}
        </button>
      )}
    </section>
  );
}
