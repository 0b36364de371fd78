import { ballotCounts } from '../../../../domain/election/ballot-counts.ts';
import type { Actor } from '../../../../domain/roles.ts';
import type { BallotFacts } from '../../../../domain/rules/ballot-facts.ts';
import type { Counts } from '../../../../domain/rules/rule-result.ts';
import type { ItemId } from '../../../../domain/stages/items.ts';
import type { TownshipEnvelope, TownshipMessage } from '../../../../domain/state/messages.ts';
import { passingCounts } from '../../../support/passing-counts.ts';
import { actor } from '../../../support/township.ts';
import { digestOf, nonce } from '../../../support/township-messages.ts';

/** A congress of 85 of whom 80 came, whose ballots all came back, unless said otherwise. */
type Tally = Partial<BallotFacts> & { readonly votes: readonly number[] };

function facts({ votes, ...said }: Tally, people: number): BallotFacts & { readonly valid: number } {
  const present = said.present ?? people;
  const issued = said.issued ?? present;
  const returned = said.returned ?? issued;
  const invalid = said.invalid ?? 0;
  const candidates = said.candidates ?? votes.length;
  return { entitled: people, present, issued, returned, invalid, valid: returned - invalid, candidates, votes, ...said };
}

/** The counts of a round in the election of members. */
export function membersVote(tally: Tally, elected = 9): Counts {
  return { ...passingCounts('member-election'), ...ballotCounts(facts({ present: 80, ...tally }, 85)), elected };
}

/** The counts of a round in the plenary of nine: the ballots that were open, by office. */
export function plenaryVote(secretary: Tally | undefined, deputies: Tally | undefined, leaders = { secretaries: 1, deputies: 3 }): Counts {
  return {
    ...passingCounts('leadership-election'),
    ...(secretary ? ballotCounts(facts(secretary, 9), 'secretary.') : {}),
    ...(deputies ? ballotCounts(facts(deputies, 9), 'deputies.') : {}),
    ...leaders,
  };
}

/** Votes with which nine of ten are elected at the first ballot. */
export const NINE_OF_TEN = [78, 77, 76, 75, 74, 73, 72, 71, 70, 20];

/** The inspection of nine people: these row numbers failed or are deferred. */
export function inspected(
  { failed = [], deferred = [] }: { failed?: readonly number[]; deferred?: readonly number[] },
  people = 9,
): Counts {
  const rows = Array.from({ length: people }, (_, index) => index + 1);
  const code = (row: number) => (failed.includes(row) ? 3 : deferred.includes(row) ? 2 : 1);
  return {
    ...passingCounts('inspection'),
    people,
    passed: people - failed.length - deferred.length,
    deferred: deferred.length,
    failed: failed.length,
    ...Object.fromEntries(rows.map((row) => [`conclusion.${row}`, code(row)])),
  };
}

type Reasoned = 'settleTie' | 'object' | 'resolveObjection' | 'withdrawCandidate' | 'reportVacancy' | 'waive' | 'amendPlan';

/** A message with its nonce and the digest of what was written beside it. */
export function message<N extends Reasoned>(
  name: N,
  by: Actor,
  rest: Omit<TownshipEnvelope<N>, 'nonce' | 'actor' | 'reasonDigest'>,
): TownshipMessage {
  const key = nonce();
  return { name, envelope: { nonce: key, actor: by, reasonDigest: digestOf(`reason ${key}`), ...rest } } as unknown as TownshipMessage;
}

/** An objection to a person on a notice, received at the party committee's office. */
/** About the person of that number on a list in its first round, who stands elsewhere too. */
export function objection(
  person: number,
  item: Exclude<ItemId, `monthly-report/${string}`> = 'public-notice',
  stands: Readonly<Record<string, number>> = {},
): TownshipMessage {
  return message('object', actor('township-party-committee'), { item, round: 1, person, stands, named: true, channel: 'visit' });
}

type Step = TownshipEnvelope<'resolveObjection'>['step'];

export function step(number: number, to: Step, by: Actor = actor('township-party-committee')): TownshipMessage {
  return message('resolveObjection', by, { objection: number, step: to });
}
