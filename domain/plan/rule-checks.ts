import { z } from 'zod';
import { monthDay, wellFormed, wholeNumber } from './fields.ts';
import * as plan from './plan-schema.ts';
import { type Keys, type Problem, problem } from './problem.ts';

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

/** A quorum between one half and the whole that can be reached (REFERENCE §2.3). */
function quorumProblems(input: unknown): Problem[] {
  const quorum = wellFormed(input, ['quorum'], plan.quorumSchema);
  if (!quorum) return [];
  const { num, den, strict } = quorum;
  const reachable = strict ? num < den : num <= den;
  if (reachable && 2 * num >= den) return [];
  return [
    problem(
      ['quorum'],
      'QUORUM_FRACTION',
      { num, den },
      {
        zh: `法定人数 ${num}/${den} 不可用；应为二分之一到一之间的分数（“超过”时须小于一），如 4/5`,
        en: `quorum ${num}/${den} cannot be used; allowed: a fraction from one half to one (below one when strict), such as 4/5`,
      },
    ),
  ];
}

function ratioProblems(input: unknown): Problem[] {
  const nominees = wellFormed(input, ['differential', 'nomineesBp'], wholeNumber(0, 10_000));
  const formal = wellFormed(input, ['differential', 'formalBp'], wholeNumber(0, 10_000));
  if (nominees === undefined || formal === undefined || formal <= nominees) return [];
  return [
    problem(
      ['differential', 'formalBp'],
      'RATIO_ORDER',
      { formal, nominees },
      {
        zh: `正式候选人差额 ${formal}（万分比）高于人选差额 ${nominees}，人选不够用；应为 0 到 ${nominees}`,
        en: `formal candidates need ${formal} basis points, more than the ${nominees} of the nominees they come from; allowed: 0 to ${nominees}`,
      },
    ),
  ];
}

function committeeProblems(input: unknown): Problem[] {
  const found: Problem[] = [];
  const deputies = wellFormed(input, ['leadership', 'deputies'], plan.leadershipSchema.shape.deputies);
  if (deputies && deputies.minInQuota + deputies.minOutOfQuota > deputies.count) {
    found.push(
      problem(
        ['leadership', 'deputies'],
        'DEPUTIES_MIX',
        { ...deputies },
        {
          zh: `编制内至少 ${deputies.minInQuota} 名加编制外至少 ${deputies.minOutOfQuota} 名，超过副书记 ${deputies.count} 名；两项之和应不大于 ${deputies.count}`,
          en: `at least ${deputies.minInQuota} in-quota and ${deputies.minOutOfQuota} out-of-quota exceed ${deputies.count} deputies; allowed: a sum of ${deputies.count} at most`,
        },
      ),
    );
  }
  const committee = wellFormed(input, ['committee'], plan.committeeSchema);
  if (committee && committee.sizeMin > committee.sizeMax) {
    found.push(
      problem(
        ['committee', 'sizeMin'],
        'COMMITTEE_SIZE',
        { sizeMin: committee.sizeMin, sizeMax: committee.sizeMax },
        {
          zh: `最少 ${committee.sizeMin} 名多于最多 ${committee.sizeMax} 名；应为 9 到 ${committee.sizeMax}`,
          en: `least ${committee.sizeMin} exceeds most ${committee.sizeMax}; allowed: 9 to ${committee.sizeMax}`,
        },
      ),
    );
  }
  const proportions = wellFormed(input, ['sources', 'proportions'], plan.proportionsSchema);
  return [...found, ...proportionProblems(['sources', 'proportions'], proportions ?? {}, committee?.sizeMax ?? 21)];
}

/** Source proportions that no committee of `seats` can meet (R36). */
export function proportionProblems(keys: Keys, proportions: z.infer<typeof plan.proportionsSchema>, seats: number): Problem[] {
  const rows = Object.entries(proportions).flatMap(([category, row]) => (row ? [{ category, ...row }] : []));
  const crossed = rows
    .filter(({ min, max }) => min > max)
    .map(({ category, min, max }) =>
      problem(
        [...keys, category],
        'PROPORTION_ORDER',
        { min, max },
        {
          zh: `最少 ${min} 名多于最多 ${max} 名；最少应为 0 到 ${max}`,
          en: `least ${min} exceeds most ${max}; allowed: least from 0 to ${max}`,
        },
      ),
    );
  const sum = rows.reduce((total, { min }) => total + min, 0);
  if (sum <= seats) return crossed;
  return [
    ...crossed,
    problem(
      keys,
      'PROPORTION_SUM',
      { sum, seats },
      {
        zh: `各类来源最少人数合计 ${sum} 名，超过 ${seats} 个名额；合计应不大于 ${seats}`,
        en: `the least numbers add up to ${sum}, more than ${seats} seats; allowed: a sum of ${seats} at most`,
      },
    ),
  ];
}

function procedureProblems(input: unknown): Problem[] {
  const found: Problem[] = [];
  const notice = wellFormed(input, ['notice'], plan.noticeSection);
  if (notice?.unit === 'WORKING' && notice.length < 5) {
    found.push(
      problem(
        ['notice', 'length'],
        'NOTICE_LENGTH',
        { length: notice.length },
        {
          zh: `按工作日公示填的是 ${notice.length} 天；应为 5 到 15 个工作日`,
          en: `found ${notice.length} working days; allowed: 5 to 15`,
        },
      ),
    );
  }
  const shortfall = wellFormed(input, ['shortfall'], plan.shortfallSchema);
  if (shortfall && (shortfall.policy === 'SUPPLEMENTARY') !== shortfall.maxRounds > 0) {
    found.push(
      problem(
        ['shortfall', 'maxRounds'],
        'SHORTFALL_ROUNDS',
        { maxRounds: shortfall.maxRounds },
        {
          zh: `填的是 ${shortfall.maxRounds}；另行选举（SUPPLEMENTARY）时应为 1 到 3，其他处理办法时应为 0`,
          en: `found ${shortfall.maxRounds}; allowed: 1 to 3 with SUPPLEMENTARY, else 0`,
        },
      ),
    );
  }
  return found;
}

/** Months are asked for once, in order, and lie inside the plan (R83, C-07). */
function reportProblems(input: unknown): Problem[] {
  const months = wellFormed(input, ['report', 'months'], plan.reportSchema.shape.months);
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

/** Everything wrong between the parameters of a plan, as far as they are well-formed. */
export function ruleProblems(input: unknown): Problem[] {
  return [ladderProblems, quorumProblems, ratioProblems, committeeProblems, procedureProblems, reportProblems].flatMap((check) =>
    check(input),
  );
}
