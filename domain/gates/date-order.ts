import { BALLOT_ORDER_COUNT, datePairCount, datePairsOf, wordsOfDay } from '../fields/date-order.ts';
import { counted } from '../language/counted.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import type { StageId } from '../stages/stages.ts';
import { must, should } from './rule.ts';

/**
 * A word on each pair of days in the order of the stages, where both are on record: hard where the later rests on the
 * earlier.
 */
export function dateOrder(id: StageId | 'monthly-report', count: (name: string) => number | undefined): RuleResult[] {
  const pairs = datePairsOf(id).flatMap((pair) => {
    const days = count(datePairCount(pair));
    if (days === undefined) return [];
    const [[later, laterEn], [earlier, earlierEn]] = [wordsOfDay(pair.later), wordsOfDay(pair.earlier)];
    return [
      (pair.hard ? must : should)({
        rule: pair.rule,
        code: pair.code,
        figures: { days },
        holds: days === 0,
        yes: [`${later}不早于${earlier}`, `In order: ${laterEn} does not come before ${earlierEn}`],
        no: [
          `${later}比${earlier}早 ${days} 天，先后颠倒，请核对日期`,
          `The days are the wrong way round: ${laterEn} comes ${counted(days, 'day')} before ${earlierEn}`,
        ],
      }),
    ];
  });
  return [...pairs, ...furtherBallot(count(BALLOT_ORDER_COUNT))];
}

function furtherBallot(days: number | undefined): RuleResult[] {
  if (days === undefined) return [];
  return [
    must({
      rule: '§2.5',
      code: 'BALLOT_BEFORE_LAST_ONE',
      figures: { days },
      holds: days === 0,
      yes: ['本次投票不早于上一次投票', 'This ballot is not held before the last one'],
      no: [
        `本次投票比上一次投票早 ${days} 天，先后颠倒，请核对日期`,
        `The days are the wrong way round: this ballot comes ${counted(days, 'day')} before the last one`,
      ],
    }),
  ];
}
