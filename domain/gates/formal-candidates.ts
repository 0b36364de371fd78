import { allOf, counted, someOf } from '../language/counted.ts';
import { differentialBp, meets, need } from '../rules/differential.ts';
import { differential } from './differential.ts';
import { deputyMixWithinReach, eligibleOnTheDay } from './eligibility.ts';
import { betterNone, none, notAhead } from './findings.ts';
import { earlier, type GateFacts, must, percentText, type StageGate, should } from './rule.ts';

/** 确定正式候选人 (M9, R48–R50): decided by the party committee, from the nominees, at least 10 % more than seats. */
export const formalCandidates: StageGate = {
  needs: () => [
    'documents',
    'formal',
    'outsideNominees',
    'unaccounted',
    'postsUnknown',
    'tooOld',
    'notMembers',
    'inQuota',
    'outOfQuota',
    'daysAhead',
  ],
  judge: (count, facts) => [
    must({
      rule: 'R48',
      code: 'FORMAL_WITHOUT_DECISION',
      figures: { documents: count('documents') },
      holds: count('documents') >= 1,
      yes: ['有乡镇党委研究确定的文件', 'The Party committee decided, by a document'],
      no: ['没有乡镇党委研究确定的文件，正式候选人须由乡镇党委确定', 'There is no document of the Party committee, which has to decide'],
    }),
    differential('R49', 'FORMAL_TOO_FEW', ['正式候选人', 'formal candidate'], count('formal'), facts.rules.formalBp, facts),
    ...drawnFromNominees(count, facts),
    ...eligibleOnTheDay(
      ['正式候选人', 'formal candidate'],
      { people: count('formal'), tooOld: count('tooOld'), notMembers: count('notMembers') },
      facts,
    ),
    none({
      rule: 'R39',
      code: 'POST_NOT_DESIGNED',
      wrong: count('postsUnknown'),
      figures: { formal: count('formal') },
      yes: ['拟任岗位都在设岗定责之内', 'All posts are in the post design'],
      no: [
        `有 ${count('postsUnknown')} 人的拟任岗位不在设岗定责之内，请写设岗定责中的岗位编号或名称`,
        `${counted(count('postsUnknown'), 'person stands for a post', 'people stand for posts')} that the post design does not have`,
      ],
    }),
    ballotAdvice(count('formal'), facts),
    deputyMixWithinReach(count('inQuota'), count('outOfQuota'), facts),
    notAhead('R48', count('daysAhead')),
  ],
};

/** Formal candidates come from the nominees, by name (R50, C-12). */
function drawnFromNominees(count: (name: string) => number, facts: GateFacts) {
  const formal = count('formal');
  const nominees = earlier(facts, 'nomination', 'nominees') ?? 0;
  const outside = Math.max(count('outsideNominees'), formal - nominees);
  return [
    none({
      rule: 'R50',
      code: 'FORMAL_NOT_NOMINATED',
      wrong: outside,
      figures: { formal, nominees },
      yes: [
        `正式候选人 ${formal} 名，都在推荐人选 ${nominees} 名之内`,
        `${allOf(formal, 'formal candidate is', 'formal candidates are')} among the ${counted(nominees, 'nominee')}`,
      ],
      no: [
        `正式候选人 ${formal} 名中有 ${outside} 名不在推荐人选 ${nominees} 名之内（按姓名核对）；名单外的人须退回“人选推荐”重新确定`,
        `${someOf(outside, formal, ['formal candidate', 'formal candidates'], ['is', 'are'])} not, by name, among the ${counted(nominees, 'nominee')}; someone from outside goes back to nomination`,
      ],
    }),
    betterNone({
      rule: 'R50',
      code: 'NOMINEES_UNACCOUNTED',
      wrong: count('unaccounted'),
      figures: { nominees },
      yes: ['未列入的推荐人选都写明了理由', 'Nominees not taken up have a reason'],
      no: [
        `有 ${count('unaccounted')} 名推荐人选既未列为正式候选人，也没有写明理由`,
        `${counted(count('unaccounted'), 'nominee is neither a formal candidate', 'nominees are neither formal candidates')} nor dropped with a reason`,
      ],
    }),
  ];
}

/** League ballots are customarily held at 20 %; the plan's floor is lower, so this is advice (C-02). */
function ballotAdvice(formal: number, { rules }: GateFacts) {
  const advised = need(rules.seats, rules.ballotAdvisoryBp);
  const bp = differentialBp(rules.seats, formal);
  const customary = percentText(rules.ballotAdvisoryBp);
  return should({
    rule: 'C-02',
    code: 'BALLOT_DIFFERENTIAL_LOW',
    figures: { formal, need: advised, seats: rules.seats, bp },
    holds: meets(rules.seats, formal, rules.ballotAdvisoryBp),
    yes: [`选票上的差额达到通常的 ${customary}`, `The ballot reaches the customary ${customary}`],
    no: [
      `选票上 ${formal} 名、应选 ${rules.seats} 名，差额比例 ${percentText(bp)}，低于团内选举通常的 ${customary}（${advised} 名）；方案允许，仅作提醒`,
      `${formal} on the ballot for ${counted(rules.seats, 'seat')} is ${percentText(bp)}, below the customary ${customary} (${advised}); the plan allows it`,
    ],
  });
}
