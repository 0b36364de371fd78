import { readFile } from 'node:fs/promises';
import { type Document, isNode, isScalar, LineCounter, parseDocument, type Range, visit } from 'yaml';
import { parseCalendar } from '../domain/calendar/calendar-schema.ts';
import type { CalendarData } from '../domain/calendar/working-calendar.ts';
import { type County, MAX_PEOPLE, MAX_UNITS } from '../domain/county/county-schema.ts';
import { CsvCounty } from '../domain/county/csv-rows.ts';
import { parseCounty } from '../domain/county/parse-county.ts';
import { parseTally, type Tally } from '../domain/election/tally-file.ts';
import { firstProblems, type Keys, type Problem, problem, shown } from '../domain/language/problem.ts';
import { parsePlan } from '../domain/plan/parse-plan.ts';
import type { Plan } from '../domain/plan/plan-schema.ts';
import type { TableSheet } from '../domain/tables/table.ts';
import { decodeText } from './tables/decode-text.ts';
import { DelimitedTextError, readDelimited } from './tables/delimited.ts';
import { BROKEN_WORKBOOK, fileKind, OLD_WORKBOOK } from './tables/read-table.ts';
import { readWorkbook } from './tables/workbook.ts';

/** Largest plan, calendar or county file taken, in bytes. */
export const MAX_FILE_BYTES = 1024 * 1024;

/** Rows of a CSV file: every unit and person allowed, the header and the county. */
const MAX_ROWS = MAX_UNITS + MAX_PEOPLE + 2;

/** As many problems as a person can use; a file with more is answered with these. */
const MAX_PROBLEMS = 1_000;

interface Yaml {
  readonly value: unknown;
  /** The line, from 1, of the place named by `keys`, or of the nearest place around it that exists. */
  readonly lineOf: (keys: Keys) => number;
}

