/** A table as an office keeps it: rows of a spreadsheet, of a text file, or pasted. */

/** What lies behind a cell that shows a number or a day. */
export type Behind =
  /** `plain`: shown without a format of its own, as a spreadsheet shows what is typed. */
  | { readonly number: number; readonly plain: boolean }
  /** A day `YYYY-MM-DD`, and how the spreadsheet shows it. */
  | { readonly day: string; readonly shown: string };

/** A row as its sheet numbers it, from 1. */
export interface TableRow {
  readonly row: number;
  /** What a person sees; days as `2012-06-30`. */
  readonly cells: readonly string[];
  /** By the place of the cell, where it is more than its text. */
  readonly behind?: Readonly<Record<number, Behind>>;
  /** Not seen by whoever looks at the sheet: filtered away or hidden. */
  readonly hidden?: true;
}

/** A sheet of a workbook; a text is one sheet without a name. */
export interface TableSheet {
  readonly name?: string;
  readonly rows: readonly TableRow[];
  /** Places of columns that are hidden. */
  readonly hiddenColumns?: readonly number[];
}

/** True when somebody wrote something into the row. */
export function isFilled({ cells }: Pick<TableRow, 'cells'>): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

/** Column 28 as spreadsheets call it: `AB`. @param place from 0 */
export function columnLetter(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : `${columnLetter(Math.floor(place / 26) - 1)}${letter}`;
}

/** Values that spreadsheets show where a formula came to nothing, and signs for a column too narrow to show what it holds. */
const ERRORS =
  /^(?:#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA)|#{3,}|Err:\d{3})$/i;

/** True when a cell shows an error of its spreadsheet instead of a value. */
export function isCellError(cell: string): boolean {
  return ERRORS.test(cell.normalize('NFKC').trim());
}
