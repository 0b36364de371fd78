import path from 'node:path';
import type { CalendarData } from '../domain/calendar/working-calendar.ts';
import { counted } from '../domain/language/counted.ts';
import { type Problem, problemLine } from '../domain/language/problem.ts';
import { itemTitle } from '../domain/notifications/notices.ts';
import { type PlanChange, planChanges } from '../domain/plan/plan-changes.ts';
import { type Deadline, deadlinesOf } from '../domain/plan/plan-deadlines.ts';
import type { Plan } from '../domain/plan/plan-schema.ts';
import { resolvePlan } from '../domain/plan/resolve-plan.ts';
import { readCalendar, readPlan } from '../store/plan-files.ts';
import { reportFailure } from './report-failure.ts';

/** `npm run plan -- check FILE | explain FILE --year Y | diff A B`: a plan looked at before anybody works by it. */

const USAGE = `npm run plan -- check 文件 FILE              检查方案文件，逐条列出错误 / every problem of a plan file
npm run plan -- explain 文件 FILE --year 年份 Y   每个期限落在哪天、星期几、是否工作日 / every deadline as a date
npm run plan -- diff 旧文件 A 新文件 B            修改了什么，对已经启动的乡镇有何影响 / what differs, and whom it reaches`;

const CALENDAR = path.join(import.meta.dirname, '..', 'plans', 'calendar.yaml');

class PlanProblems extends Error {
  override readonly name = 'PlanProblems';
}

async function run([command, ...rest]: readonly string[]): Promise<void> {
  const files = rest.filter((word, index) => !word.startsWith('--') && rest[index - 1] !== '--year');
  const [first, second] = files;
  if (command === 'check' && first && files.length === 1) return check(await load(first));
  if (command === 'explain' && first && files.length === 1) return explain(await load(first), yearIn(rest), await loadCalendar());
  if (command === 'diff' && first && second && files.length === 2) return diff(await load(first), await load(second));
  if (command === undefined || command === '--help') return console.log(USAGE);
  throw new PlanProblems(USAGE);
}

function yearIn(words: readonly string[]): number {
  const year = Number(words[words.indexOf('--year') + 1]);
  if (words.includes('--year') && Number.isInteger(year) && year >= 2000 && year <= 2099) return year;
  throw new PlanProblems('请给出年份，如 --year 2026 / name the year, such as --year 2026');
}

async function load(file: string): Promise<Plan> {
  const read = await readPlan(path.resolve(file));
  if ('plan' in read) return read.plan;
  throw new PlanProblems(
    [`${file}：${read.problems.length} 处错误 / ${counted(read.problems.length, 'problem')}`, ...linesOf(read.problems)].join('\n'),
  );
}

async function loadCalendar(): Promise<CalendarData> {
  const read = await readCalendar(CALENDAR);
  if ('calendar' in read) return read.calendar;
  throw new PlanProblems(linesOf(read.problems).join('\n'));
}

function linesOf(problems: readonly Problem[]): string[] {
  return problems.flatMap((one) => [`  ✗ ${problemLine(one, 'zh')}`, `    ${problemLine(one, 'en')}`]);
}

function check({ title, version }: Plan): void {
  console.log(`✓ ${title.zh}（第 ${version} 版）没有错误 / no problems`);
}

const DAYS: Readonly<Record<Deadline['weekday'], string>> = {
  SUN: '周日',
  MON: '周一',
  TUE: '周二',
  WED: '周三',
  THU: '周四',
  FRI: '周五',
  SAT: '周六',
};
const PHASES: Readonly<Record<string, string>> = { preparation: '准备阶段', implementation: '实施阶段', summary: '总结阶段' };

function explain(plan: Plan, year: number, calendar: CalendarData): void {
  const { resolved, warnings } = resolvePlan(plan, { year, calendar });
  console.log(`${plan.title.zh} · ${year}`);
  for (const deadline of deadlinesOf(resolved)) console.log(lineOf(deadline));
  if (warnings.length > 0) console.log(['', '请注意 / please note', ...linesOf(warnings)].join('\n'));
}

function lineOf({ item, kind, on, weekday, workday, provisional, answerDays }: Deadline): string {
  const what = {
    'phase-begin': () => `── ${PHASES[item] ?? item}开始`,
    'phase-end': () => `── ${PHASES[item] ?? item}结束`,
    'notice-end': () => '公示期满（最晚张贴时）',
    stage: () => `${itemTitle(item, 'zh-Hans')} 最晚报送`,
    'monthly-report': () => `${itemTitle(item, 'zh-Hans')} 最晚报送`,
    'county-report': () => `${itemTitle(item, 'zh-Hans')} 报出`,
  }[kind]();
  const marks = [
    workday ? '工作日' : '休息日',
    ...(provisional ? ['暂定 provisional'] : []),
    ...(answerDays > 0 ? [`${answerDays} 个工作日内答复`] : []),
  ];
  return `${on} ${DAYS[weekday]}  ${what}（${marks.join('，')}）`;
}

const REACHES: Readonly<Record<PlanChange['reaches'], string>> = {
  ahead: '已启动的乡镇：未开始的环节改用新日期，正在办理的只会延后 / what is ahead of townships under way',
  reports: '已启动的乡镇：从下一份月报起 / from the next report on',
  shown: '立即显示 / shown at once',
  'new-runs': '只对以后启动的乡镇有效，已启动的照原规定办理 / townships that begin later',
};

function diff(before: Plan, after: Plan): void {
  const changes = planChanges(before, after);
  if (changes.length === 0) return console.log('两份方案没有区别 / no difference');
  if (after.version <= before.version) console.log(`⚠ 新方案的 version 应大于 ${before.version} / the new plan needs a higher version`);
  for (const { path: place, before: old, after: fresh, reaches } of changes) {
    console.log(`${place}：${valueText(old)} → ${valueText(fresh)}\n    ${REACHES[reaches]}`);
  }
}

function valueText(value: unknown): string {
  return value === undefined ? '（无）' : typeof value === 'string' ? value : JSON.stringify(value);
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof PlanProblems) {
    console.error(error.message);
    process.exitCode = 1;
  } else reportFailure(error);
}
