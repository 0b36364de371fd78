import { firstBallots, nextBallot } from '../election/rounds.ts';
import { counted } from '../language/counted.ts';
import type { Office, OpenBallots } from '../rules/ballot-facts.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import { ballotResults, tellersResult } from './ballots.ts';
import { notAhead } from './findings.ts';
import { ballotNeeds, ballotOutcome, judgedBallot } from './judged-ballot.ts';
import { type GateFacts, must, type StageGate, should } from './rule.ts';

type Count = (name: string) => number;

/** 书记、副书记选举 (M12): by the elected members, after the members' election, one secretary and the deputies (R16–R18, R22, R56–R58). */
export const leadershipElection: StageGate = {
  needs: (facts) => [
    ...officesOf(open(facts)).flatMap(ballotNeeds),
    'scrutineers',
    'tellersStanding',
    'electors',
    'secretaries',
    'deputies',
    'deputiesIn',
    'deputiesOut',
  ],
  judge: (count, facts) => {
    const ballots = officesOf(open(facts)).flatMap((office) => {
      const context = open(facts)[office];
      return context ? [judgedBallot(office, count, context, facts.rules)] : [];
    });
    const decided = ballots.every((ballot) => nextBallot(ballot.context, ballotOutcome(ballot)) === undefined);
    return [
      notAhead('R57', count('daysAhead')),
      afterMembers(count),
      electors(count, ballots[0]?.facts.entitled ?? 0),
      tellersResult(count('scrutineers'), count('tellersStanding')),
      ...ballots.flatMap((ballot, index) => ballotResults(ballot).slice(index === 0 ? 0 : SHARED)),
      ...(decided ? leadership(count, facts) : []),
    ];
  },
};

/** Presence and quorum are of the meeting, not of a ballot: said once. */
const SHARED = 2;

function open(facts: GateFacts): OpenBallots {
  return facts.ballots ?? firstBallots('leadership-election', facts.rules);
}

function officesOf(ballots: OpenBallots): Office[] {
  return (['secretary', 'deputies'] as const).filter((office) => ballots[office] !== undefined);
}

function afterMembers(count: Count): RuleResult {
  const days = count('daysBeforeMembers');
  return must({
    rule: 'R56',
    code: 'PLENARY_BEFORE_MEMBERS',
    figures: { days },
    holds: days === 0,
    yes: ['在委员选出之后开会', 'The meeting follows the election of the members'],
    no: [
      `会议日期比委员选举早 ${days} 天，须在选出委员之后`,
      `The meeting lies ${counted(days, 'day')} before the election of the members it is made of`,
    ],
  });
}

/** The electors are the elected members, all of them (§2.6). */
function electors(count: Count, entitled: number): RuleResult {
  const [electors, outside] = [count('electors'), count('outsideMembers')];
  return must({
    rule: '§2.6',
    code: 'ELECTORS_ARE_MEMBERS',
    figures: { electors, entitled, outside },
    holds: (electors === 0 || entitled === electors) && outside === 0,
    yes: [
      `应到 ${entitled} 人，就是当选的委员`,
      `The ${counted(entitled, 'entitled is the elected member', 'entitled are the elected members')}`,
    ],
    no:
      outside > 0
        ? [
            `另选他人中有 ${outside} 人不是当选的委员`,
            counted(outside, 'written in is no elected member', 'written in are no elected members'),
          ]
        : [
            `应到 ${entitled} 人，而当选的委员是 ${electors} 名，应到会人数须与之一致`,
            `${counted(entitled, 'is', 'are')} entitled, but ${counted(electors, 'member was', 'members were')} elected; they are the electors`,
          ],
  });
}

