import { isQuorate, majorityBase, majorityNeed, quorumNeed } from '../election/quorum.ts';
import { counted } from '../language/counted.ts';
import type { TownshipRules } from '../plan/resolved-plan.ts';
import type { BallotFacts } from '../rules/ballot-facts.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import { candidateResults } from './ballot-candidates.ts';
import { outcomeSentence } from './ballot-outcome.ts';
import { BALLOT_WORDS, ballotOutcome, type JudgedBallot } from './judged-ballot.ts';
import { must, should } from './rule.ts';

/**
 * Every rule of a counted ballot (§2.3–2.5). No quorum, or more ballots returned than issued, is no mistake of whoever
 * typed it: the vote is put on record, and held again.
 */
export function ballotResults(ballot: JudgedBallot): RuleResult[] {
  const { facts, rules } = ballot;
  const assembly = [presentAmongEntitled(facts), quorum(facts, rules)];
  if (!isQuorate(facts.entitled, facts.present, rules.quorum)) return assembly;
  const issued = [...assembly, issuedAmongPresent(ballot), returnedAmongIssued(ballot)];
  if (facts.returned > facts.issued) return issued;
  return [...issued, ...tallyResults(ballot), ...candidateResults(ballot), outcome(ballot)];
}

function presentAmongEntitled({ entitled, present }: BallotFacts): RuleResult {
  return must({
    rule: '§2.4',
    code: 'PRESENT_EXCEEDS_ENTITLED',
    figures: { entitled, present },
    holds: present <= entitled,
    yes: [`实到 ${present} 人，不多于应到 ${entitled} 人`, `${present} present, no more than the ${entitled} entitled`],
    no: [
      `实到 ${present} 人，多于应到 ${entitled} 人，请核对`,
      `${counted(present, 'present exceeds', 'present exceed')} the ${entitled} entitled; check them`,
    ],
  });
}

function quorum({ entitled, present }: BallotFacts, rules: TownshipRules): RuleResult {
  const { num, den, strict } = rules.quorum;
  const least = quorumNeed(entitled, rules.quorum);
  const share = `${strict ? '超过' : '达到'}应到会人数的${fraction(num, den)}`;
  return should({
    rule: '§2.3',
    code: 'NO_QUORUM',
    figures: { entitled, present, need: least, num, den },
    holds: isQuorate(entitled, present, rules.quorum),
    yes: [
      `应到 ${entitled} 人，实到 ${present} 人，${share}（至少 ${least} 人），可以选举`,
      `${counted(present, `of ${entitled} is`, `of ${entitled} are`)} present, ${strict ? 'more than' : 'at least'} ${num}/${den} (${least}): the vote may be held`,
    ],
    no: [
      `应到 ${entitled} 人，实到 ${present} 人，不到规定的 ${least} 人（${share}），不能选举；如实存档后改期再开，候选人名单保留`,
      `${counted(present, `of ${entitled} is`, `of ${entitled} are`)} present, ${counted(least, 'is', 'are')} needed (${strict ? 'more than' : 'at least'} ${num}/${den}): no vote; it goes on record, the list is kept, and the meeting is held again`,
    ],
  });
}

function issuedAmongPresent({ office, facts: { issued, present } }: JudgedBallot): RuleResult {
  const [zh, en] = BALLOT_WORDS[office];
  return must({
    rule: '§2.4',
    code: 'ISSUED_EXCEEDS_PRESENT',
    figures: { issued, present },
    holds: issued <= present,
    yes: [`${zh}发出选票 ${issued} 张，不多于实到 ${present} 人`, `${en}: ${counted(issued, 'ballot')} issued to ${present} present`],
    no: [
      `${zh}发出选票 ${issued} 张，多于实到 ${present} 人，请核对`,
      `${en}: ${counted(issued, 'ballot issued exceeds', 'ballots issued exceed')} the ${present} present`,
    ],
  });
}

function returnedAmongIssued({ office, facts: { issued, returned } }: JudgedBallot): RuleResult {
  const [zh, en] = BALLOT_WORDS[office];
  return should({
    rule: '§2.4',
    code: 'VOTE_VOID',
    figures: { issued, returned },
    holds: returned <= issued,
    yes: [
      `${zh}收回选票 ${returned} 张，不多于发出的 ${issued} 张，选举有效`,
      `${en}: ${counted(returned, 'ballot')} returned of ${issued} issued: the vote stands`,
    ],
    no: [
      `${zh}收回选票 ${returned} 张，多于发出的 ${issued} 张，选举无效；如实存档后重新选举`,
      `${en}: ${counted(returned, 'ballot returned exceeds', 'ballots returned exceed')} the ${issued} issued: the vote is void; it goes on record and is held again`,
    ],
  });
}

