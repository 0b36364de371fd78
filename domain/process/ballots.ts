import { ballotFactsOf, prefixOf } from '../election/ballot-counts.ts';
import { judgeRound } from '../election/rounds.ts';
import { Refusal } from '../errors.ts';
import { type BallotOutcome, OFFICES, type Office, type OpenBallots } from '../rules/ballot-facts.ts';
import type { StageAnswer } from '../stages/stages.ts';
import type { TownshipEnvelope } from '../state/messages.ts';
import type { ItemState, OfficeResult, OfficeResults, RoundEnd, SubmissionState, Tie, TownshipState } from '../state/township-state.ts';
import type { TownshipDraft } from './township-draft.ts';

/**
 * An election is a sequence of ballots (§2.3–2.5): each round is one meeting with its own due date and record. It goes
 * on until every office is filled, reported vacant, or tied beyond the last run-off.
 */

/** The party committee says who of the tied is taken; the county league agrees (§2.5: presidium, Party and county League). */
const TIE_ANSWERS: readonly StageAnswer[] = [
  { by: 'township-party-committee', kind: 'settle', turn: 1 },
  { by: 'county-league', kind: 'approve', turn: 2 },
];

/** Takes a counted vote: the next ballot opens, or the result is laid before whoever confirms it. @returns true when it came late */
export function submitVote(draft: TownshipDraft, item: ItemState, submission: Omit<SubmissionState, 'at' | 'late'>): boolean {
  const { outcomes, next } = judgeRound(item.ballots ?? {}, submission.counts, draft.input.rules);
  item.results = { ...item.results, ...settledBy(outcomes) };
  if (Object.keys(next).length > 0) return nextRound(draft, item, submission, outcomes, next);
  const tied = tiedOffices(item.results);
  draft.submit(item, submission, tied.length > 0 ? TIE_ANSWERS : undefined);
  const late = item.submission?.late ?? false;
  const { nonce } = submission;
  if (tied.length === 0) return late;
  const tie = item.results[tied[0] as Office]?.tied;
  draft.emit('tie-decision-asked', `tie:${item.id}:${item.round}`, {
    item: item.id,
    round: item.round,
    nonce,
    params: { seats: tie?.seats ?? 0, candidates: tie?.candidates ?? 0 },
    notify: ['township-party-committee', 'county-league', 'township-league'],
  });
  return late;
}

/** Reported vacancies of a vote that was confirmed (§2.5). @returns seats that stay empty. */
export function vacantSeats(item: ItemState): number {
  return OFFICES.reduce((sum, office) => sum + (item.results[office]?.vacant ?? 0), 0);
}

/** The party committee takes people from among those with equal votes; seats that nobody is taken for stay vacant. */
export function settleTie(draft: TownshipDraft, item: ItemState, envelope: TownshipEnvelope<'settleTie'>): boolean {
  const { office, people } = envelope;
  const result = item.results[office];
  const asked = item.asked.find((answer) => answer.kind === 'settle' && answer.since !== null && !answer.given);
  if (!result?.tied || !asked) throw new Refusal('NO_TIE_TO_SETTLE', { item: item.id });
  if (item.submission?.digest !== envelope.digest) throw new Refusal('STALE_REVISION', { item: item.id });
  const { seats, candidates } = result.tied;
  if (people.length > seats || people.some((person) => person > candidates)) throw new Refusal('TAKEN_WRONG', { item: item.id, seats });
  const settled: OfficeResult = {
    elected: result.elected + people.length,
    vacant: seats - people.length,
    tied: null,
    settled: { seats, candidates, people: people.toSorted((a, b) => a - b) },
  };
  item.results = { ...item.results, [office]: settled };
  const { nonce, actor } = envelope;
  const over = tiedOffices(item.results).length === 0;
  const next = over ? draft.answer(item, asked, { account: actor.account, nonce }) : [];
  draft.emit('tie-settled', `tie-settled:${nonce}`, {
    item: item.id,
    round: item.round,
    nonce,
    params: { office, taken: people.length, seats, vacant: settled.vacant },
    notify: next.map((answer) => answer.body),
  });
  return asked.given?.late ?? false;
}

/** True while the county league is asked to agree to whom the party committee took. */
export function isSettlement(item: ItemState): boolean {
  return item.asked.some((answer) => answer.kind === 'settle' && answer.given !== null);
}

