import { z } from 'zod';
import { isTested, type Section } from './requirements-file.ts';
import { isTitle, titlePath } from './test-titles.ts';

/** What vitest's JSON reporter writes, as far as it matters here. */
const resultsSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() })),
    }),
  ),
});

/** A requirement without one of its tests. */
export interface Lost {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly file: string;
  readonly title: string;
  /** `absent`: no such test ran at all; else what vitest says of it, such as `failed` or `skipped`. */
  readonly why: string;
}

/** Each test that a requirement names and that did not pass; with placeholders in its title, all it stands for must pass. */
export function lostRequirements(sections: readonly Section[], results: unknown): Lost[] {
  const ran = resultsSchema.parse(results).testResults;
  return sections
    .flatMap(({ rows }) => rows)
    .filter(isTested)
    .flatMap(({ id, zh, en, tests }) =>
      tests.flatMap(({ file, title }) => {
        const found = ran
          .filter(({ name }) => name.replaceAll('\\', '/').endsWith(`/${file}`))
          .flatMap(({ assertionResults }) => assertionResults)
          .filter((one) => isTitle(titlePath([...one.ancestorTitles, one.title]), title));
        const why = found.length === 0 ? 'absent' : found.find(({ status }) => status !== 'passed')?.status;
        return why === undefined ? [] : [{ id, zh, en, file, title, why }];
      }),
    );
}
