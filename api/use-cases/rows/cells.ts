import type { ScalarField } from '../../../domain/fields/field.ts';
import { nameKey, textKey } from '../../../domain/language/name-key.ts';
import { tidy } from '../../../domain/language/plain-text.ts';
import { readDate, readNumber, readPercent } from '../../../domain/language/typed-values.ts';
import { type CellRead, dateCell, errorDoubt, monthCell, numberCell, percentCell, textCell } from '../../../domain/tables/cell-values.ts';
import { type Behind, isCellError } from '../../../domain/tables/table.ts';

/** Somebody with an account, for the column that names one. */
export interface AccountOption {
  readonly value: string;
  readonly label: string;
}

const YES: readonly string[] = ['是', '√', '✓', '✔', '有', 'y', 'yes', 'true', 'on', '1'];
const NO: readonly string[] = ['否', '×', '✗', '无', 'n', 'no', 'false', 'off', '0', '-'];

/** What a cell says, as the form would read it: undefined when blank. What cannot be read stays as it is, and the schema says so. */
export function cellValue(
  column: ScalarField,
  cell: string,
  behind: Behind | undefined,
  accounts: readonly AccountOption[],
): CellRead | { readonly value: true } | undefined {
  const text = tidy(cell);
  if (text === '') return undefined;
  if (isCellError(text)) return { doubt: errorDoubt(text) };
  switch (column.kind) {
    case 'number':
      return numberCell(text, behind);
    case 'percent':
      return percentCell(text, behind);
    case 'date':
      return dateCell(text, behind);
    case 'checkbox': {
      const plain = textKey(text);
      if (YES.includes(plain)) return { value: true };
      return NO.includes(plain) ? undefined : { value: text };
    }
    case 'choice': {
      const key = textKey(text);
      return {
        value: column.choices.find(({ value, label }) => [value, label.zh, label.en].some((one) => textKey(one) === key))?.value ?? text,
      };
    }
    case 'long-text':
      return textCell(text, behind);
    default:
      if (isMonth(column)) return monthCell(text, behind);
      return column.name === 'account' ? { value: accountOf(text, accounts) } : textCell(text.replace(/\s*[\n\t]\s*/g, ' '), behind);
  }
}

/** Most characters of a column of months, `1984-03`. */
const MONTH_MAX = 7;

function isMonth(column: ScalarField): boolean {
  return column.kind === 'text' && column.max === MONTH_MAX;
}

/** By its id, or by a name that only one person has. */
function accountOf(text: string, accounts: readonly AccountOption[]): string {
  const wanted = nameKey(text);
  const named = accounts.filter(
    ({ value, label }) => value === text || nameKey(label) === wanted || nameKey(label.replace(/（[^（）]*）$/, '')) === wanted,
  );
  return named.length === 1 ? (named[0]?.value ?? text) : text;
}

/** True when a cell could stand in a column: tells what is meant under a heading that names none. */
export function couldStandIn(column: ScalarField): ((cell: string) => boolean) | undefined {
  switch (column.kind) {
    case 'number':
      return (cell) => {
        const value = readNumber(cell);
        return typeof value === 'number' && value >= column.min && value <= column.max;
      };
    case 'percent':
      return (cell) => typeof readPercent(cell) === 'number';
    case 'date':
      return (cell) => /^\d{4}-\d{2}-\d{2}$/.test(readDate(cell));
    case 'choice':
      return (cell) => column.choices.some(({ value, label }) => [value, label.zh, label.en].some((one) => textKey(one) === textKey(cell)));
    case 'checkbox':
      return (cell) => [...YES, ...NO].includes(textKey(cell));
    default:
      return isMonth(column) ? (cell) => /^\d{4}(?:\D\d{1,2}|\d{2})\D?$/.test(textKey(cell)) : undefined;
  }
}
