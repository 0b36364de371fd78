import { counted } from '../language/counted.ts';
import { differentialBp, meets, need } from '../rules/differential.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import { BALLOT_WORDS, type JudgedBallot, leastCandidates } from './judged-ballot.ts';
import { must, percentText, should } from './rule.ts';

/** Who stands on a ballot: how many, whether they may, and people written in (§2.2, §2.4, §2.5, R29). */
export function candidateResults(ballot: JudgedBallot): RuleResult[] {
  return [standing(ballot), ...onTheList(ballot), ...everybodyStands(ballot), ...advisory(ballot), writtenIn(ballot)];
}

/** In a run-off exactly those with equal votes; else not fewer than the differential asks for. */
function standing(ballot: JudgedBallot): RuleResult {
  const { facts, context, office } = ballot;
  const { candidates } = facts;
  const { seats } = context;
  const [zh, en] = BALLOT_WORDS[office];
  if (context.kind === 'run-off') {
    const fixed = context.candidates ?? candidates;
    return must({
      rule: '§2.5',
      code: 'RUN_OFF_CANDIDATES',
      figures: { candidates, need: fixed, seats },
      holds: candidates === fixed,
      yes: [
        `${zh}再次投票的 ${candidates} 人就是票数相等的 ${fixed} 人`,
        `${en}: the ${candidates} in the run-off are the ${fixed} with equal votes`,
      ],
      no: [
        `${zh}再次投票只在票数相等的 ${fixed} 人中进行，现有 ${candidates} 人`,
        `${en}: only the ${fixed} with equal votes stand in the run-off; found ${candidates}`,
      ],
    });
  }
  const least = leastCandidates(ballot);
  return must({
    rule: office === 'members' ? 'R49' : 'R29',
    code: 'BALLOT_CANDIDATES_TOO_FEW',
    figures: { candidates, need: least, seats },
    holds: candidates >= least,
    yes: [
      `${zh}应选 ${seats} 名，候选人 ${candidates} 名，不少于 ${least} 名`,
      `${en}: ${counted(candidates, 'candidate')} for ${counted(seats, 'seat')}, at least ${least} needed`,
    ],
    no: [
      `${zh}应选 ${seats} 名，候选人只有 ${candidates} 名，至少要有 ${least} 名；有人退出致名额不足的，退回上一环节补足`,
      `${en}: ${counted(candidates, 'candidate')} for ${counted(seats, 'seat')}; at least ${least} needed; if somebody withdrew, the list goes back to be filled up`,
    ],
  });
}

/** Where a list is on record, nobody else stands. */
function onTheList({ office, context, at }: JudgedBallot): RuleResult[] {
  if (at('listed') === 0) return [];
  const offList = at('offList');
  const [ballot, ballotEn] = BALLOT_WORDS[office];
  const again = context.kind === 'supplementary' && office !== 'members' ? 'plenary' : context.kind;
  const [zh, en] = LISTS[again === 'first' || again === 'repeat' ? office : again];
  return [
    must({
      rule: office === 'members' ? 'R50' : '§2.6',
      code: 'CANDIDATE_NOT_ON_LIST',
      figures: { offList },
      holds: offList === 0,
      yes: [`${ballot}的候选人都是${zh}`, `${ballotEn}: every candidate is ${en}`],
      no: [
        `${ballot}有 ${offList} 名候选人不是${zh}，请核对姓名`,
        `${ballotEn}: ${counted(offList, 'candidate is', 'candidates are')} not ${en}; check the names`,
      ],
    }),
  ];
}

const LISTS = {
  members: ['正式候选人', 'a formal candidate'],
  secretary: ['书记预备人选', 'proposed for secretary'],
  deputies: ['副书记预备人选', 'proposed for deputy secretary'],
  'run-off': ['票数相等、须再次投票的人', 'among those with equal votes'],
  supplementary: ['上次未当选的人', 'among those not elected before'],
  plenary: ['没有职务的当选委员', 'an elected member without an office'],
} as const;

/** Somebody on the list who does not stand has withdrawn; the floor is checked above, and the reason belongs on record. */
function everybodyStands({ at }: JudgedBallot): RuleResult[] {
  if (at('notStanding') === 0) return [];
  return [
    should({
      rule: '§2.2',
      code: 'CANDIDATE_NOT_STANDING',
      figures: { notStanding: at('notStanding') },
      holds: false,
      yes: ['', ''],
      no: [
        `名单上有 ${at('notStanding')} 人不在选票上；退出或失去资格的须有说明`,
        `${counted(at('notStanding'), 'on the list is', 'on the list are')} not on the ballot; a withdrawal or loss of eligibility needs an explanation`,
      ],
    }),
  ];
}

/** League ballots are customarily held at 20 % (C-02): advice on the first ballot of the members. */
function advisory({ office, facts, context, rules }: JudgedBallot): RuleResult[] {
  if (office !== 'members' || context.kind === 'run-off' || context.kind === 'supplementary') return [];
  const { candidates } = facts;
  const { seats } = context;
  const bp = differentialBp(seats, candidates);
  const advised = need(seats, rules.ballotAdvisoryBp);
  return [
    should({
      rule: 'C-02',
      code: 'BALLOT_DIFFERENTIAL_LOW',
      figures: { candidates, seats, need: advised, bp },
      holds: meets(seats, candidates, rules.ballotAdvisoryBp),
      yes: [
        `选票差额比例 ${percentText(bp)}，达到通常的 ${percentText(rules.ballotAdvisoryBp)}`,
        `The ballot's differential is ${percentText(bp)}`,
      ],
      no: [
        `选票差额比例 ${percentText(bp)}，低于团内选举通常的 ${percentText(rules.ballotAdvisoryBp)}（${advised} 名）；方案允许，仅作提醒`,
        `The ballot's differential of ${percentText(bp)} is below the customary ${percentText(rules.ballotAdvisoryBp)} (${advised}); the plan allows it`,
      ],
    }),
  ];
}

/** Written in where it is allowed, never in a run-off, and never somebody who is a candidate anyway. */
function writtenIn({ facts, context, rules, at }: JudgedBallot): RuleResult {
  const people = facts.votes.length - facts.candidates;
  const allowed = rules.writeInAllowed && context.kind !== 'run-off';
  return must({
    rule: '§2.4',
    code: 'WRITTEN_IN_NOT_ALLOWED',
    figures: { writtenIn: people, twice: at('writtenTwice') },
    holds: (people === 0 || allowed) && at('writtenTwice') === 0,
    yes: [
      people === 0 ? '没有另选他人' : `另选他人 ${people} 名，符合规定`,
      people === 0 ? 'Nobody was written in' : `${people} written in, as allowed`,
    ],
    no: allowed
      ? [
          `有 ${at('writtenTwice')} 名另选他人本来就是候选人或者已经当选；是候选人的，其得票应计在候选人名下`,
          `${counted(at('writtenTwice'), 'written in is a candidate', 'written in are candidates')} or elected already; votes for a candidate belong to the candidate`,
        ]
      : [
          context.kind === 'run-off' ? `再次投票不得另选他人，现有 ${people} 名` : `本方案不允许另选他人，现有 ${people} 名`,
          context.kind === 'run-off'
            ? `Nobody is written in at a run-off; found ${people}`
            : `The plan allows nobody to be written in; found ${people}`,
        ],
  });
}
