import { counted } from '../language/counted.ts';
import type { BallotContext, BallotOutcome, Office } from '../rules/ballot-facts.ts';

const OFFICE_WORDS: Readonly<Record<Office, readonly [zh: string, one: string, many: string]>> = {
  members: ['委员', 'member', 'members'],
  secretary: ['书记', 'secretary', 'secretaries'],
  deputies: ['副书记', 'deputy secretary', 'deputy secretaries'],
};

interface Setting {
  readonly office: Office;
  readonly context: BallotContext;
  /** The number whose half has to be passed, and the least votes that do. */
  readonly base: number;
  readonly half: number;
}

/** What comes of a ballot, in a sentence with its figures. */
export function outcomeSentence(outcome: BallotOutcome, { office, context, base, half }: Setting): readonly [zh: string, en: string] {
  const [zh, one, many] = OFFICE_WORDS[office];
  const now = 'elected' in outcome ? outcome.elected - context.elected : 0;
  const before =
    context.elected > 0
      ? ([`，连同此前共 ${context.elected + now} 名`, `, ${context.elected + now} with those before`] as const)
      : (['', ''] as const);
  const [rule, ruleEn] =
    context.kind === 'run-off'
      ? ['再次投票以得票多的当选', 'in a run-off most votes win']
      : [
          `须超过 ${base} 人的半数，即至少 ${half} 票`,
          `more than half of ${base}, that is ${counted(half, 'vote, is', 'votes, are')} needed`,
        ];
  const elected = [`本次当选${zh} ${now} 名${before[0]}（${rule}）`, `${counted(now, one, many)} elected${before[1]} (${ruleEn})`] as const;
  switch (outcome.kind) {
    case 'postponed':
      return [
        `不足法定人数 ${outcome.need} 人，大会改期，候选人名单保留`,
        `No quorum of ${outcome.need}: the meeting is held again with the same list`,
      ];
    case 'void':
      return ['收回选票多于发出选票，选举无效，重新选举', 'More ballots returned than issued: the vote is void and is held again'];
    case 'complete': {
      const short = context.seats - now;
      if (short === 0)
        return [
          `${elected[0]}，应选 ${context.seats} 名已选足`,
          `${elected[1]}: ${context.seats === 1 ? 'the seat is' : `all ${context.seats} seats are`} filled`,
        ];
      return [`${elected[0]}；经到会多数同意减少名额 ${short} 名`, `${elected[1]}; by consent ${counted(short, 'seat')} fewer`];
    }
    case 'run-off':
      return [
        `${elected[0]}；${outcome.candidates} 人票数相等，须对这 ${outcome.candidates} 人再次投票，选 ${outcome.seats} 名`,
        `${elected[1]}; ${outcome.candidates} have equal votes at the cut: a run-off among them for ${counted(outcome.seats, 'seat')}`,
      ];
    case 'supplementary':
      return [
        `${elected[0]}；还缺 ${outcome.seats} 名，须另行选举，候选人应不少于 ${outcome.minCandidates} 名`,
        `${elected[1]}; ${counted(outcome.seats, 'seat')} short: a supplementary election among at least ${counted(outcome.minCandidates, 'candidate')}`,
      ];
    case 'vacant':
      return [
        `${elected[0]}；还缺 ${outcome.vacant} 名，不再另行选举，名额空缺，报乡镇党委和团县委`,
        `${elected[1]}; ${counted(outcome.vacant, 'seat stays', 'seats stay')} vacant, to be reported to the Party committee and the county League`,
      ];
    case 'decision-asked':
      return [
        `${elected[0]}；${outcome.candidates} 人再次投票票数仍相等，还差 ${outcome.seats} 名，由乡镇党委研究确定，报团县委同意，不抽签`,
        `${elected[1]}; ${outcome.candidates} are still equal after the last run-off: the township Party committee decides on ${counted(outcome.seats, 'seat')} and the county League committee agrees; no lot is drawn`,
      ];
  }
}
