import type { ComponentChildren } from 'preact';
import { itemTexts } from '../item/texts.ts';
import { useText } from './page-context.tsx';
import { bracketed, colon } from './signs.ts';
import { formTexts } from './texts/forms.ts';

/** One field of a dossier as it is read, in the reader's language; empty where nothing was filled in. */
export type ShownField = { readonly name: string; readonly label: string } & (
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'list'; readonly values: readonly string[] }
  | { readonly kind: 'table'; readonly columns: readonly ShownColumn[]; readonly rows: readonly (readonly string[])[] }
);

export interface ShownColumn {
  readonly label: string;
  /** Figures stand on the right. */
  readonly number: boolean;
}

interface ShownDossierProps {
  readonly fields: readonly ShownField[];
  /** Inside a form: each section has a button that posts there to be changed. */
  readonly changeAt?: string | undefined;
}

/** What was filled in: single values together, each table on its own. */
export function ShownDossier({ fields, changeAt }: ShownDossierProps) {
  return (
    <>
      {sectionsOf(fields).map((section) =>
        section.kind === 'table' ? (
          <Table key={section.table.name} {...section.table}>
            {changeAt && <Change action={changeAt} field={section.table} />}
          </Table>
        ) : (
          <dl key={section.fields[0]?.name} class={`facts${changeAt ? ' with-change' : ''}`}>
            {section.fields.map((field) => (
              <div key={field.name} class="fact">
                <dt>{field.label}</dt>
                <dd>
                  <Value field={field} />
                </dd>
                {changeAt && (
                  <dd class="change">
                    <Change action={changeAt} field={field} />
                  </dd>
                )}
              </div>
            ))}
          </dl>
        ),
      )}
    </>
  );
}

/** Goes back to the form with everything that was typed, at this field. */
function Change({ action, field }: { readonly action: string; readonly field: ShownField }) {
  const t = useText();
  return (
    <button class="link" type="submit" name="do" value="change" formAction={`${action}#${field.name}`}>
      {t(itemTexts.change)}
      <span class="hidden-text">{`${t(colon)}${field.label}`}</span>
    </button>
  );
}

type TableField = Extract<ShownField, { kind: 'table' }>;
type PlainField = Exclude<ShownField, { kind: 'table' }>;
type SectionOfFields = { readonly kind: 'facts'; readonly fields: PlainField[] } | { readonly kind: 'table'; readonly table: TableField };

/** Neighbouring values share a list; order stays. */
function sectionsOf(fields: readonly ShownField[]): SectionOfFields[] {
  return fields.reduce<SectionOfFields[]>((sections, field) => {
    if (field.kind === 'table') return [...sections, { kind: 'table', table: field }];
    const last = sections.at(-1);
    if (last?.kind === 'facts') last.fields.push(field);
    else sections.push({ kind: 'facts', fields: [field] });
    return sections;
  }, []);
}

function Value({ field }: { readonly field: PlainField }) {
  const t = useText();
  if (field.kind === 'value') return field.value === '' ? <span class="grey">{t(formTexts.empty)}</span> : <>{field.value}</>;
  if (field.values.length === 0) return <span class="grey">{t(formTexts.empty)}</span>;
  return (
    <ul>
      {field.values.map((value) => (
        <li key={value}>{value}</li>
      ))}
    </ul>
  );
}

/** More columns than these stand side by side on no screen: each row is then a card on wide screens too. */
const MOST_COLUMNS = 8;

/** A table, and for narrow screens the same rows as cards; only one of the two is there for any reader. */
function Table({ label, columns, rows, children }: TableField & { readonly children?: ComponentChildren }) {
  const t = useText();
  const wide = columns.length > MOST_COLUMNS;
  return (
    <section class="table">
      <h3>
        {label}
        <span class="grey">{t(bracketed(rows.length))}</span>
        {children}
      </h3>
      {rows.length === 0 && <p class="grey">{t(formTexts.empty)}</p>}
      {rows.length > 0 && !wide && <Grid label={label} columns={columns} rows={rows} />}
      {rows.length > 0 && <Cards columns={columns} rows={rows} always={wide} />}
    </section>
  );
}

type Cells = Pick<TableField, 'columns' | 'rows'>;

function Grid({ label, columns, rows }: Cells & { readonly label: string }) {
  const t = useText();
  return (
    <table class="with-cards">
      <caption class="hidden-text">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{t(formTexts.rowNumber)}</th>
          {columns.map((column) => (
            <th key={column.label} scope="col" class={column.number ? 'number' : undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={String(index)}>
            <th scope="row">{index + 1}</th>
            {row.map((cell, column) => (
              <td key={columns[column]?.label} class={columns[column]?.number ? 'number' : undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A card for each row, headed by what stands first in it: the person's name. */
function Cards({ columns, rows, always }: Cells & { readonly always: boolean }) {
  const t = useText();
  return (
    <ol class={`cards${always ? ' always' : ''}`}>
      {rows.map((row, index) => (
        <li key={String(index)}>
          <strong>{`${t(formTexts.row(index + 1))}${row[0] ? `${t(colon)}${row[0]}` : ''}`}</strong>
          <dl>
            {row.map((cell, column) => (
              <div key={columns[column]?.label}>
                <dt>{columns[column]?.label}</dt>
                <dd>{cell || <span class="grey">{t(formTexts.empty)}</span>}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ol>
  );
}
