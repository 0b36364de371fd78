import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** What the plan asks to be done or to hold: each has tests. */
export const TESTED_KINDS = ['rule', 'ratio', 'date', 'stage', 'doc', 'report', 'data', 'duty', 'actor', 'flex'] as const;
/** What the plan is for: each is reported on, and never stops anybody. */
export const REPORTED_KINDS = ['aim', 'principle', 'scope'] as const;

const sentence = z.string().trim().min(1).max(200);
const common = { id: z.string().regex(/^R(0[1-9]|[1-9]\d|10\d)(\.[1-9])?$/), zh: sentence, en: sentence };
const file = z.string().regex(/^[\w./-]+$/);

const testedSchema = z.strictObject({
  ...common,
  kind: z.enum(TESTED_KINDS),
  tests: z.array(z.strictObject({ file: file.startsWith('test/'), title: z.string().min(1) })).min(1),
});

const reportedSchema = z.strictObject({
  ...common,
  kind: z.enum(REPORTED_KINDS),
  reported: z
    .array(
      z.strictObject({
        file,
        /** Words of that file, by which the place is found. */
        words: z.string().min(1),
        zh: sentence,
        en: sentence,
      }),
    )
    .min(1),
});

const sectionSchema = z.strictObject({
  zh: sentence,
  en: sentence,
  rows: z.array(z.discriminatedUnion('kind', [testedSchema, reportedSchema])).min(1),
});

export type Tested = z.infer<typeof testedSchema>;
export type Reported = z.infer<typeof reportedSchema>;
/** One sentence of the plan, with the tests that prove it or the places where it is reported. */
export type Requirement = Tested | Reported;
/** A section of the plan. */
export type Section = z.infer<typeof sectionSchema>;

const root = new URL('../../', import.meta.url);

/** A file of the project. */
export function projectFile(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** `docs/requirements/requirements.yaml`. @throws ZodError when it is not as it should be */
export function readSections(text: string = projectFile('docs/requirements/requirements.yaml')): Section[] {
  return z.strictObject({ sections: z.array(sectionSchema).min(1) }).parse(parse(text)).sections;
}

export function isTested(requirement: Requirement): requirement is Tested {
  return 'tests' in requirement;
}