/** The county league does not agree: the vote stands, and the party committee decides once more who of the tied is taken. */
export function decideTieAgain(draft: TownshipDraft, item: ItemState, nonce: string): void {
  item.results = Object.fromEntries(
    OFFICES.flatMap((office): [Office, OfficeResult][] => {
      const result = item.results[office];
      if (!result) return [];
      if (!result.settled) return [[office, result]];
      const { seats, candidates, people } = result.settled;
      return [[office, { elected: result.elected - people.length, vacant: 0, tied: { seats, candidates } }]];
    }),
  );
  const asked = draft.ask(item, TIE_ANSWERS);
  draft.emit('tie-returned', `tie-returned:${nonce}`, {
    item: item.id,
    round: item.round,
    nonce,
    notify: [...asked.map((answer) => answer.body), 'township-league'],
  });
}

/** What ended a round that leads to another one; of several offices the first named here gives the name. */
const ENDS: readonly (readonly [BallotOutcome['kind'], Extract<RoundEnd, 'postponed' | 'vote-void' | 'run-off' | 'supplementary'>])[] = [
  ['postponed', 'postponed'],
  ['void', 'vote-void'],
  ['run-off', 'run-off'],
  ['supplementary', 'supplementary'],
];

function nextRound(
  draft: TownshipDraft,
  item: ItemState,
  submission: Omit<SubmissionState, 'at' | 'late'>,
  outcomes: Partial<Record<Office, BallotOutcome>>,
  next: OpenBallots,
): boolean {
  const { nonce } = submission;
  const judged = OFFICES.flatMap((office) => outcomes[office] ?? []);
  const [kind, ended] = ENDS.find(([name]) => judged.some((outcome) => outcome.kind === name)) ?? ENDS[0] ?? ['postponed', 'postponed'];
  const outcome = judged.find((one) => one.kind === kind);
  draft.receive(item, submission);
  draft.submitted(item, nonce);
  const late = item.submission?.late ?? false;
  const { round } = item;
  draft.endRound(item, ended, nonce);
  draft.emit(ended, `${ended}:${item.id}:${round}`, {
    item: item.id,
    round,
    nonce,
    params: outcome ? { ...figuresOf(outcome), ...returnedOf(outcome, outcomes, submission) } : {},
    notify: ['township-league', 'township-party-committee'],
  });
  draft.open(item, next);
  return late;
}

/** How many ballots came back of how many, where that made the vote void. */
function returnedOf(
  outcome: BallotOutcome,
  outcomes: Partial<Record<Office, BallotOutcome>>,
  { counts }: Pick<SubmissionState, 'counts'>,
): Record<string, number> {
  const office = OFFICES.find((one) => outcomes[one] === outcome);
  if (outcome.kind !== 'void' || !office) return {};
  const { issued, returned } = ballotFactsOf(counts, prefixOf(office));
  return { issued, returned };
}

function figuresOf({ kind: _, ...figures }: BallotOutcome): Record<string, number> {
  return figures;
}

function settledBy(outcomes: Partial<Record<Office, BallotOutcome>>): OfficeResults {
  return Object.fromEntries(
    OFFICES.flatMap((office): [Office, OfficeResult][] => {
      const outcome = outcomes[office];
      switch (outcome?.kind) {
        case 'complete':
          return [[office, { elected: outcome.elected, vacant: 0, tied: null }]];
        case 'vacant':
          return [[office, { elected: outcome.elected, vacant: outcome.vacant, tied: null }]];
        case 'decision-asked':
          return [[office, { elected: outcome.elected, vacant: 0, tied: { seats: outcome.seats, candidates: outcome.candidates } }]];
        default:
          return [];
      }
    }),
  );
}

function tiedOffices(results: OfficeResults): Office[] {
  return OFFICES.filter((office) => results[office]?.tied);
}

/** A tie that the last run-off left: some of the tied are to be taken. */
export interface OpenTie extends Tie {
  readonly item: ItemState;
  readonly office: Office;
}

/** Ties of a township that the party committee has still to settle. */
export function openTies({ items }: Pick<TownshipState, 'items'>): OpenTie[] {
  return items.flatMap((item) =>
    tiedOffices(item.results).flatMap((office) => {
      const tied = item.results[office]?.tied;
      return tied ? [{ item, office, ...tied }] : [];
    }),
  );
}
