import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { projectFolder } from '../../engines/project-folder.ts';
import { program, projectWith } from './project-copy.ts';

const run = promisify(execFile);

/** Who may import whom, as ARCHITECTURE.md has it. What only types or only one file may cross is tried further down. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  workflows: ['domain'],
  config: [],
  store: ['domain', 'config'],
  activities: ['domain', 'store', 'workflows'],
  api: ['domain', 'store', 'config', 'workflows'],
  worker: ['activities', 'store', 'config', 'domain', 'workflows'],
  engines: ['config'],
  launcher: ['config', 'engines', 'store', 'domain'],
  rehearsal: ['domain', 'engines', 'config'],
  test: ['*'],
};
const FOLDERS = Object.keys(TABLE);

/** The layers of the api: which of the others each may import. `.` stands for `api/deps.ts`. */
const API: Readonly<Record<string, readonly string[]>> = {
  http: [],
  access: ['http'],
  documents: [],
  'use-cases': ['access', 'documents', 'http'],
  accounts: ['http'],
  'engine-ui': ['access', 'http'],
  json: ['use-cases', 'access', 'documents', 'accounts', 'http', '.'],
  pages: ['use-cases', 'access', 'documents', 'accounts', 'http', '.'],
};

const violationSchema = z.object({
  from: z.string(),
  to: z.string(),
  comment: z.string().optional(),
  rule: z.object({ name: z.string(), severity: z.string() }),
});
const reportSchema = z.object({
  summary: z.object({
    violations: z.array(violationSchema),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string() })) }),
  }),
});

/** What the rule says about a project of these files: `from → to: rule`, and the sentences of the rules. */
async function refusals(files: Readonly<Record<string, string>>): Promise<{ refused: string[]; sentences: Map<string, string> }> {
  const copy = await projectWith(files);
  try {
    const { stdout } = await run(process.execPath, [program('depcruise'), '.', '--output-type', 'json'], {
      cwd: copy.folder,
      maxBuffer: 2 ** 26,
    });
    const { violations, ruleSetUsed } = reportSchema.parse(JSON.parse(stdout)).summary;
    return {
      refused: violations.map(({ from, to, rule }) => `${from} → ${to}: ${rule.name}`),
      sentences: new Map(ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment])),
    };
  } finally {
    await copy.remove();
  }
}

const up = (folder: string) => '../'.repeat(folder.split('/').length);

test('every import between folders that the table does not allow is refused, type-only ones too, and no other', async () => {
  const files: Record<string, string> = {};
  const expected: string[] = [];
  for (const from of FOLDERS) {
    files[`${from}/leaf.ts`] = 'export interface Leaf { readonly a: 1 }\n';
    for (const to of FOLDERS.filter((folder) => folder !== from)) {
      files[`${from}/takes-${to.replace('/', '-')}.ts`] = `import type { Leaf } from '${up(from)}${to}/leaf.ts';\nexport type T = Leaf;\n`;
      const may = TABLE[from] ?? [];
      if (!may.includes('*') && !may.includes(to)) expected.push(`${from}/takes-${to.replace('/', '-')}.ts → ${to}/leaf.ts`);
    }
  }
  const { refused } = await refusals(files);
  expect(refused.map((line) => line.replace(/: .*/, '')).toSorted()).toEqual(expected.toSorted());
});

/** The rooms of the domain, from the floor up. */
const ROOMS = [
  'language',
  'calendar',
  'stages',
  'tables',
  'plan',
  'county',
  'rules',
  'fields',
  'election',
  'state',
  'dossiers',
  'gates',
  'authority',
  'process',
  'notifications',
];

test('every import between rooms of the domain that points up is refused, type-only ones too, and no other', async () => {
  const files: Record<string, string> = { 'domain/leaf.ts': 'export interface Leaf { readonly a: 1 }\n' };
  const expected: string[] = [];
  for (const [place, from] of ROOMS.entries()) {
    files[`domain/${from}/leaf.ts`] = `import type { Leaf as L } from '../leaf.ts';\nexport type Leaf = L;\n`;
    files[`domain/takes-${from}.ts`] = `import type { Leaf } from './${from}/leaf.ts';\nexport type T = Leaf;\n`;
    expected.push(`domain/takes-${from}.ts → domain/${from}/leaf.ts: domain-beside-its-rooms`);
    for (const [other, to] of ROOMS.entries()) {
      if (other === place) continue;
      const file = `domain/${from}/takes-${to}.ts`;
      files[file] = `import type { Leaf } from '../${to}/leaf.ts';\nexport type T = Leaf;\n`;
      if (other > place) expected.push(`${file} → domain/${to}/leaf.ts: domain-${from}-imports`);
    }
  }
  const { refused } = await refusals(files);
  expect(refused.toSorted()).toEqual(expected.toSorted());
  expect(
    readdirSync(path.join(projectFolder, 'domain'), { withFileTypes: true })
      .flatMap((one) => (one.isDirectory() ? [one.name] : []))
      .toSorted(),
  ).toEqual(ROOMS.toSorted());
});

test('every import between layers of the api that points up is refused, type-only ones too, and no other', async () => {
  const files: Record<string, string> = { 'api/deps.ts': 'export interface Leaf { readonly a: 1 }\n' };
  const expected: string[] = [];
  for (const [from, may] of Object.entries(API)) {
    files[`api/${from}/leaf.ts`] = 'export interface Leaf { readonly a: 1 }\n';
    for (const to of ['.', ...Object.keys(API)].filter((layer) => layer !== from)) {
      const [file, leaf] = [`api/${from}/takes-${to === '.' ? 'deps' : to}.ts`, to === '.' ? 'deps.ts' : `${to}/leaf.ts`];
      files[file] = `import type { Leaf } from '../${leaf}';\nexport type T = Leaf;\n`;
      if (!may.includes(to)) expected.push(`${file} → api/${leaf}: api-${from}-imports`);
    }
  }
  const { refused, sentences } = await refusals(files);
  expect(refused.toSorted()).toEqual(expected.toSorted());
  for (const layer of Object.keys(API)) expect(sentences.get(`api-${layer}-imports`)).toMatch(/^[A-Z].{40,}\.$/);
});