function lineFinder(document: Document, lines: LineCounter): (keys: Keys) => number {
  return (keys) => {
    for (let length = keys.length; length > 0; length -= 1) {
      const node = document.getIn(keys.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
}

function syntaxProblem(line: number, message: string): Problem {
  const short = message.split('\n')[0]?.slice(0, 200) ?? '';
  return {
    ...problem(
      [],
      'YAML_SYNTAX',
      { message: short },
      {
        zh: `这一行附近的写法不对（缩进、冒号或引号）：${short}`,
        en: `cannot be read near this line (indentation, colon or quote): ${short}`,
      },
    ),
    row: line,
  };
}

/** Aliases, and keys that stand twice in one map: the parser's own search for those takes minutes on a large map. */
function forbiddenIn(document: Document, lines: LineCounter): Problem[] {
  const found: Problem[] = [];
  const report = (code: string, node: { readonly range?: Range | null | undefined }, zh: string, en: string): void => {
    found.push({ ...problem([], code, {}, { zh, en }), row: lines.linePos(node.range?.[0] ?? 0).line });
  };
  visit(document, {
    Alias(_key, node) {
      report(
        'YAML_ALIAS',
        node,
        `不支持引用（*${node.source}），请把内容写全`,
        `aliases (*${node.source}) are not supported; write the content out`,
      );
    },
    Map(_key, node) {
      const seen = new Set<unknown>();
      for (const { key } of node.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) report('YAML_KEY_TWICE', key, `“${shown(key.value)}”写了两次`, `"${shown(key.value)}" stands twice`);
        seen.add(key.value);
      }
    },
  });
  return found;
}

/** Reads YAML 1.2 without aliases, so that a small file cannot unfold into a large one. */
function readYaml(text: string): Yaml | { readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { version: '1.2', schema: 'core', lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    if (document.errors.length > 0) {
      const wrong = document.errors.map((error) => syntaxProblem(lines.linePos(error.pos[0]).line, error.message));
      return { problems: firstProblems(wrong, 20) };
    }
    const forbidden = forbiddenIn(document, lines);
    if (forbidden.length > 0) return { problems: firstProblems(forbidden, MAX_PROBLEMS) };
    return { value: document.toJS({ maxAliasCount: 0 }), lineOf: lineFinder(document, lines) };
  } catch (error) {
    // A file nested thousands of levels deep exhausts the parser's stack.
    if (error instanceof RangeError) return { problems: [syntaxProblem(1, 'nested too deeply')] };
    throw error;
  }
}

function withLines<R extends object>(yaml: Yaml, result: R): R {
  if (!('problems' in result)) return result;
  const problems = firstProblems(result.problems as readonly Problem[], MAX_PROBLEMS).map((one) =>
    one.code === 'MORE_PROBLEMS' ? one : { ...one, row: yaml.lineOf(one.keys) },
  );
  return { ...result, problems };
}

/**
 * Reads a plan document; the problems carry the line they stand on.
 * @throws NodeJS.ErrnoException when the file cannot be opened.
 */
export async function readPlan(path: string): Promise<PlanRead> {
  return readPlanFile(await readFile(path));
}

type PlanRead = { readonly plan: Plan } | { readonly problems: readonly Problem[] };

function planFromText(text: string): PlanRead {
  const yaml = readYaml(text);
  return 'problems' in yaml ? yaml : withLines(yaml, parsePlan(yaml.value));
}

/** Reads a plan document. Never throws for what a file holds. */
export function readPlanFile(bytes: Uint8Array): PlanRead {
  const text = textOf(bytes);
  return typeof text === 'string' ? planFromText(text) : text;
}

/** The text of a YAML file, or why it is none. */
function textOf(bytes: Uint8Array): string | { readonly problems: readonly Problem[] } {
  const text = bytes.byteLength > MAX_FILE_BYTES || fileKind(bytes) !== 'text' ? undefined : decodeText(bytes);
  if (text !== undefined) return text;
  return refuse(
    'FILE_ENCODING',
    '应为不超过 1 MB 的 YAML 文本文件，编码 UTF-8、UTF-16 或 GB18030',
    'allowed: a YAML text file in UTF-8, UTF-16 or GB18030 of at most 1 MB',
  );
}

/**
 * Reads the calendar file.
 * @throws NodeJS.ErrnoException when the file cannot be opened.
 */
export async function readCalendar(path: string): Promise<{ readonly calendar: CalendarData } | { readonly problems: readonly Problem[] }> {
  const text = textOf(await readFile(path));
  if (typeof text !== 'string') return text;
  const yaml = readYaml(text);
  return 'problems' in yaml ? yaml : withLines(yaml, parseCalendar(yaml.value));
}

/**
 * Reads a tally file (docs/count.md).
 * @throws NodeJS.ErrnoException when the file cannot be opened.
 */
export async function readTally(path: string): Promise<{ readonly tally: Tally } | { readonly problems: readonly Problem[] }> {
  const text = textOf(await readFile(path));
  if (typeof text !== 'string') return text;
  const yaml = readYaml(text);
  return 'problems' in yaml ? yaml : withLines(yaml, parseTally(yaml.value));
}

function tableOfText(text: string): TableSheet | { readonly problems: readonly Problem[] } {
  try {
    return { rows: readDelimited(text, { most: MAX_ROWS, numbers: 'lines', lenient: false }) };
  } catch (error) {
    if (!(error instanceof DelimitedTextError)) throw error;
    const { message, line } = error;
    const sentence = { zh: `表格格式不对（引号或分隔符）：${message}`, en: `cannot be read as CSV (quotes or separators): ${message}` };
    return { problems: [{ ...problem([], 'CSV_SYNTAX', {}, sentence), ...(line === undefined ? {} : { row: line }) }] };
  }
}

function countyFromTable(sheet: TableSheet, others: readonly TableSheet[] = []): CountyRead {
  if (sheet.rows.length > MAX_ROWS) {
    const sentence = {
      zh: `超过 ${MAX_ROWS} 行；应为至多 ${MAX_UNITS} 个单位、${MAX_PEOPLE} 名人员`,
      en: `more than ${MAX_ROWS} rows; allowed: ${MAX_UNITS} units and ${MAX_PEOPLE} people`,
    };
    return { problems: [problem([], 'FILE_TOO_LONG', { rows: MAX_ROWS }, sentence)] };
  }
  const table = new CsvCounty(sheet, others);
  if (!table.readable) return { problems: firstProblems(table.problems, MAX_PROBLEMS) };
  const result = parseCounty(table.input);
  const found = 'problems' in result ? result.problems.flatMap((one) => table.locate(one) ?? []) : [];
  const fromTop = [...table.problems, ...found].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  const problems = firstProblems(fromTop, MAX_PROBLEMS);
  return 'county' in result && problems.length === 0 ? result : { problems };
}

type CountyRead = { readonly county: County } | { readonly problems: readonly Problem[] };

const refuse = (code: string, zh: string, en: string): { readonly problems: readonly Problem[] } => ({
  problems: [problem([], code, {}, { zh, en })],
});

async function countyFromWorkbook(bytes: Uint8Array): Promise<CountyRead> {
  const sheets = await readWorkbook(Buffer.from(bytes));
  if (!sheets) return refuse('FILE_UNREADABLE', BROKEN_WORKBOOK.zh, BROKEN_WORKBOOK.en);
  const [first, ...others] = sheets;
  return first ? countyFromTable(first, others) : refuse('FILE_EMPTY', '表格是空的', 'the workbook is empty');
}

/**
 * Reads an uploaded county file: a workbook (.xlsx) whatever its name says, YAML (`.yaml`, `.yml`) or CSV (`.csv`, `.txt`)
 * in UTF-8, UTF-16 or GB18030. Gives the county, or every problem with the line or row it stands on. Never throws for what
 * a file holds.
 */
export async function readCountyFile(bytes: Uint8Array, filename: string): Promise<CountyRead> {
  if (bytes.byteLength === 0) return refuse('FILE_EMPTY', '文件是空的', 'the file is empty');
  if (bytes.byteLength > MAX_FILE_BYTES) return refuse('FILE_TOO_LARGE', '文件超过 1 MB；请删去无关内容', 'the file is larger than 1 MB');
  const kind = fileKind(bytes);
  if (kind === 'old-workbook') return refuse('FILE_TYPE', OLD_WORKBOOK.zh, OLD_WORKBOOK.en);
  if (kind === 'workbook') return countyFromWorkbook(bytes);
  const text = decodeText(bytes);
  if (text === undefined) {
    return refuse(
      'FILE_ENCODING',
      '认不出文件的文字编码；应为 .xlsx 表格，或 UTF-8、UTF-16、GB18030 的文本文件',
      'unknown encoding; allowed: an .xlsx workbook, or a text file in UTF-8, UTF-16 or GB18030',
    );
  }
  if (/\.(?:csv|txt|tsv)$/i.test(filename)) {
    const table = tableOfText(text);
    return 'problems' in table ? table : countyFromTable(table);
  }
  if (/\.ya?ml$/i.test(filename)) {
    const yaml = readYaml(text);
    return 'problems' in yaml ? yaml : withLines(yaml, parseCounty(yaml.value));
  }
  return refuse(
    'FILE_TYPE',
    `不支持“${filename.slice(-40)}”；应为 .xlsx、.csv、.txt、.yaml 或 .yml 文件`,
    'allowed: an .xlsx, .csv, .txt, .yaml or .yml file',
  );
}
