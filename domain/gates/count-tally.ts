import { ballotCheckCounts } from '../election/ballot-checks.ts';
import { resultOf } from '../election/elected.ts';
import { ballotField, namedBallot } from '../election/named-ballot.ts';
import { ballotRulesOf } from '../election/rounds.ts';
import type { Tally } from '../election/tally-file.ts';
import type { DossierContext } from '../fields/define-dossier.ts';
import { nameKey } from '../language/name-key.ts';
import type { Plan } from '../plan/plan-schema.ts';
import { resolveRules } from '../plan/resolve-rules.ts';
import type { TownshipRules } from '../plan/resolved-plan.ts';
import type { BallotContext, BallotOutcome } from '../rules/ballot-facts.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import { ballotResults, tellersResult } from './ballots.ts';
import { judgedBallot } from './judged-ballot.ts';

/** What a tally comes to: every rule's word, and the names. */
export interface CountedTally {
  readonly ruleResults: readonly RuleResult[];
  readonly outcome: BallotOutcome;
  /** In the order of the file, which is that of the ballot paper. */
  readonly elected: readonly string[];
  readonly tied: readonly string[];
}

/** The rules a tally is counted by: the plan's, with what the file itself sets. */
function rulesOf({ seats, rules }: Tally, plan: Plan): TownshipRules {
  const own: TownshipRules = { ...resolveRules(plan, { x: seats }), seats };
  if (!rules) return own;
  return {
    ...own,
    ...(rules.quorum ? { quorum: rules.quorum } : {}),
    ...(rules.majority ? { majorityBase: rules.majority.base } : {}),
    ...(rules.tie ? { maxRunoffs: rules.tie.maxRunoffs, tieThen: rules.tie.then === 'VOTE_AGAIN' ? rules.tie.then : undefined } : {}),
    ...(rules.shortfall
      ? { shortfallPolicy: rules.shortfall.policy, shortfallRounds: rules.shortfall.maxRounds, shortfallThen: rules.shortfall.then }
      : {}),
    ...(rules.ballot ? { writeInAllowed: rules.ballot.writeInAllowed } : {}),
    ...(rules.leaders ? rules.leaders : {}),
    ...(rules.formalBp === undefined ? {} : { formalBp: rules.formalBp }),
  };
}

/** Counts a tally by the rules of a plan (§2.3–2.5), with the same functions as a township's run. */
export function countTally(tally: Tally, plan: Plan): CountedTally {
  const office = tally.office ?? 'members';
  const stage = office === 'members' ? 'member-election' : 'leadership-election';
  const rules = rulesOf(tally, plan);
  const { kind = 'first', runoffs = 0, supplementaries = 0, elected = 0 } = tally.ballot ?? {};
  const open: BallotContext = { kind, seats: tally.seats, runoffs, supplementaries, elected };
  const { entitled, present } = tally;
  const figures = Object.entries(tally).map(([field, value]) => [ballotField(office, field), value] as const);
  const ballot = namedBallot({ ...Object.fromEntries(figures), entitled, present }, office);
  if (!ballot) throw new RangeError('a tally without candidates was not refused');
  const result = resultOf(ballot, open, ballotRulesOf(office, rules));
  const context: DossierContext = { rules, body: 'COMMITTEE', today: '', appointmentOn: '', earlier: {} };
  const counts: Record<string, number> = ballotCheckCounts({ ...ballot, office, context: open, result }, stage, context);
  const standing = new Set(tally.candidates.map(({ name }) => nameKey(name)));
  const tellers = [...(tally.scrutineers ?? []), ...(tally.counters ?? [])].filter((name) => standing.has(nameKey(name)));
  return {
    ruleResults: [
      ...(tally.scrutineers ? [tellersResult(tally.scrutineers.length, tellers.length)] : []),
      ...ballotResults(judgedBallot(office, (name) => counts[name] ?? 0, open, rules)),
    ],
    outcome: result.outcome,
    elected: result.elected.map(({ name }) => name),
    tied: result.tied.map(({ name }) => name),
  };
}
