import { countPapers, type Pile } from '../../domain/election/ballot-paper.ts';
import { resultOf } from '../../domain/election/elected.ts';
import type { VotedPerson } from '../../domain/election/named-ballot.ts';
import { quorumNeed } from '../../domain/election/quorum.ts';
import type { BallotContext, BallotRules } from '../../domain/rules/ballot-facts.ts';

/** What tellers counted by hand beside the piles. */
export interface CountedFigures {
  readonly entitled: number;
  readonly present: number;
  readonly issued: number;
  readonly returned: number;
}

/** Something that does not agree, with its figures; a void vote and a missing quorum are results, not mistakes. */
export type Disagreement =
  | { readonly kind: 'returned'; readonly counted: number; readonly returned: number }
  | { readonly kind: 'issued'; readonly issued: number; readonly returned: number }
  | { readonly kind: 'present'; readonly issued: number; readonly present: number }
  | { readonly kind: 'entitled'; readonly present: number; readonly entitled: number }
  | { readonly kind: 'quorum'; readonly present: number; readonly need: number };

export interface CountedVote {
  readonly counted: number;
  readonly invalid: number;
  readonly valid: number;
  readonly people: readonly VotedPerson[];
  readonly disagreements: readonly Disagreement[];
  /** Candidates whose names were written in on valid papers, which counts as a mark of approval. */
  readonly writtenCandidates: readonly { readonly name: string; readonly times: number }[];
  /** Absent while the piles do not hold what was returned, or more people voted than were there. */
  readonly result?: ReturnType<typeof resultOf>;
}

/** Adds piles up and holds them against what was issued and returned (§2.4, §2.5), by the rules that the process uses. */
export function countPiles(
  piles: readonly Pile[],
  candidates: readonly string[],
  figures: CountedFigures,
  { open, rules }: { readonly open: BallotContext; readonly rules: BallotRules },
): CountedVote {
  const papers = countPapers(piles, candidates, open.seats);
  const people: VotedPerson[] = [
    ...papers.candidates.map((one) => ({ ...one, writtenIn: false })),
    ...papers.writeIns.map((one) => ({ ...one, against: 0, abstain: 0, writtenIn: true })),
  ];
  const { entitled, present, issued, returned } = figures;
  const need = quorumNeed(entitled, rules.quorum);
  const disagreements: Disagreement[] = [
    ...(papers.returned === returned ? [] : [{ kind: 'returned' as const, counted: papers.returned, returned }]),
    ...(returned <= issued ? [] : [{ kind: 'issued' as const, issued, returned }]),
    ...(issued <= present ? [] : [{ kind: 'present' as const, issued, present }]),
    ...(present <= entitled ? [] : [{ kind: 'entitled' as const, present, entitled }]),
    ...(present >= need ? [] : [{ kind: 'quorum' as const, present, need }]),
  ];
  const facts = {
    ...figures,
    invalid: papers.invalid,
    valid: papers.valid,
    candidates: candidates.length,
    votes: people.map((one) => one.for),
  };
  const judged = disagreements.every(({ kind }) => kind === 'issued' || kind === 'quorum');
  return {
    counted: papers.returned,
    invalid: papers.invalid,
    valid: papers.valid,
    people,
    disagreements,
    writtenCandidates: papers.writtenCandidates,
    ...(judged ? { result: resultOf({ facts, people }, open, rules) } : {}),
  };
}
