import type { z } from 'zod';
import { counted } from '../language/counted.ts';
import { type Bilingual, type Keys, shown } from '../language/problem.ts';
import { type Field, isRowsField, type ListField, type RowsField, type ScalarField } from './field.ts';

/** One thing wrong with a dossier, in a sentence that names the field, what is wrong and what is allowed. */
export interface DossierProblem {
  /** Where in the dossier: `['people', 0, 'name']`; empty for the whole. `inputName` makes it the name of an input. */
  readonly path: readonly (string | number)[];
  /** Stable, e.g. `MISSING`, `OUT_OF_RANGE`, `DUPLICATE`. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** A field of the dossier as a path leads to it. */
interface Place {
  readonly field: Field | undefined;
  readonly name: Bilingual;
}

type Said = Bilingual & { readonly code: string };

/** Everything wrong, in the order of the form, in the words of `fields`. */
export function problemsOf(error: z.ZodError, input: unknown, fields: readonly Field[]): DossierProblem[] {
  const problems = error.issues.flatMap((issue) => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField([...path, key]));
    const place = placeOf(path, fields);
    const said = sentenceFor(issue, place.field, valueAt(input, path));
    return [{ path, code: said.code, zh: `${place.name.zh}${said.zh}。`, en: `${place.name.en} ${said.en}.` }];
  });
  const order = fields.map((field) => field.name);
  const rank = ({ path }: DossierProblem): number => {
    const index = order.indexOf(String(path[0]));
    return index === -1 ? order.length : index;
  };
  return unrepeated(problems).toSorted((a, b) => rank(a) - rank(b));
}