/** One violation each of what the table cannot say: packages, Node, values where only types may pass, cycles. */
const VIOLATIONS: readonly (readonly [title: string, rule: string, file: string, text: string])[] = [
  ['domain takes a package', 'domain-imports', 'domain/v1.ts', `import { MongoClient } from 'mongodb';\nexport const a = MongoClient;`],
  ['domain takes a type of Node', 'domain-imports', 'domain/v2.ts', `import type { Stats } from 'node:fs';\nexport type A = Stats;`],
  ['domain takes a type in passing', 'domain-imports', 'domain/v3.ts', `export type A = Promise<import('../store/leaf.ts').Leaf>;`],
  ['domain hands a type on', 'domain-imports', 'domain/v4.ts', `export type { Leaf } from '../store/leaf.ts';`],
  ['workflows take zod', 'workflows-imports', 'workflows/v1.ts', `import { z } from 'zod';\nexport const a = z;`],
  [
    'workflows take an SDK for activities',
    'workflows-imports',
    'workflows/v2.ts',
    `import { log } from '@temporalio/activity';\nexport const a = log;`,
  ],
  [
    'workflows take Node',
    'workflows-imports',
    'workflows/v3.ts',
    `import { randomUUID } from 'node:crypto';\nexport const a = randomUUID;`,
  ],
  ['workflows take the store when needed', 'workflows-imports', 'workflows/v4.ts', `export const a = () => import('../store/leaf.ts');`],
  [
    'activities run workflow code',
    'activities-take-interfaces-of-workflows',
    'activities/v.ts',
    `import { leaf } from '../workflows/leaf.ts';\nexport const a = leaf;`,
  ],
  [
    'the api runs workflow code',
    'api-takes-messages-of-workflows',
    'api/v1.ts',
    `import { leaf } from '../workflows/leaf.ts';\nexport const a = leaf;`,
  ],
  [
    'the worker takes a workflow in its own process',
    'worker-takes-types-of-workflows',
    'worker/v1.ts',
    `import { leaf } from '../workflows/leaf.ts';\nexport const a = leaf;`,
  ],
  [
    'a view decides by a rule',
    'views-take-types-of-domain',
    'api/pages/board/view.tsx',
    `import { leaf } from '../../../domain/leaf.ts';\nexport const A = () => <b>{leaf}</b>;`,
  ],
  [
    'a part of several pages reads the store',
    'views-know-no-store',
    'api/pages/ui/v1.tsx',
    `import type { Leaf } from '../../../store/leaf.ts';\nexport const A = ({ leaf }: { readonly leaf: Leaf }) => <b>{leaf.a}</b>;`,
  ],
  [
    'a second view of a page asks a use case',
    'views-take-data-of-api',
    'api/pages/board/print-view.tsx',
    `import { leaf } from '../../use-cases/leaf.ts';\nexport const A = () => <b>{leaf}</b>;`,
  ],
  ['two files need each other', 'no-cycles', 'store/v1.ts', `import type { B } from './v2.ts';\nexport interface A { readonly b: B }`],
  [
    'the product takes a development package',
    'no-development-packages-in-the-product',
    'api/v2.ts',
    `import { chromium } from 'playwright-core';\nexport const a = chromium;`,
  ],
  ['a package nobody declared', 'no-undeclared-packages', 'api/v3.ts', `import { parse } from 'acorn';\nexport const a = parse;`],
];

describe('refused, with its sentence', () => {
  const leaf = 'export interface Leaf { readonly a: 1 }\nexport const leaf = 1;\n';
  let found: Awaited<ReturnType<typeof refusals>>;

  beforeAll(async () => {
    const files = ['domain', 'store', 'workflows', 'api', 'api/use-cases'].map((folder) => [`${folder}/leaf.ts`, leaf]);
    files.push(['store/v2.ts', `import type { A } from './v1.ts';\nexport interface B { readonly a: A }\n`]);
    found = await refusals(Object.fromEntries([...files, ...VIOLATIONS.map(([, , name, text]) => [name, `${text}\n`])]));
  });

  test.each(VIOLATIONS)('%s', (_title, rule, file) => {
    const rules = found.refused.filter((line) => line.startsWith(`${file} `)).map((line) => line.replace(/.*: /, ''));
    expect(rules).toEqual([rule]);
    expect(found.sentences.get(rule)).toMatch(/^[A-Z].{40,}\.$/);
  });
});

test('allowed: what the table says of types, failures and messages', async () => {
  const { refused } = await refusals({
    'workflows/messages.ts': 'export const submit = 1;\n',
    'workflows/failures.ts': 'export const failure = 1;\n',
    'workflows/interfaces.ts': 'export interface Activities { readonly a: 1 }\n',
    'activities/a.ts': `import type { Activities } from '../workflows/interfaces.ts';\nimport { failure } from '../workflows/failures.ts';\nexport const a: Activities | number = failure;\n`,
    'api/a.ts': `import { submit } from '../workflows/messages.ts';\nexport const a = submit;\n`,
    'domain/a.ts': `import { z } from 'zod';\nexport const a = z;\n`,
    'workflows/a.ts': `import { proxyActivities } from '@temporalio/workflow';\nimport { ApplicationFailure } from '@temporalio/common';\nexport const a = [proxyActivities, ApplicationFailure];\n`,
  });
  expect(refused).toEqual([]);
});