/** The sums that have to agree (§2.4). */
function tallyResults({ office, facts, valid, context, at }: JudgedBallot): RuleResult[] {
  const [zh, en] = BALLOT_WORDS[office];
  const total = facts.votes.reduce((sum, votes) => sum + votes, 0);
  const most = valid * context.seats;
  const papers = counted(valid, 'valid ballot');
  return [
    must({
      rule: '§2.4',
      code: 'RETURNED_DISAGREES',
      figures: { returned: facts.returned, valid, invalid: facts.invalid },
      holds: facts.returned === valid + facts.invalid,
      yes: [
        `${zh}收回 ${facts.returned} 张 = 有效 ${valid} 张 + 无效 ${facts.invalid} 张`,
        `${en}: ${facts.returned} returned = ${valid} valid + ${facts.invalid} invalid`,
      ],
      no: [
        `${zh}收回 ${facts.returned} 张，而有效 ${valid} 张加无效 ${facts.invalid} 张是 ${valid + facts.invalid} 张，请核对`,
        `${en}: ${facts.returned} returned, but ${valid} valid and ${facts.invalid} invalid are ${valid + facts.invalid}`,
      ],
    }),
    must({
      rule: '§2.4',
      code: 'TALLY_DISAGREES',
      figures: { valid, row: at('wrongRow'), rows: at('sumsWrong') },
      holds: at('wrongRow') === 0,
      yes: [
        `${zh}每名候选人的赞成、反对、弃权合计都是有效票 ${valid} 张`,
        `${en}: for, against and abstained are the ${papers} for every candidate`,
      ],
      no: [
        `${zh}有 ${at('sumsWrong')} 名候选人的赞成、反对、弃权合计不等于有效票 ${valid} 张，先看第 ${at('wrongRow')} 行`,
        `${en}: for ${counted(at('sumsWrong'), 'candidate')} the votes are not the ${papers}; see row ${at('wrongRow')} first`,
      ],
    }),
    must({
      rule: '§2.4',
      code: 'VOTES_EXCEED_BALLOTS',
      figures: { total, most, valid, seats: context.seats },
      holds: total <= most,
      yes: [
        `${zh}赞成票共 ${total} 票，没有超过 ${most} 票（有效票 ${valid} 张×应选 ${context.seats} 名）`,
        `${en}: ${counted(total, 'vote')} in favour, no more than ${papers} times ${counted(context.seats, 'seat')}`,
      ],
      no: [
        `${zh}赞成票共 ${total} 票，超过 ${most} 票（有效票 ${valid} 张×应选 ${context.seats} 名）；选人数多于名额的票应计为无效票`,
        `${en}: ${counted(total, 'vote in favour exceeds', 'votes in favour exceed')} ${papers} times ${counted(context.seats, 'seat')}, ${most}; ballots with more names are invalid`,
      ],
    }),
    must({
      rule: '§2.4',
      code: 'WRITTEN_EXCEEDS_VALID',
      figures: { valid, mostWritten: at('mostWritten'), most: facts.votes[0] ?? 0 },
      holds: at('mostWritten') <= valid && (facts.votes[0] ?? 0) <= valid,
      yes: [`${zh}每人得票都不多于有效票 ${valid} 张`, `${en}: nobody has more votes than the ${papers}`],
      no: [
        `${zh}有人得票 ${Math.max(at('mostWritten'), facts.votes[0] ?? 0)}，多于有效票 ${valid} 张，请核对`,
        `${en}: somebody has ${counted(Math.max(at('mostWritten'), facts.votes[0] ?? 0), 'vote')} of ${papers}`,
      ],
    }),
    should({
      rule: '§2.4',
      code: 'WRITTEN_EXCEEDS_AGAINST',
      figures: { written: at('writtenVotes'), against: at('against') },
      holds: at('writtenVotes') <= at('against'),
      yes: [
        `${zh}另选他人 ${at('writtenVotes')} 票，不多于反对票 ${at('against')}`,
        `${en}: ${counted(at('writtenVotes'), 'written-in vote')}, no more than the ${at('against')} against`,
      ],
      no: [
        `${zh}另选他人 ${at('writtenVotes')} 票，多于反对票 ${at('against')}；只有对候选人投了反对票的才可以另选他人，请核对`,
        `${en}: ${counted(at('writtenVotes'), 'written-in vote exceeds', 'written-in votes exceed')} the ${at('against')} against; only who disapproved of a candidate may write one in`,
      ],
    }),
  ];
}

const HAN = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** `五分之四`, as the rules write it. */
function fraction(num: number, den: number): string {
  return HAN[num] && HAN[den] ? `${HAN[den]}分之${HAN[num]}` : ` ${num}/${den}`;
}

/** What comes of the ballot; anything but every seat filled is a warning, because the run goes on with it. */
function outcome(ballot: JudgedBallot): RuleResult {
  const { office, facts, context, rules } = ballot;
  const base = majorityBase(facts, rules.majorityBase);
  const result = ballotOutcome(ballot);
  const filled = result.kind === 'complete' && result.elected - context.elected === context.seats;
  const said = outcomeSentence(result, { office, context, base, half: majorityNeed(base) });
  return should({
    rule: '§2.5',
    code: 'SEATS_NOT_FILLED',
    figures: {
      seats: context.seats,
      base,
      half: majorityNeed(base),
      elected: 'elected' in result ? result.elected : 0,
      open: 'seats' in result ? result.seats : 'vacant' in result ? result.vacant : 0,
    },
    holds: filled,
    yes: said,
    no: said,
  });
}

/** 监票人、计票人: there are scrutineers, and nobody who counts stands (§2.4). */
export function tellersResult(scrutineers: number, standing: number): RuleResult {
  return must({
    rule: '§2.4',
    code: 'TELLER_IS_CANDIDATE',
    figures: { scrutineers, standing },
    holds: scrutineers >= 1 && standing === 0,
    yes: [
      `监票人 ${scrutineers} 名，监票人、计票人都不是候选人`,
      `${counted(scrutineers, 'scrutineer')}; nobody who counts is a candidate`,
    ],
    no:
      scrutineers === 0
        ? ['没有监票人，至少要有 1 名', 'There is no scrutineer; at least 1 is needed']
        : [
            `监票人、计票人中有 ${standing} 名是候选人，请更换人员`,
            `${counted(standing, 'of those who count is a candidate', 'of those who count are candidates')}; others have to do it`,
          ],
  });
}
