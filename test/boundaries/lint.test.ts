import { execFile } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { program, projectWith } from './project-copy.ts';

const reportSchema = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });

/** What the linter says about a project of these files: `file: rule`. It ends with 1 when it says anything. */
async function complaints(files: Readonly<Record<string, string>>): Promise<string[]> {
  const copy = await projectWith(files);
  try {
    const stdout = await new Promise<string>((resolve, reject) => {
      execFile(process.execPath, [program('oxlint'), '--format', 'json'], { cwd: copy.folder }, (error, out, err) => {
        if (error && error.code !== 1) reject(new Error(err));
        else resolve(out);
      });
    });
    return reportSchema.parse(JSON.parse(stdout)).diagnostics.map(({ filename, code }) => `${filename}: ${code}`);
  } finally {
    await copy.remove();
  }
}

const CLOSE = `import type { MongoClient } from 'mongodb';\nexport async function close(client: MongoClient): Promise<void> {`;

const VIOLATIONS: readonly (readonly [title: string, rule: string, file: string, text: string])[] = [
  ['a promise nobody waits for', 'typescript(no-floating-promises)', 'store/a.ts', `${CLOSE} client.close(); await client.connect(); }`],
  ['a promise thrown away', 'typescript(no-floating-promises)', 'store/b.ts', `${CLOSE} void client.close(); await client.connect(); }`],
  [
    'a promise where none is awaited',
    'typescript(no-misused-promises)',
    'store/c.ts',
    `${CLOSE} [1].forEach(async () => { await client.close(); }); await client.connect(); }`,
  ],
  ['any', 'typescript(no-explicit-any)', 'store/d.ts', 'export const a = (b: any): boolean => b === 1;'],
  ['any that comes from outside', 'typescript(no-unsafe-return)', 'store/e.ts', `export const a = (): string => JSON.parse('1');`],
  ['a type error silenced', 'typescript(ban-ts-comment)', 'store/f.ts', `// @ts-ignore\nexport const a: string = 1;`],
  ['the environment read outside config/env.ts', 'eslint(no-restricted-properties)', 'api/a.ts', 'export const a = process.env.PORT;'],
  ['the environment taken apart', 'eslint(no-restricted-properties)', 'engines/a.ts', 'export const { env } = process;'],
  [
    'the environment by another name',
    'eslint(no-restricted-imports)',
    'launcher/a.ts',
    `import { env } from 'node:process';\nexport const a = env;`,
  ],
  ['the environment in config/, beside env.ts', 'eslint(no-restricted-properties)', 'config/a.ts', 'export const a = process.env.PORT;'],
  ['wall time in the domain', 'eslint(no-restricted-properties)', 'domain/a.ts', 'export const a = (): number => Date.now();'],
  ['Node in a workflow', 'eslint(no-restricted-globals)', 'workflows/a.ts', `export const a = (): number => Buffer.byteLength('a');`],
  [
    'markup that is not escaped',
    'react(no-danger)',
    'api/pages/ui/a.tsx',
    'export const A = (p: { html: string }) => <p dangerouslySetInnerHTML={{ __html: p.html }} />;',
  ],
];

describe('refused by the linter', () => {
  let found: string[];

  beforeAll(async () => {
    found = await complaints(Object.fromEntries(VIOLATIONS.map(([, , file, text]) => [file, `${text}\n`])));
  });

  test.each(VIOLATIONS)('%s', (_title, rule, file) => {
    expect(found.filter((line) => line.startsWith(`${file}:`))).toEqual([`${file}: ${rule}`]);
  });
});

test('allowed: the environment in config/env.ts, and promises that are waited for', async () => {
  const found = await complaints({
    'config/env.ts': 'export const a = process.env.PORT;\n',
    'store/a.ts': `${CLOSE} await client.close(); }\n`,
  });
  expect(found).toEqual([]);
});
