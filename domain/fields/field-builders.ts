import { z } from 'zod';
import { isPlainText, tidy } from '../language/plain-text.ts';
import type { Bilingual } from '../language/problem.ts';
import { readMonth } from '../language/typed-values.ts';
import type { CheckboxField, Choice, ChoiceField, DateField, Field, ListField, NumberField, PercentField, TextField } from './field.ts';

/** A field before it has a name: how it is described and how its value is checked. */
export interface Part<S extends z.ZodType = z.ZodType, F extends Field = Field> {
  readonly describe: (name: string) => F;
  readonly schema: S;
}

/** What may be said about any field beside its label. */
export type Notes = Partial<Pick<Field, 'hint' | 'bodies' | 'labelFor'>>;

/** Parameters of an issue that zod has no code for: the stable code of a problem. */
const because = (code: string) => ({ params: { code } });

function plainString(max: number, manyLines: boolean) {
  return z
    .string()
    .overwrite(tidy)
    .min(1)
    .max(max)
    .refine((text) => isPlainText(text, manyLines), because('HIDDEN_CHARACTERS'));
}

/** One line of text of 1 to `max` characters (100 unless told). */
export function text(label: Bilingual, { max = 100, ...notes }: Notes & { max?: number } = {}) {
  return {
    describe: (name: string): TextField => ({ name, kind: 'text', required: true, label, max, ...notes }),
    schema: plainString(max, false),
  };
}

/** Text of 1 to `max` characters (5,000 unless told), line breaks allowed. */
export function longText(label: Bilingual, { max = 5_000, ...notes }: Notes & { max?: number } = {}) {
  return {
    describe: (name: string): TextField => ({ name, kind: 'long-text', required: true, label, max, ...notes }),
    schema: plainString(max, true),
  };
}

/** A whole number from `min` (0 unless told) to `max` (10,000,000 unless told). */
export function number(label: Bilingual, { min = 0, max = 10_000_000, ...notes }: Notes & { min?: number; max?: number } = {}) {
  return {
    describe: (name: string): NumberField => ({ name, kind: 'number', required: true, label, min, max, ...notes }),
    schema: z.number().int().min(min).max(max),
  };
}

/** A share from 0 to 100 with at most two decimals. */
export function percent(label: Bilingual, notes: Notes = {}) {
  return {
    describe: (name: string): PercentField => ({ name, kind: 'percent', required: true, label, ...notes }),
    schema: z
      .number()
      .min(0)
      .max(100)
      .refine((share) => Math.abs(share * 100 - Math.round(share * 100)) < 1e-6, because('TOO_MANY_DECIMALS')),
  };
}

/** The same share in basis points: what counts hold. */
export function basisPointsOf(share: number): number {
  return Math.round(share * 100);
}

/** A calendar day. The range only catches slips of the pen, such as 0212 for 2012. */
export function date(label: Bilingual, notes: Notes = {}) {
  const [min, max] = ['2000-01-01', '2099-12-31'];
  return {
    describe: (name: string): DateField => ({ name, kind: 'date', required: true, label, min, max, ...notes }),
    schema: z.iso.date().refine((day) => day >= min && day <= max, because('DATE_OUT_OF_RANGE')),
  };
}

/** A month of a year, `YYYY-MM`; `1984年3月` and the like are read too. The range only catches slips of the pen. */
export function month(label: Bilingual, notes: Notes = {}) {
  const wrong = { code: 'NOT_A_MONTH', zh: '应为年-月，例如 1984-03', en: 'has to be year-month, such as 1984-03' };
  return {
    describe: (name: string): TextField => ({ name, kind: 'text', required: true, label, max: 7, ...notes }),
    schema: z
      .string()
      .overwrite(readMonth)
      .min(1)
      .refine((value) => value === '' || /^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(value), { params: wrong }),
  };
}

/** One of a few values, each with its words. */
export function choice<const V extends string>(label: Bilingual, words: Readonly<Record<V, Bilingual>>, notes: Notes = {}) {
  const values = Object.keys(words) as [V, ...V[]];
  const choices: Choice[] = values.map((value) => ({ value, label: words[value] }));
  return {
    describe: (name: string): ChoiceField => ({ name, kind: 'choice', required: true, label, choices, ...notes }),
    schema: z.enum(values),
  };
}

/** Ticked or not; a form that is posted without it means not ticked. */
export function checkbox(label: Bilingual, notes: Notes = {}) {
  return {
    describe: (name: string): CheckboxField => ({ name, kind: 'checkbox', required: false, label, ...notes }),
    schema: z.boolean().default(false),
  };
}

/** `min` to `max` short texts (1 to 50 unless told), one per line. */
export function list(
  label: Bilingual,
  { min = 1, max = 50, maxLength = 200, ...notes }: Notes & { min?: number; max?: number; maxLength?: number } = {},
) {
  return {
    describe: (name: string): ListField => ({ name, kind: 'list', required: true, label, min, max, maxLength, ...notes }),
    schema: z.array(plainString(maxLength, false)).min(min).max(max),
  };
}

/** The same field, which may be left empty. */
export function optional<S extends z.ZodType, F extends Field>({ describe, schema }: Part<S, F>) {
  return { describe: (name: string): F => ({ ...describe(name), required: false }), schema: schema.optional() };
}
