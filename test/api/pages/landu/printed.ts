import type { DossierDefinition } from '../../../../domain/dossiers/index.ts';
import { type Field, fieldsFor, isRowsField, type ScalarField } from '../../../../domain/fields/field.ts';

/** A dossier as a page prints it, label by label. */
export interface Printed {
  readonly facts: readonly (readonly [label: string, value: string | readonly string[]])[];
  readonly tables: readonly { readonly title: string; readonly rows: readonly (readonly (readonly [string, string])[])[] }[];
}

type Values = Readonly<Record<string, unknown>>;

/** How a dossier of the sample has to be printed in Chinese, field by field in the order of the form. */
export function printed({ fields }: DossierDefinition, dossier: unknown): Printed {
  const values = dossier as Values;
  const asked = fieldsFor(fields, 'COMMITTEE').filter((field) => !UNASKED.includes(field.name));
  return {
    facts: asked.flatMap((field) => (isRowsField(field) ? [] : [[field.label.zh, valueOf(field, values[field.name])] as const])),
    tables: asked.filter(isRowsField).map((field) => ({
      title: field.label.zh,
      rows: ((values[field.name] ?? []) as readonly Values[]).map((row) =>
        field.columns
          .filter(({ name }) => name !== 'account')
          .map((column) => [column.label.zh, cellOf(column, row[column.name])] as const),
      ),
    })),
  };
}

/** Figures that only a plan with further fields asks for. */
const UNASKED: readonly string[] = ['further'];

function valueOf(field: Exclude<Field, { kind: 'rows' | 'people' }>, value: unknown): string | readonly string[] {
  if (field.kind !== 'list') return cellOf(field, value);
  return value === undefined ? '未填写' : (value as readonly string[]);
}

function cellOf(field: ScalarField, given: unknown): string {
  const value = given as string | number | boolean | undefined;
  switch (field.kind) {
    case 'checkbox':
      return value === true ? '是' : '否';
    case 'choice':
      return field.choices.find((choice) => choice.value === value)?.label.zh ?? '未填写';
    case 'percent':
      return value === undefined ? '未填写' : `${value}%`;
    case 'date':
      return dayOf(String(value));
    default:
      if (field.name === 'born' && value !== undefined) return monthOf(String(value));
      return value === undefined ? '未填写' : String(value);
  }
}

/** `1988年5月`. */
function monthOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${year}年${number}月`;
}

/** `2012年6月6日（周三）`. */
export function dayOf(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日（周${'日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()]}）`;
}