/** Once no further ballot is open: the leading group as a whole. */
function leadership(count: Count, { rules }: GateFacts): RuleResult[] {
  const [secretaries, deputies] = [count('secretaries'), count('deputies')];
  const [inQuota, outOfQuota, waived] = [count('deputiesIn'), count('deputiesOut'), count('waivers') > 0];
  const { deputiesMinInQuota, deputiesMinOutOfQuota } = rules;
  const mixed = inQuota >= deputiesMinInQuota && outOfQuota >= deputiesMinOutOfQuota;
  // What is missing could still be filled where seats stay empty: those elected do not break the mix.
  const short = Math.max(0, deputiesMinInQuota - inQuota) + Math.max(0, deputiesMinOutOfQuota - outOfQuota);
  const mix = {
    rule: 'R18',
    code: 'DEPUTY_MIX',
    figures: { inQuota, outOfQuota, minInQuota: deputiesMinInQuota, minOutOfQuota: deputiesMinOutOfQuota, waived: waived ? 1 : 0 },
    holds: mixed,
    yes: [
      `副书记中编制内 ${inQuota} 名、编制外 ${outOfQuota} 名`,
      `Deputies: ${inQuota} in established posts, ${outOfQuota} in non-established posts`,
    ],
  } as const;
  const least = [
    `副书记中编制内至少 ${deputiesMinInQuota} 名、编制外至少 ${deputiesMinOutOfQuota} 名，现为 ${inQuota} 名、${outOfQuota} 名`,
    `Deputies: at least ${deputiesMinInQuota} in established posts and ${deputiesMinOutOfQuota} in non-established posts; found ${inQuota} and ${outOfQuota}`,
  ] as const;
  return [
    should({
      rule: 'R17',
      code: 'LEADERS_NOT_FILLED',
      figures: { secretaries, deputies, seats: rules.secretaries + rules.deputies },
      holds: secretaries === rules.secretaries && deputies === rules.deputies,
      yes: [
        `书记 ${secretaries} 名、副书记 ${deputies} 名已配齐`,
        `${counted(secretaries, 'secretary', 'secretaries')} and ${counted(deputies, 'deputy', 'deputies')}: all posts are filled`,
      ],
      no: [
        `应配书记 ${rules.secretaries} 名、副书记 ${rules.deputies} 名，选出 ${secretaries} 名、${deputies} 名，所缺职务空缺并上报`,
        `${counted(rules.secretaries, 'secretary', 'secretaries')} and ${counted(rules.deputies, 'deputy', 'deputies')} are wanted, ${secretaries} and ${deputies} are elected; the rest stays vacant and is reported`,
      ],
    }),
    must({
      rule: 'R58',
      code: 'BOTH_OFFICES',
      figures: { both: count('bothOffices') },
      holds: count('bothOffices') === 0,
      yes: ['没有人同时当选书记和副书记', 'Nobody is both secretary and deputy'],
      no: [
        `有 ${count('bothOffices')} 人同时当选书记和副书记`,
        `${counted(count('bothOffices'), 'is', 'are')} elected secretary and deputy at once`,
      ],
    }),
    waived
      ? should({ ...mix, no: [`${least[0]}；已写明理由`, `${least[1]}; a reason is given`] })
      : short <= rules.deputies - deputies
        ? should({ ...mix, no: [`${least[0]}；所缺在空缺的名额中`, `${least[1]}; the seats for it are vacant`] })
        : must({ ...mix, no: [`${least[0]}；确实做不到的须写明理由`, `${least[1]}; where that cannot be, give a reason`] }),
    should({
      rule: 'R22.2',
      code: 'TIME_MIX',
      figures: { fullTime: count('fullTime'), partTime: count('partTime') },
      holds: count('fullTime') > 0 && count('partTime') > 0,
      yes: [
        `班子专职 ${count('fullTime')} 名、兼职 ${count('partTime')} 名，专兼结合`,
        `${count('fullTime')} full-time and ${counted(count('partTime'), 'part-time leader')}`,
      ],
      no: [
        `班子专职 ${count('fullTime')} 名、兼职 ${count('partTime')} 名，方案要求专职与兼职相结合`,
        `${count('fullTime')} full-time and ${counted(count('partTime'), 'part-time leader')}; the plan wants both`,
      ],
    }),
    ...(rules.secretaryPublicEmployee && secretaries > 0 ? [publicEmployee(count)] : []),
  ];
}

function publicEmployee(count: Count): RuleResult {
  return should({
    rule: '§2.6',
    code: 'SECRETARY_NOT_PUBLIC_EMPLOYEE',
    figures: { inQuota: count('secretariesIn'), secretaries: count('secretaries') },
    holds: count('secretariesIn') === count('secretaries'),
    yes: ['书记是编制内人员', 'The secretary is of the established staff'],
    no: ['书记不是编制内人员，方案要求书记为在编人员', 'The secretary is not of the established staff, as the plan wants'],
  });
}
