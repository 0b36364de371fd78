import { checkbox, number, optional } from '../fields/field-builders.ts';
import { account, born, name, otherSourceExplained, political, quota, sex, source, sourceNote, time } from '../fields/person-columns.ts';
import { people } from '../fields/rows.ts';

/** Fields of a counted ballot, shared by the congress and the plenary (§2.4). */

/** Most ballots of a congress. */
const MOST_BALLOTS = 10_000;

const ballots = (zh: string, en: string) => number({ zh, en }, { max: MOST_BALLOTS });
const votesFor = ballots('赞成', 'For');

/** Entitled and present: of those with the right to vote. */
export const entitled = number({ zh: '应到会有选举权人数', en: 'Entitled to vote' }, { min: 1, max: MOST_BALLOTS });
export const present = number({ zh: '实到会有选举权人数', en: 'Present and entitled' }, { max: MOST_BALLOTS });

/** Ballots issued, returned, invalid and valid, of the office named in front. */
export function ballotFigures(zh: string, en: string) {
  return {
    issued: ballots(`${zh}发出选票`, `${en}ballots issued`),
    returned: ballots(`${zh}收回选票`, `${en}ballots returned`),
    invalid: number(
      { zh: `${zh}无效票`, en: `${en}ballots invalid` },
      {
        max: MOST_BALLOTS,
        hint: { zh: '选人数多于应选名额的、无法辨认的，都是无效票', en: 'Those with more names than seats, and illegible ones' },
      },
    ),
    valid: ballots(`${zh}有效票`, `${en}ballots valid`),
  };
}

/** One row per candidate, in the order of the ballot paper. */
export function tally(zh: string, en: string) {
  return people(
    { zh, en },
    { name, for: votesFor, against: ballots('反对', 'Against'), abstain: ballots('弃权', 'Abstained'), account },
    { hint: { zh: '按选票上的顺序（姓氏笔画）填写。', en: 'In the order of the ballot paper: by surname strokes.' } },
  );
}

/** People written in who are no candidates; of whoever is elected, what an eligibility check needs (E13). */
export const membersWrittenIn = optional(
  people(
    { zh: '另选他人', en: 'Written in' },
    {
      name,
      for: votesFor,
      sex: optional(sex),
      born: optional(born),
      political: optional(political),
      source: optional(source),
      sourceNote,
      quota: optional(quota),
      time: optional(time),
      eligible: checkbox({ zh: '已审查符合任职条件', en: 'Found to meet the conditions' }),
      account,
    },
    {
      across: otherSourceExplained,
      hint: {
        zh: '没有的可以不填；当选的须填写出生年月、政治面貌、编制并审查资格。',
        en: 'If any; for those elected, also birth, political status and kind of post.',
      },
    },
  ),
);

/** Members written in on a ballot of the plenary. */
export function leadersWrittenIn(zh: string, en: string) {
  return optional(people({ zh, en }, { name, for: votesFor, account }));
}
