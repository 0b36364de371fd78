import { z } from 'zod';
import { counted } from '../language/counted.ts';
import { isPlainText, tidy } from '../language/plain-text.ts';
import { type Bilingual, type Keys, type Problem, problem, shown } from '../language/problem.ts';
import { isMonthDay, type MonthDay } from './month-day.ts';
import { isPlanDate, type PlanDate } from './plan-date.ts';

/**
 * Leaf schemas for files that people write. Each carries its whole allowed range, because zod names only the bound
 * that was broken, and a person needs both.
 */
function field<T>(accepts: (value: unknown) => boolean, allowed: Bilingual): z.ZodType<T, T> {
  return z.custom<T>(accepts, { params: { allowed } });
}

export function wholeNumber(min: number, max: number): z.ZodType<number, number> {
  return field<number>((value) => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max, {
    zh: `${min} 到 ${max} 的整数`,
    en: `a whole number from ${min} to ${max}`,
  });
}

export function oneOf<const T extends string>(...values: readonly T[]): z.ZodType<T, T> {
  return field<T>((value) => (values as readonly unknown[]).includes(value), { zh: values.join('、'), en: values.join(', ') });
}

export const yesOrNo = field<boolean>((value) => typeof value === 'boolean', { zh: 'true（是）或 false（否）', en: 'true or false' });

export const monthDay = field<MonthDay>((value) => typeof value === 'string' && isMonthDay(value), {
  zh: '月-日，如 06-01（不能用 02-29）',
  en: 'month-day such as 06-01 (not 02-29)',
});

export const calendarDay = field<PlanDate>((value) => typeof value === 'string' && isPlanDate(value), {
  zh: '真实存在的日期，如 2012-06-01',
  en: 'a real date such as 2012-06-01',
});

/** One line of 1 to `max` characters that is not blank and holds nothing hidden. */
export function words(max: number): z.ZodType<string, string> {
  return field<string>(
    (value) => typeof value === 'string' && value.trim() !== '' && value.length <= max && isPlainText(tidy(value), false),
    {
      zh: `一行文字，1 到 ${max} 字，没有看不见的字符`,
      en: `one line of 1 to ${counted(max, 'character')}, none of them hidden`,
    },
  );
}

export function matching(pattern: RegExp, allowed: Bilingual): z.ZodType<string, string> {
  return field<string>((value) => typeof value === 'string' && pattern.test(value), allowed);
}

/** Ids become workflow ids and addresses: lower-case letters, digits and single hyphens. */
export const idText = matching(/^(?=.{1,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/, {
  zh: '小写字母、数字和连字符，1 到 40 个字符，如 landu',
  en: 'lower-case letters, digits and hyphens, 1 to 40 characters, such as landu',
});

/** The same sentence for readers of either language. */
export const bilingualText = z.strictObject({ zh: words(600), en: words(600) });

const EXPECTED: Readonly<Record<string, Bilingual>> = {
  object: { zh: '一组“名称: 值”', en: 'a group of "name: value"' },
  array: { zh: '一个列表', en: 'a list' },
};

function valueAt(root: unknown, keys: Keys): unknown {
  return keys.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined),
    root,
  );
}

function allowedBy(issue: z.core.$ZodIssue): Bilingual {
  if (issue.code === 'custom') {
    const allowed: unknown = issue.params?.allowed;
    if (typeof allowed === 'object' && allowed !== null && 'zh' in allowed && 'en' in allowed)
      return { zh: String(allowed.zh), en: String(allowed.en) };
  }
  if (issue.code === 'invalid_type') return EXPECTED[issue.expected] ?? EXPECTED.object ?? { zh: issue.expected, en: issue.expected };
  if (issue.code === 'too_small')
    return { zh: `至少 ${issue.minimum} 项`, en: `at least ${counted(Number(issue.minimum), 'entry', 'entries')}` };
  if (issue.code === 'too_big')
    return { zh: `至多 ${issue.maximum} 项`, en: `at most ${counted(Number(issue.maximum), 'entry', 'entries')}` };
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return { zh: issue.options.join('、'), en: issue.options.join(', ') };
  }
  return { zh: issue.message, en: issue.message };
}

/** The problems behind zod's issues, each with its place, what was found and what is allowed. */
export function problemsOf(error: z.ZodError, root: unknown, prefix: Keys = []): Problem[] {
  return error.issues.flatMap((issue) => {
    const keys = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    const at = [...prefix, ...keys];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) =>
        problem(
          [...at, key],
          'UNKNOWN_FIELD',
          { field: key },
          { zh: `没有“${key}”这一项，请检查拼写`, en: `there is no field "${key}"; check the spelling` },
        ),
      );
    }
    const allowed = allowedBy(issue);
    const value = valueAt(root, keys);
    if (value === undefined || value === null) {
      return [
        problem(at, 'MISSING', { allowed: allowed.en }, { zh: `没有填写，应为：${allowed.zh}`, en: `missing; allowed: ${allowed.en}` }),
      ];
    }
    const found =
      issue.code === 'too_small' || issue.code === 'too_big' ? String(Array.isArray(value) ? value.length : shown(value)) : shown(value);
    return [
      problem(
        at,
        'NOT_ALLOWED',
        { found, allowed: allowed.en },
        { zh: `填的是“${found}”，应为：${allowed.zh}`, en: `found "${found}"; allowed: ${allowed.en}` },
      ),
    ];
  });
}

/** The value at `keys` when it is well-formed, else undefined: for checks across fields of a file that has other faults. */
export function wellFormed<T>(root: unknown, keys: Keys, schema: z.ZodType<T>): T | undefined {
  const parsed = schema.safeParse(valueAt(root, keys));
  return parsed.success ? parsed.data : undefined;
}