function unrepeated(problems: readonly DossierProblem[]): DossierProblem[] {
  const seen = new Set<string>();
  return problems.filter((one) => {
    const key = JSON.stringify([one.path, one.code]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function unknownField(path: readonly (string | number)[]): DossierProblem {
  const key = visible(String(path.at(-1)));
  return { path, code: 'UNKNOWN_FIELD', zh: `没有“${key}”这一项。`, en: `There is no field "${key}".` };
}

function placeOf(path: Keys, fields: readonly Field[]): Place {
  if (path.length === 0) return { field: undefined, name: { zh: '材料', en: 'The dossier' } };
  const field = fields.find((one) => one.name === path[0]);
  if (!field) return { field, name: { zh: `“${String(path[0])}”`, en: `"${String(path[0])}"` } };
  const own = { zh: `“${field.label.zh}”`, en: `"${field.label.en}"` };
  const index = path[1];
  if (typeof index !== 'number') return { field, name: own };
  const row = { zh: `${own.zh}第 ${index + 1} 行`, en: `${own.en}, row ${index + 1},` };
  const column = isRowsField(field) ? field.columns.find((one) => one.name === path[2]) : undefined;
  if (!column) return { field: lineOf(field), name: row };
  return { field: column, name: { zh: `${row.zh}“${column.label.zh}”`, en: `${row.en} "${column.label.en}"` } };
}

/** One line of a list, or one row of a table, as a field of its own. */
function lineOf(field: Field): Field | undefined {
  return field.kind === 'list' ? { ...field, kind: 'text', max: field.maxLength } : undefined;
}

function sentenceFor(issue: z.core.$ZodIssue, field: Field | undefined, value: unknown): Said {
  if (issue.code === 'custom') return customSentence(issue, field, value);
  if (isBlank(value)) return missing(field);
  return field ? wrongValue(issue.code, field, value) : WRONG_KIND;
}

const WRONG_KIND: Said = { code: 'WRONG_KIND', zh: '的格式不对', en: 'has the wrong form' };

function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

function missing(field: Field | undefined): Said {
  if (field && (field.kind === 'list' || isRowsField(field))) {
    return { code: 'MISSING', zh: `至少填写 ${Math.max(1, field.min)} 行`, en: `needs at least ${counted(Math.max(1, field.min), 'row')}` };
  }
  const zh = field?.kind === 'choice' ? '没有选择' : '没有填写';
  return { code: 'MISSING', zh, en: 'is missing' };
}

function customSentence(issue: z.core.$ZodIssueCustom, field: Field | undefined, value: unknown): Said {
  const code = String(issue.params?.code);
  const { zh, en } = (issue.params ?? {}) as Partial<Bilingual>;
  if (zh !== undefined && en !== undefined) return { code, zh, en };
  if (code === 'HIDDEN_CHARACTERS') {
    return {
      code,
      zh: '含有看不见的特殊符号或换行（多半是复制带来的），请删去后重新输入',
      en: 'holds invisible characters or line breaks; delete them and type it again',
    };
  }
  return { ...(field ? wrongValue('custom', field, value) : WRONG_KIND), code };
}

function wrongValue(issue: string, field: Field, value: unknown): Said {
  if (field.kind === 'list' || isRowsField(field)) return wrongRows(field, value);
  if ((field.kind === 'text' || field.kind === 'long-text') && typeof value === 'string') {
    return {
      code: 'TOO_LONG',
      zh: `最多 ${field.max} 字，现在有 ${value.length} 字`,
      en: `may have ${counted(field.max, 'character')}, now it has ${value.length}`,
    };
  }
  const found = visible(shown(value));
  const { code, zh, en } = allowed(issue, field);
  return { code, zh: `${zh}，现在填的是“${found}”`, en: `${en}; found "${found}"` };
}

function wrongRows(field: ListField | RowsField, value: unknown): Said {
  const count = Array.isArray(value) ? value.length : undefined;
  if (count === undefined) return { code: 'WRONG_KIND', zh: '应为若干行', en: 'has to be rows' };
  if (count > field.max)
    return {
      code: 'TOO_MANY',
      zh: `最多 ${field.max} 行，现在有 ${count} 行`,
      en: `may have ${counted(field.max, 'row')}, now it has ${count}`,
    };
  return {
    code: 'TOO_FEW',
    zh: `至少 ${field.min} 行，现在有 ${count} 行`,
    en: `needs at least ${counted(field.min, 'row')}, now it has ${count}`,
  };
}

function allowed(issue: string, field: ScalarField): Said {
  switch (field.kind) {
    case 'number': {
      const code = issue === 'too_small' || issue === 'too_big' ? 'OUT_OF_RANGE' : 'NOT_A_NUMBER';
      return { code, zh: `应填 ${field.min} 到 ${field.max} 的整数`, en: `has to be a whole number from ${field.min} to ${field.max}` };
    }
    case 'percent':
      return {
        code: 'NOT_A_SHARE',
        zh: '应填 0 到 100 的数，最多两位小数',
        en: 'has to be a number from 0 to 100 with at most two decimals',
      };
    case 'date':
      return {
        code: 'NOT_A_DATE',
        zh: `应填 ${field.min} 到 ${field.max} 之间的日期，例如 2026-06-30`,
        en: `has to be a date from ${field.min} to ${field.max}, such as 2026-06-30`,
      };
    case 'choice':
      return {
        code: 'NOT_A_CHOICE',
        zh: `应从这几项中选择：${field.choices.map((one) => one.label.zh).join('、')}`,
        en: `has to be one of: ${field.choices.map((one) => one.label.en).join(', ')}`,
      };
    case 'checkbox':
      return { code: 'WRONG_KIND', zh: '应为是或否', en: 'has to be yes or no' };
    case 'text':
    case 'long-text':
      return { code: 'WRONG_KIND', zh: '应为文字', en: 'has to be text' };
  }
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** What was typed, safe to repeat in a sentence. */
function visible(text: string): string {
  return text.replace(UNSEEN, '□');
}

function valueAt(root: unknown, keys: Keys): unknown {
  return keys.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    root,
  );
}
