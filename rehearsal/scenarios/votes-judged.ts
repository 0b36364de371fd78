import { dateOf, type PlanDate } from '../../domain/calendar/plan-date.ts';
import type { ScenarioOf } from '../../domain/county/scenario-schema.ts';
import { ELECTION_MODES } from '../../domain/plan/choices.ts';
import { type Comparison, row } from './rows.ts';
import { countIn, itemIn, resultIn, type Seen, type SeenItem } from './seen.ts';

/** What came of the members' election, against what the case says. */

const VOTE = 'member-election';

export function tieAtCut({ facts }: ScenarioOf<'tie_at_cut'>, seen: Seen): Comparison {
  const ballot = ballotOf(seen, 'run-off');
  const { candidates, seats } = facts.expect.runoff;
  return {
    rows: [
      row('首轮当选', facts.expect.elected, ballot?.elected),
      row('再次投票', `${candidates}人选${seats}名`, ballot && `${ballot.candidates}人选${ballot.seats}名`),
      row('共当选', facts.final.elected, electedOf(seen)),
    ],
    days: daysOf(seen),
  };
}

export function shortfall({ facts }: ScenarioOf<'shortfall'>, seen: Seen): Comparison {
  const ballot = ballotOf(seen, 'supplementary');
  const { seats, minCandidates } = facts.expect.supplementary;
  const least = resultIn(seen, VOTE, 'BALLOT_CANDIDATES_TOO_FEW')?.figures['need'];
  return {
    rows: [
      row('首轮当选', facts.expect.elected, ballot?.elected),
      row('缺额', facts.expect.vacant, ballot && seen.seats - ballot.elected),
      row('另行选举', `${seats}名，候选人至少${minCandidates}名`, ballot && `${ballot.seats}名，候选人至少${least}名`),
      row('共当选', facts.final.elected, electedOf(seen)),
    ],
    days: daysOf(seen),
  };
}

export function quorumFailsOnce({ facts }: ScenarioOf<'quorum_fails_once'>, seen: Seen): Comparison {
  const first = itemIn(seen, VOTE)?.pastRounds.find(({ submission }) => submission);
  const counts = first?.submission?.counts;
  const quorum = resultIn(seen, VOTE, 'NO_QUORUM');
  const now = countIn(seen, VOTE, 'candidates');
  return {
    rows: [
      row('首次到会', `${facts.present}/${facts.entitled}`, counts && `${counts['present']}/${counts['entitled']}`),
      row('须到', facts.need, quorum?.figures['need']),
      row('大会', '改期', first && (first.ended === 'postponed' ? '改期' : first.ended)),
      row('名单', '保留', counts && (counts['candidates'] === now ? '保留' : '变动')),
      row('再次到会', facts.then.present, countIn(seen, VOTE, 'present')),
      row('当选', seen.seats, electedOf(seen)),
    ],
    days: daysOf(seen),
  };
}

export function underTwoHundred({ facts }: ScenarioOf<'under_200_members'>, seen: Seen): Comparison {
  const small = resultIn(seen, VOTE, 'CONGRESS_SMALL');
  return {
    rows: [
      row('团员', facts.leagueMembers, countIn(seen, VOTE, 'leagueMembers')),
      row('团代会', '提醒', small && (small.outcome === 'warns' ? '提醒' : small.outcome)),
      row('当选', seen.seats, electedOf(seen)),
    ],
    days: daysOf(seen),
  };
}

export function competitiveSpeech({ facts }: ScenarioOf<'competitive_speech'>, seen: Seen): Comparison {
  const mode = ELECTION_MODES[(countIn(seen, VOTE, 'mode') ?? 0) - 1];
  const rule = seen.pages.get(VOTE)?.dossier['competitiveRule'];
  return {
    rows: [
      row('方式', 'COMPETITIVE_OTHER', mode),
      row('竞争办法', '照写', typeof rule === 'string' ? (rule === facts.rule ? '照写' : rule) : undefined),
      row('当选', facts.expect.elected, electedOf(seen)),
    ],
    days: daysOf(seen),
  };
}

/** The further ballot that the vote came to, when it is of this kind. */
function ballotOf(seen: Seen, kind: 'run-off' | 'supplementary') {
  const ballot = itemIn(seen, VOTE)?.ballots?.members;
  return ballot?.kind === kind ? ballot : undefined;
}

/** How many were elected by the vote, once it was confirmed. */
export function electedOf(seen: Seen): number | undefined {
  const vote = itemIn(seen, VOTE);
  return vote?.status === 'passed' ? vote.results.members?.elected : undefined;
}

/** The days of the vote's rounds. */
function daysOf(seen: Seen): PlanDate[] {
  return submittedOn(itemIn(seen, VOTE));
}

/** The days on which an item's rounds were submitted. */
export function submittedOn(item: SeenItem | undefined): PlanDate[] {
  const rounds = item ? [...item.pastRounds, item] : [];
  return rounds.flatMap(({ submission }) => (submission ? [dateOf(submission.at)] : []));
}
