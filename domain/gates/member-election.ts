import { firstBallots, nextBallot } from '../election/rounds.ts';
import { counted } from '../language/counted.ts';
import { ELECTION_MODES } from '../plan/choices.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import { ballotResults, tellersResult } from './ballots.ts';
import { electorate } from './electorate.ts';
import { notAhead } from './findings.ts';
import { ballotNeeds, ballotOutcome, judgedBallot } from './judged-ballot.ts';
import { type GateFacts, must, type StageGate, should } from './rule.ts';

type Count = (name: string) => number;

/** Below this number of members the rules of 2025 expect a meeting of all instead of a congress (§2.1). */
const CONGRESS_MEMBERS = 200;

/** 民主选举 (M10): who may vote and count, the ballot, and what comes of it (R51–R54; §2.1–2.5). */
export const memberElection: StageGate = {
  needs: () => [...ballotNeeds('members'), 'mode', 'scrutineers', 'tellersStanding', 'elected'],
  judge: (count, facts, known) => {
    const context = facts.ballots?.members ?? firstBallots('member-election', facts.rules).members;
    if (!context) return [];
    const ballot = judgedBallot('members', count, context, facts.rules);
    const outcome = ballotOutcome(ballot);
    const opening = context.kind === 'first' || context.kind === 'repeat';
    const whole = context.seats === facts.rules.seats;
    return [
      notAhead('R51', count('daysAhead')),
      ...(facts.body === 'WORKING_COMMITTEE' ? [recommendationVote()] : []),
      mode(count, facts),
      ...(opening && whole ? convening(count, facts) : []),
      ...electorate(known, facts),
      tellersResult(count('scrutineers'), count('tellersStanding')),
      ...ballotResults(ballot),
      ...written(count),
      ...(nextBallot(context, outcome) === undefined && whole ? [sources(count)] : []),
    ];
  },
};

/** A working committee is appointed; the vote recommends (C-11). */
function recommendationVote(): RuleResult {
  return should({
    rule: 'C-11',
    code: 'RECOMMENDATION_VOTE',
    figures: {},
    holds: true,
    yes: [
      '团工委成员由任命产生，本次投票为推荐投票，获推荐的按规定任命',
      'A working committee is appointed: this vote recommends, and who is recommended is appointed by the rules',
    ],
    no: ['', ''],
  });
}

/** The mode that the plan or the county file sets, by a rule on record where it is mode B (R52, R53, C-09). */
function mode(count: Count, { rules }: GateFacts): RuleResult {
  const planned = ELECTION_MODES.indexOf(rules.electionMode) + 1;
  const withRule = ELECTION_MODES[count('mode') - 1] !== 'COMPETITIVE_OTHER' || count('rules') > 0;
  const rule = { rule: 'R53', code: 'ELECTION_MODE', figures: { mode: count('mode'), planned, rules: count('rules') } } as const;
  if (!withRule) {
    return must({
      ...rule,
      holds: false,
      yes: ['', ''],
      no: ['采用其他竞争性方式的，须写明竞争办法', 'Another competitive way needs its rule on record'],
    });
  }
  return should({
    ...rule,
    holds: count('mode') === planned,
    yes: ['选举方式与方案一致', 'The way of electing is the one planned'],
    no: ['选举方式与方案规定的不同，请确认已经同意', 'The way of electing differs from the plan; make sure that it was agreed'],
  });
}

