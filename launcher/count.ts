import { parseArgs } from 'node:util';
import type { Tally } from '../domain/election/tally-file.ts';
import { type CountedTally, countTally } from '../domain/gates/count-tally.ts';
import { counted } from '../domain/language/counted.ts';
import { type Problem, problemLine } from '../domain/language/problem.ts';
import type { RuleResult } from '../domain/rules/rule-result.ts';
import { readPlan, readTally } from '../store/plan-files.ts';
import { reportFailure } from './report-failure.ts';

/**
 * `npm run count -- FILE`: takes a tally and prints who is elected, with each rule's sentence (docs/count.md). Exit code
 * 0: the figures agree, whatever they come to; 1: they do not, or the file cannot be read; 2: wrong use.
 */

const USAGE = '用法：npm run count -- 计票文件 [--plan 方案文件] [--json] / usage: npm run count -- TALLY [--plan PLAN] [--json]';
const SHIPPED_PLAN = new URL('../plans/one-plus-three-x.yaml', import.meta.url).pathname;
const MARKS = { holds: '✓', warns: '!', fails: '✗' } as const;

function bothLanguages({ zh, en }: { readonly zh: string; readonly en: string }, mark: string): string[] {
  return [`${mark} ${zh}`, `  ${en}`];
}

function ruleLines(result: RuleResult): string[] {
  return bothLanguages(result, `${MARKS[result.outcome]} [${result.rule}]`);
}

function writtenLines({ name, times }: { readonly name: string; readonly times: number }): string[] {
  const zh = `有 ${times} 张票在另选他人处写了候选人“${name}”，已计为对该候选人的赞成；该票对其画“×”的计为弃权`;
  const en = `${counted(times, 'paper writes', 'papers write')} in the candidate "${name}": counted as approval, or as an abstention where the paper also has ×`;
  return bothLanguages({ zh, en }, MARKS.warns);
}

function resultLines(tally: Tally, { elected, tied, ruleResults }: CountedTally): string[] {
  const valid = ruleResults.every(({ outcome }) => outcome !== 'fails');
  const votes = new Map([...tally.candidates, ...tally.writeIns].map((row) => [row.name, row.for]));
  const named = (names: readonly string[]) => names.map((name) => `${name}（${votes.get(name) ?? 0}）`).join('、') || '无 / none';
  return [
    ...(tally.title === undefined ? [] : [tally.title, '']),
    ...ruleResults.flatMap(ruleLines),
    ...(tally.writtenCandidates ?? []).flatMap(writtenLines),
    '',
    ...(valid
      ? [`当选（得票） / elected (votes): ${named(elected)}`, ...(tied.length > 0 ? [`票数相等 / tied: ${named(tied)}`] : [])]
      : ['数字对不上，改正后再计票 / the figures disagree; correct them first']),
  ];
}

function problemLines(file: string, problems: readonly Problem[]): string[] {
  return problems.flatMap((one) => [`${file} ${problemLine(one, 'zh')}`, `  ${problemLine(one, 'en')}`]);
}

async function run(): Promise<number> {
  const { values, positionals } = readArguments();
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    console.error(USAGE);
    return 2;
  }
  const planFile = values.plan ?? SHIPPED_PLAN;
  const [plan, tally] = [await readPlan(planFile), await readTally(file)];
  if ('problems' in plan || 'problems' in tally) {
    const lines =
      'problems' in plan ? problemLines(planFile, plan.problems) : problemLines(file, 'problems' in tally ? tally.problems : []);
    for (const line of lines) console.error(line);
    return 1;
  }
  const counted = countTally(tally.tally, plan.plan);
  const lines = values.json ? [JSON.stringify(counted, undefined, 2)] : resultLines(tally.tally, counted);
  for (const line of lines) console.log(line);
  return counted.ruleResults.some(({ outcome }) => outcome === 'fails') ? 1 : 0;
}

function readArguments() {
  try {
    return parseArgs({ options: { plan: { type: 'string' }, json: { type: 'boolean', default: false } }, allowPositionals: true });
  } catch {
    return { values: { json: false, plan: undefined }, positionals: [] };
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    console.error(`没有这个文件 / there is no such file: ${'path' in error ? String(error.path) : ''}`);
    process.exitCode = 1;
  } else reportFailure(error);
}
