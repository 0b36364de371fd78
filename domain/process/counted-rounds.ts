import { OFFICES, type OpenBallots, type TakenPeople } from '../rules/ballot-facts.ts';
import type { ItemState } from '../state/township-state.ts';

/** A round of a vote that counts: what was voted on, and the revision in which it was counted. */
export interface VotedRound {
  readonly open: OpenBallots;
  readonly revision: string;
  /** Of people still tied in this round: those whom people decided to take. */
  readonly taken?: TakenPeople;
}

/**
 * The rounds of a vote that are on record, in order. Where the vote began anew, after a return, earlier ones are left out.
 * @param last the round to end with; the present one unless told
 * @param then of an earlier `last`: whom people took of those tied in it, which a vote that begins anew forgets
 */
export function votedRounds(item: ItemState, last = item.round, then: TakenPeople = {}): VotedRound[] {
  const { pastRounds, round: present, ballots, submission } = item;
  const rounds = [...pastRounds, { round: present, ballots, submission }].filter(({ round }) => round <= last);
  const begins = rounds.findLastIndex(
    (round) => round.ballots !== null && Object.values(round.ballots).every(({ kind }) => kind === 'first'),
  );
  const voted: VotedRound[] = rounds
    .slice(Math.max(0, begins))
    .flatMap((round) => (round.ballots && round.submission ? [{ open: round.ballots, revision: round.submission.revision }] : []));
  const taken = last === present ? takenNow(item) : then;
  // A decision on a tie belongs to the last ballot of its office; other offices may have been voted on since.
  for (const office of OFFICES) {
    const people = taken[office];
    const at = people ? voted.findLastIndex(({ open }) => open[office] !== undefined) : -1;
    const round = voted[at];
    if (people && round) voted[at] = { ...round, taken: { ...round.taken, [office]: people } };
  }
  return voted;
}

/** Whom the party committee takes is elected once the county league has agreed. */
function takenNow({ results, asked }: Pick<ItemState, 'results' | 'asked'>): TakenPeople {
  if (asked.some((answer) => answer.kind !== 'note' && !answer.given)) return {};
  return Object.fromEntries(OFFICES.flatMap((office) => (results[office]?.settled ? [[office, results[office].settled.people]] : [])));
}