/** Asked for in time, granted by both, and a congress large enough (§2.1). */
function convening(count: Count, { rules }: GateFacts): RuleResult[] {
  const [lead, need] = [count('requestLeadDays'), rules.requestLeadDays];
  const [granted, candidates, members] = [count('conveningGranted'), count('candidatesGranted'), count('leagueMembers')];
  const congress = ELECTION_MODES[count('mode') - 1] !== 'MEETING_OF_ALL';
  return [
    should({
      rule: '§2.1',
      code: 'APPROVALS_MISSING',
      figures: { convening: granted, candidates },
      holds: granted === 2 && candidates === 2,
      yes: [
        '大会召开和候选人预备人选都已得到乡镇党委和团县委批复',
        'Party committee and county League approved the meeting and the candidates',
      ],
      no: [
        `选举之日前的批复不全：召开大会 ${granted} 份、候选人预备人选 ${candidates} 份，各应有乡镇党委和团县委 2 份`,
        `Approvals by the day of the vote: ${granted} of 2 for the meeting, ${candidates} of 2 for the candidates`,
      ],
    }),
    should({
      rule: '§2.1',
      code: 'REQUEST_LATE',
      figures: { lead, need },
      holds: lead >= need,
      yes: [`请示提前 ${lead} 天，不少于 ${need} 天`, `Asked for ${counted(lead, 'day')} ahead, at least ${need} expected`],
      no: [
        `请示提前 ${lead} 天，通常应提前 ${need} 天`,
        `Asked for ${counted(lead, 'day')} ahead; ${counted(need, 'is', 'are')} customary`,
      ],
    }),
    should({
      rule: '§2.1',
      code: 'CONGRESS_SMALL',
      figures: { members, least: CONGRESS_MEMBERS },
      holds: !congress || members >= CONGRESS_MEMBERS,
      yes: congress
        ? [`团员 ${members} 名，可以召开团员代表大会`, `${counted(members, 'member')}: a congress of delegates may be held`]
        : [`团员 ${members} 名，召开团员大会`, `${counted(members, 'member')}: a meeting of all is held`],
      no: [
        `团员 ${members} 名，不到 ${CONGRESS_MEMBERS} 名；现行条例一般要求召开团员大会，单位分散并经批准的除外`,
        `${counted(members, 'member')}, fewer than ${CONGRESS_MEMBERS}: the rules now in force expect a meeting of all, unless units are scattered and both approved`,
      ],
    }),
  ];
}

/** Somebody written in and elected meets the conditions too (R47, E13). */
function written(count: Count): RuleResult[] {
  const [elected, unchecked, ineligible] = [count('writtenElected'), count('writtenUnchecked'), count('writtenIneligible')];
  if (elected === 0) return [];
  return [
    must({
      rule: 'R47',
      code: 'WRITTEN_IN_NOT_ELIGIBLE',
      figures: { elected, unchecked, ineligible },
      holds: unchecked === 0 && ineligible === 0,
      yes: [`另选他人中当选 ${elected} 名，经审查符合任职条件`, `${elected} written in and elected, found to meet the conditions`],
      no:
        unchecked > 0
          ? [
              `另选他人中当选 ${elected} 名，其中 ${unchecked} 名没有填写出生年月、政治面貌或编制，无法审查`,
              `${elected} written in and elected; birth, political status or quota of ${unchecked} is missing`,
            ]
          : [
              `另选他人中当选 ${elected} 名，其中 ${ineligible} 名未勾选“符合任职条件”，或超过年龄、既非党员也非团员；不符合的不能当选，其得票无效`,
              `${elected} written in and elected; ${counted(ineligible, 'does', 'do')} not meet the conditions: their votes do not count`,
            ],
    }),
  ];
}

/** Where the elected come from, against the structure planned: reported, never a reason to overturn the vote (C-15). */
function sources(count: Count): RuleResult {
  const [short, over, elected] = [count('sourcesShort'), count('sourcesOver'), count('elected')];
  return should({
    rule: 'C-15',
    code: 'SOURCE_STRUCTURE',
    figures: { short, over, elected },
    holds: short === 0 && over === 0,
    yes: [`当选 ${elected} 名，来源结构符合规划`, `The ${counted(elected, 'elected comes', 'elected come')} from the sources planned`],
    no: [
      `当选 ${elected} 名，有 ${short} 类来源不足、${over} 类超出规划；选举结果有效，如实上报`,
      `Of the ${elected} elected, ${counted(short, 'source falls', 'sources fall')} short and ${counted(over, 'exceeds', 'exceed')} the plan; the vote stands and is reported`,
    ],
  });
}
