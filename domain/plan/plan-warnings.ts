import { dateOf, type PlanDate, yearOf } from '../calendar/plan-date.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { counted } from '../language/counted.ts';
import { datePhrase } from '../language/days.ts';
import { type Problem, problem } from '../language/problem.ts';
import type { Language } from '../language/sentence.ts';
import { STAGE_NAMES_EN } from '../stages/stage-names.ts';
import { type StageId, stageDefinition } from '../stages/stages.ts';
import { noticeEnd } from './notice-end.ts';
import type { ResolvedPlan } from './resolved-plan.ts';

/** Something a county should know before it starts a plan; same shape as a problem, stops nothing. */
export interface PlanWarning extends Problem {
  readonly code: 'OPENS_ON_OR_AFTER_DUE' | 'PROVISIONAL_DAYS';
  /** `PROVISIONAL_DAYS`: the deadlines that rest on a year without calendar data. */
  readonly dates?: readonly PlanDate[];
}

/** Works out how late each stage can open when everybody uses all the time the plan gives. */
class LatestOpenings {
  readonly #plan: ResolvedPlan;
  readonly #calendar: WorkingCalendar;

  constructor(plan: ResolvedPlan, calendar: WorkingCalendar) {
    this.#plan = plan;
    this.#calendar = calendar;
  }

  opening(id: StageId): PlanDate {
    return stageDefinition(id)
      .after.map((before) => this.#passed(before))
      .reduce((latest, date) => (date > latest ? date : latest), this.#plan.firstDay);
  }

  #row(id: StageId): ResolvedPlan['stages'][number] {
    const row = this.#plan.stages.find((stage) => stage.id === id);
    if (!row) throw new RangeError(`the plan has no stage ${id}`);
    return row;
  }

  /**
   * Due date, plus the decision days of every turn up to the last that gates; a notice runs instead. A stage that is
   * switched off is behind us as soon as it would open.
   */
  #passed(id: StageId): PlanDate {
    const row = this.#row(id);
    const stage = stageDefinition(id);
    if (!row.enabled) return this.opening(id);
    if (stage.passesByNotice) return dateOf(noticeEnd(row.due, this.#plan.notice, this.#calendar).endsAt);
    const turns = Math.max(0, ...stage.answers.filter((answer) => answer.kind !== 'note').map((answer) => answer.turn));
    return this.#calendar.addWorkdays(row.due, turns * row.decisionDays);
  }
}

/** Stages that can open on or after the day they are due although nobody is late. */
export function openingWarnings(plan: ResolvedPlan, calendar: WorkingCalendar): PlanWarning[] {
  const openings = new LatestOpenings(plan, calendar);
  return plan.stages
    .filter((stage) => stage.enabled)
    .map((stage) => ({ id: stage.id, due: stage.due, opens: openings.opening(stage.id) }))
    .filter(({ due, opens }) => opens >= due)
    .map(({ id, due, opens }) => {
      const title = stageDefinition(id).title;
      const warning = problem(
        ['stages', id, 'due'],
        'OPENS_ON_OR_AFTER_DUE',
        { stage: id, opens, due },
        {
          zh: `“${title}”最晚 ${datePhrase(opens, 'zh-Hans')}才能开始，而期限是 ${datePhrase(due, 'zh-Hans')}；前面各环节按期完成也来不及，建议推迟期限或提前上一环节`,
          en: `"${STAGE_NAMES_EN[id]}" may open only on ${datePhrase(opens, 'en')} but is due on ${datePhrase(due, 'en')}, even if every stage before it is on time; move the due date or the stage before`,
        },
      );
      return { ...warning, code: 'OPENS_ON_OR_AFTER_DUE' };
    });
}

function deadlines(plan: ResolvedPlan): PlanDate[] {
  return [
    ...plan.stages.filter((stage) => stage.enabled).map((stage) => stage.due),
    ...plan.reports.months.map((report) => report.due),
    ...plan.reports.county.map((report) => report.due),
  ];
}

/** The deadlines that fall in a year whose State Council notice is not in the calendar: they may still move. */
export function provisionalWarnings(plan: ResolvedPlan, calendar: WorkingCalendar): PlanWarning[] {
  const dates = [...new Set(deadlines(plan))].filter((date) => calendar.isProvisional(date)).sort();
  if (dates.length === 0) return [];
  const years = [...new Set(dates.map(yearOf))].join('、');
  const list = (language: Language, separator: string): string => {
    const said = dates.map((date) => datePhrase(date, language));
    return said.length > 6 ? `${said[0]} … ${said.at(-1)}` : said.join(separator);
  };
  const warning = problem(
    [],
    'PROVISIONAL_DAYS',
    { years, count: dates.length, first: dates[0] ?? '', last: dates.at(-1) ?? '' },
    {
      zh: `日历文件还没有 ${years} 年的放假安排，${dates.length} 个期限（${list('zh-Hans', '、')}）只能暂定，数据补上后重新计算`,
      en: `the calendar has no data for ${years.replaceAll('、', ', ')}: ${counted(dates.length, 'deadline')} (${list('en', ', ')}) ${dates.length === 1 ? 'is provisional and is' : 'are provisional and are'} worked out again once it has`,
    },
  );
  return [{ ...warning, code: 'PROVISIONAL_DAYS', dates }];
}
