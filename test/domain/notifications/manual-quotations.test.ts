import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { Bilingual } from '../../../domain/language/problem.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import { STAGE_IDS } from '../../../domain/stages/stages.ts';
import { CATALOGUES } from '../../support/catalogues.ts';

const ROOT = new URL('../../..', import.meta.url);

/** What is quoted and is no word of the service, with the reason. */
const NOT_OURS = new Map([
  ['1+3+X', 'name of the county’s work'],
  ['User Metadata', 'heading of the engine’s own pages'],
  ['Report a vulnerability', 'button of the repository’s host'],
  ['可不写', 'said of a line of a file'],
  ['个别乡镇与方案不同', 'what a file can say'],
  ['授权码', 'word of a mail provider'],
  ['开启 → 决定 → 通过', 'steps of a run'],
  ['月-日', 'form of a value'],
  ['开始日＋minDays', 'form of a value'],
  ['X', 'figure of the plan'],
  ['×', 'mark on a ballot paper'],
  ['流程任务用时', 'title of a chart of the operators’ own dashboard'],
  [
    '系统已恢复到 ×月×日×时×分。此后的办理没有保存，请打开‘待我办理’，重新办理列出的事项。已收到的回执编号仍可查询。',
    'a notice that the operators write',
  ],
]);

async function textsIn(folders: readonly string[], ending: RegExp): Promise<[string, string][]> {
  const lists = await Promise.all(
    folders.map(async (folder) => (await readdir(new URL(folder, ROOT), { recursive: true })).map((file) => `${folder}/${file}`)),
  );
  return Promise.all(
    lists
      .flat()
      .filter((file) => ending.test(file))
      .map(async (file): Promise<[string, string]> => [file, await readFile(new URL(file, ROOT), 'utf8')]),
  );
}

/** A sentence without what differs each time: figures, `N`, what is put in. */
function fixed(sentence: string): string {
  return sentence.replaceAll(/\$\{[^}]*\}|\d+|N/g, '').replaceAll(/\s/g, '');
}

const labels = new Set(
  Object.values(CATALOGUES)
    .flatMap((catalogue) => Object.values(catalogue))
    .map((entry): Bilingual => (typeof entry === 'function' ? { zh: '', en: '' } : entry))
    .map(({ zh }) => zh.replace(/[。：]$/, '')),
);
const stages = new Set(STAGE_IDS.map((id) => itemTitle(id, 'zh-Hans')));

it('whatever README, manuals, plan and terminal quote is a word of the pages, a message of the service, or a heading of the manual', async () => {
  const manuals = [
    ...(await textsIn(['docs/operations', 'plans'], /\.md$|one-plus.*\.yaml$/)),
    ...(await Promise.all(
      [
        'README.md',
        'CONTRIBUTING.md',
        'SECURITY.md',
        'docs/count.md',
        'docs/county-file.md',
        'docs/first-ten-minutes.md',
        'docs/rehearsal.md',
      ].map(async (file): Promise<[string, string]> => [file, await readFile(new URL(file, ROOT), 'utf8')]),
    )),
  ];
  const headings = new Set(manuals.flatMap(([, text]) => [...text.matchAll(/^#+ (.+)$/gm)].flatMap(([, said = '']) => said.split(' · '))));
  const sources = await textsIn(['api', 'domain', 'store', 'activities', 'worker', 'launcher', 'engines', 'config'], /\.tsx?$/);
  const said = fixed(sources.map(([, text]) => text.replaceAll(/\/\*[\s\S]*?\*\//g, '')).join('\n'));
  const known = (quoted: string) =>
    NOT_OURS.has(quoted) ||
    labels.has(quoted) ||
    stages.has(quoted) ||
    headings.has(quoted) ||
    /^\d$/.test(quoted) ||
    said.includes(fixed(quoted));
  const quotations = manuals.flatMap(([file, text]) =>
    [...text.matchAll(/“([^“”\n]+)”/g)].map(([, quoted = '']) => [file, quoted] as const),
  );
  expect(quotations.length).toBeGreaterThan(60);
  expect(quotations.filter(([, quoted]) => !known(quoted)).map(([file, quoted]) => `${file}: ${quoted}`)).toEqual([]);
});
