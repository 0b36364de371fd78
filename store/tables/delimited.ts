import { CsvError, type Options, parse } from 'csv-parse/sync';
import { isFilled, type TableRow } from '../../domain/tables/table.ts';

/** How a table in a text parts its cells, first the one that is taken when all do as well. */
const DELIMITERS = ['\t', ',', ';', '；', '，', '|'] as const;

/** Signs that also stand within sentences: they part cells only where every line has as many of them. */
const IN_SENTENCES: ReadonlySet<string> = new Set(['；', '，', '|']);

/** Lines by which the delimiter is told. */
const SAMPLED = 50;

/** The line by which spreadsheets are told the delimiter; it is no row. */
const SEPARATOR_LINE = /^\uFEFF?sep=(.)[ \t]*(?:\r\n|\n|\r|$)/i;

const LINE_ENDS = ['\r\n', '\n', '\r'];

/** A text that cannot be parted into cells, at a line where that is known. */
export class DelimitedTextError extends Error {
  readonly line: number | undefined;

  constructor(cause: CsvError) {
    super(cause.message.slice(0, 200), { cause });
    this.name = 'DelimitedTextError';
    this.line = typeof cause.lines === 'number' ? cause.lines : undefined;
  }
}

export interface DelimitedOptions {
  /** Most rows that are read; one more shows that there are more. */
  readonly most: number;
  /**
   * What a row is numbered by: the rows that a spreadsheet shows, or the lines of the file.
   */
  readonly numbers: 'rows' | 'lines';
  /** A quotation mark that stands for itself (an inch) is taken so instead of refused. */
  readonly lenient: boolean;
}

/**
 * The filled rows of a text whose cells are parted by tabs, commas, semicolons or what its first line `sep=` says; line
 * ends of every kind, also mixed.
 * @throws DelimitedTextError for quotation marks that do not fit, unless lenient
 */
export function readDelimited(text: string, { most, numbers, lenient }: DelimitedOptions): readonly TableRow[] {
  const separator = SEPARATOR_LINE.exec(text);
  const body = separator ? text.slice(separator[0].length) : text;
  const before = separator && numbers === 'lines' ? 1 : 0;
  const options: Options = {
    bom: true,
    delimiter: separator?.[1] ?? delimiterOf(body),
    record_delimiter: LINE_ENDS,
    info: true,
    relax_column_count: true,
    relax_quotes: lenient,
    max_record_size: 65_536,
    to: most + 1,
  };
  const records = recordsOf(body, options, lenient);
  const rows = records.map(({ record, info }, index) => ({
    row: numbers === 'rows' ? index + 1 : info.lines + before,
    cells: record.map(withoutMarks),
  }));
  return rows.filter(isFilled);
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function recordsOf(text: string, options: Options, lenient: boolean): readonly CsvRecord[] {
  try {
    return parse(text, options) as unknown as readonly CsvRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (!lenient) throw new DelimitedTextError(error);
    return parse(text, { ...options, quote: null }) as unknown as readonly CsvRecord[];
  }
}

/** What spreadsheets put around digits so that they stay as they are: `="00123"`, `'00123`. */
function withoutMarks(cell: string): string {
  return /^="([^"]*)"$/.exec(cell.trim())?.[1] ?? cell.replace(/^'(?=[\d+=-])/, '');
}

/** The delimiter that parts most lines, into the same number of cells most often; a comma where none parts any. */
function delimiterOf(text: string): string {
  if (text.includes('\t')) return '\t';
  const lines = text
    .split(/\r\n|\n|\r/, SAMPLED * 2)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLED);
  const scored = DELIMITERS.map((delimiter) => ({
    delimiter,
    ...evenness(
      lines.map((line) => cellsOf(line, delimiter)),
      IN_SENTENCES.has(delimiter),
    ),
  }));
  const [best] = scored.toSorted((a, b) => b.parted - a.parted || b.alike - a.alike);
  return best && best.parted > 0 ? best.delimiter : ',';
}

/** How many lines are parted at all, and how many of them into as many cells as most are. */
function evenness(counts: readonly number[], strict: boolean): { readonly parted: number; readonly alike: number } {
  const parted = counts.filter((count) => count > 1);
  const alike = Math.max(0, ...parted.map((count) => parted.filter((one) => one === count).length));
  return strict && (alike < counts.length || (counts[0] ?? 1) < 3) ? { parted: 0, alike: 0 } : { parted: parted.length, alike };
}

/** Cells of a line, as parted outside of quotation marks. */
function cellsOf(line: string, delimiter: string): number {
  return line.replace(/"[^"]*"/g, '').split(delimiter).length;
}
