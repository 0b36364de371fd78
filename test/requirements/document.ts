import { isTested, type Requirement, type Section } from './requirements-file.ts';

const HEAD = `# 需求与测试 · Requirements and their tests

工作方案的每一条要求，一行一条：由哪些测试保证，或者在哪里报告。本页由 \`npm run requirements\` 从 [\`requirements/requirements.yaml\`](requirements/requirements.yaml) 生成，请勿手改。
_Every sentence of the plan, a row each: the tests that prove it, or where it is reported. Written by \`npm run requirements\`; change the YAML file, not this page._`;

const KIND_WORDS: Readonly<Record<Requirement['kind'], string>> = {
  rule: '规则 rule',
  ratio: '比例 ratio',
  date: '日期 date',
  stage: '环节 stage',
  doc: '文件 document',
  report: '报告 report',
  data: '数据 data',
  duty: '职责 duty',
  actor: '主体 actor',
  flex: '灵活 freedom',
  aim: '目的 aim',
  principle: '原则 principle',
  scope: '范围 scope',
};

/** `docs/requirements.md`: a table for each section of the plan. */
export function requirementsDocument(sections: readonly Section[]): string {
  const all = sections.flatMap(({ rows }) => rows);
  const tested = all.filter(isTested).length;
  const counted = `共 ${all.length} 条：${tested} 条有测试，${all.length - tested} 条目的、原则和范围说明报告之处。\n_${all.length} in all: ${tested} have tests; ${all.length - tested} aims, principles and scope say where they are reported._`;
  return `${[HEAD, counted, ...sections.map(sectionTable)].join('\n\n')}\n`;
}

function sectionTable({ zh, en, rows }: Section): string {
  return [
    `## ${zh} · ${en}`,
    '',
    '| | 要求 · Requirement | 测试或报告之处 · Tests, or where it is reported |',
    '| --- | --- | --- |',
    ...rows.map(
      (row) => `| **${row.id}**<br>${KIND_WORDS[row.kind]} | ${cell(row.zh)}<br>_${cell(row.en)}_ | ${places(row).join('<br>')} |`,
    ),
  ].join('\n');
}

function places(row: Requirement): string[] {
  return isTested(row)
    ? row.tests.map(({ file, title }) => `${link(file)}: ${cell(title)}`)
    : row.reported.map(({ file, zh, en }) => `${cell(zh)} · ${cell(en)} (${link(file)})`);
}

function link(file: string): string {
  return `[${file.slice(file.lastIndexOf('/') + 1)}](../${file})`;
}

/** Text in a table of Markdown: nothing in it is markup. */
function cell(text: string): string {
  return text.replaceAll(/[\\|*_<>[\]`]/g, String.raw`\$&`);
}
