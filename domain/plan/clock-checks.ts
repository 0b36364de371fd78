import { z } from 'zod';
import { monthDay, wellFormed, wholeNumber } from '../calendar/fields.ts';
import { type Keys, type Problem, problem } from '../language/problem.ts';
import { reportSchema } from './plan-schema.ts';

const days = z.array(wholeNumber(0, 60));

/** Reminders stand farthest first and never twice; escalation levels never go backwards. */
function ladderProblems(input: unknown): Problem[] {
  const lists: readonly Keys[] = [
    ['ladder', 'remindWorkdaysBefore'],
    ['ladder', 'shortClock', 'remindWorkdaysBefore'],
    ['report', 'remindWorkdaysBefore'],
  ];
  const reminders = lists.flatMap((keys) => {
    const list = wellFormed(input, keys, days);
    if (!list || list.every((value, index) => index === 0 || value < (list[index - 1] ?? 0))) return [];
    return [
      problem(
        keys,
        'REMINDER_ORDER',
        { found: list.join(', ') },
        {
          zh: `填的是 ${list.join('、')}；应从远到近排列且不重复，如 3、1`,
          en: `found ${list.join(', ')}; allowed: farthest first, none twice, such as 3, 1`,
        },
      ),
    ];
  });
  const keys = ['ladder', 'escalateWorkdaysAfter'];
  const levels = wellFormed(input, keys, days);
  if (!levels || levels.every((value, index) => index === 0 || value >= (levels[index - 1] ?? 0))) return reminders;
  return [
    ...reminders,
    problem(
      keys,
      'LADDER_ORDER',
      { found: levels.join(', ') },
      {
        zh: `填的是 ${levels.join('、')}；后一级不得早于前一级，如 0、3、7`,
        en: `found ${levels.join(', ')}; allowed: no level before the one below it, such as 0, 3, 7`,
      },
    ),
  ];
}

/** Months are asked for once, in order, and lie inside the plan (R83, C-07). */
function reportProblems(input: unknown): Problem[] {
  const months = wellFormed(input, ['report', 'months'], reportSchema.shape.months);
  if (!months) return [];
  const found: Problem[] = [];
  if (months.some((month, index) => index > 0 && month <= (months[index - 1] ?? 0))) {
    found.push(
      problem(
        ['report', 'months'],
        'REPORT_MONTH_ORDER',
        { found: months.join(', ') },
        {
          zh: `填的是 ${months.join('、')}；应从小到大排列且不重复`,
          en: `found ${months.join(', ')}; allowed: ascending, none twice`,
        },
      ),
    );
  }
  const from = wellFormed(input, ['phases', 'preparation', 'from'], monthDay);
  const to = wellFormed(input, ['phases', 'summary', 'to'], monthDay);
  if (from === undefined || to === undefined) return found;
  const [first, last] = [Number(from.slice(0, 2)), Number(to.slice(0, 2))];
  const outside = months.filter((month) => month < first || month > last);
  if (outside.length === 0) return found;
  return [
    ...found,
    problem(
      ['report', 'months'],
      'REPORT_MONTH_OUTSIDE',
      { found: outside.join(', '), first, last },
      {
        zh: `${outside.join('、')} 月不在方案期内；应为 ${first} 到 ${last} 月`,
        en: `month ${outside.join(', ')} lies outside the plan; allowed: ${first} to ${last}`,
      },
    ),
  ];
}

/** Everything wrong with the ladder and the months asked for, as far as they are well-formed. */
export function clockProblems(input: unknown): Problem[] {
  return [...ladderProblems(input), ...reportProblems(input)];
}
