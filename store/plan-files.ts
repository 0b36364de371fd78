import { readFile } from 'node:fs/promises';
import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml';
import { parseCalendar } from '../domain/calendar/calendar-schema.ts';
import type { CalendarData } from '../domain/calendar/working-calendar.ts';
import { parsePlan } from '../domain/plan/parse-plan.ts';
import type { Plan } from '../domain/plan/plan-schema.ts';
import { type Keys, type Problem, problem } from '../domain/plan/problem.ts';

/** Largest plan, calendar or county file taken, in bytes. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;

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

/** Reads YAML 1.2 without aliases, so that a small file cannot unfold into a large one. */
function readYaml(text: string): Yaml | { readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { version: '1.2', schema: 'core', lineCounter: lines, prettyErrors: false });
    if (document.errors.length > 0)
      return { problems: document.errors.map((error) => syntaxProblem(lines.linePos(error.pos[0]).line, error.message)) };
    const aliases: Problem[] = [];
    visit(document, {
      Alias(_key, node) {
        const row = lines.linePos(node.range?.[0] ?? 0).line;
        const sentence = {
          zh: `不支持引用（*${node.source}），请把内容写全`,
          en: `aliases (*${node.source}) are not supported; write the content out`,
        };
        aliases.push({ ...problem([], 'YAML_ALIAS', {}, sentence), row });
      },
    });
    if (aliases.length > 0) return { problems: aliases.slice(0, 20) };
    return { value: document.toJS({ maxAliasCount: 0 }), lineOf: lineFinder(document, lines) };
  } catch (error) {
    // A file nested thousands of levels deep exhausts the parser's stack.
    if (error instanceof RangeError) return { problems: [syntaxProblem(1, 'nested too deeply')] };
    throw error;
  }
}

function withLines<R extends object>(yaml: Yaml, result: R): R {
  if (!('problems' in result)) return result;
  const problems = (result.problems as readonly Problem[]).map((one) => ({ ...one, row: yaml.lineOf(one.keys) }));
  return { ...result, problems };
}

/**
 * Reads a plan document; the problems carry the line they stand on.
 * @throws NodeJS.ErrnoException when the file cannot be opened.
 */
export async function readPlan(path: string): Promise<{ readonly plan: Plan } | { readonly problems: readonly Problem[] }> {
  const yaml = readYaml(await readFile(path, 'utf8'));
  return 'problems' in yaml ? yaml : withLines(yaml, parsePlan(yaml.value));
}

/**
 * Reads the calendar file.
 * @throws NodeJS.ErrnoException when the file cannot be opened.
 */
export async function readCalendar(path: string): Promise<{ readonly calendar: CalendarData } | { readonly problems: readonly Problem[] }> {
  const yaml = readYaml(await readFile(path, 'utf8'));
  return 'problems' in yaml ? yaml : withLines(yaml, parseCalendar(yaml.value));
}
