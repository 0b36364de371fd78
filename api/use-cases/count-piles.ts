import { countPapers, type Pile } from '../../domain/election/ballot-paper.ts';
import { resultOf } from '../../domain/election/elected.ts';
import type { VotedPerson } from '../../domain/election/named-ballot.ts';
import { quorumNeed } from '../../domain/election/quorum.ts';
import { ballotRulesOf } from '../../domain/election/rounds.ts';
import { nameKey, nameKeys, namesOnce, sameName } from '../../domain/language/name-key.ts';
import type { Bilingual } from '../../domain/language/problem.ts';
import type { BallotContext, BallotRules } from '../../domain/rules/ballot-facts.ts';
import type { PreparedBallot } from './ballot-papers.ts';

/** The most that one count holds: piles, candidates, and papers of any kind. */
export const COUNT_LIMITS = { piles: 200, candidates: 60, papers: 10_000 } as const;

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

/** What tellers entered of an office's ballot. */
export interface Tally {
  readonly candidates: readonly string[];
  readonly figures: CountedFigures;
  readonly piles: readonly Pile[];
}

/** Counts an office's ballot by the rules of its township. */
export function countBallot({ office, open, context }: PreparedBallot, { candidates, figures, piles }: Tally): CountedVote {
  return countPiles(piles, candidates, figures, { open, rules: ballotRulesOf(office, context.rules) });
}

/** Everybody voted for, with what became of them; meant only where the vote has a result. */
export function fatesOf({ people, result }: CountedVote): (VotedPerson & { readonly fate: 'elected' | 'tied' | 'notElected' })[] {
  const [elected, tied] = [new Set(result?.elected), new Set(result?.tied)];
  return people.map((person) => ({ ...person, fate: elected.has(person) ? 'elected' : tied.has(person) ? 'tied' : 'notElected' }));
}

/** Names that stand twice, also written in another way. */
export function namesTwice(names: readonly string[]): string[] {
  return namesOnce(names.filter((name, index) => names.findIndex((one) => sameName(one, name)) < index));
}

/** What is said of such a name. */
export function nameTwiceText(name: string): Bilingual {
  return {
    zh: `候选人“${name}”出现了两次；如果确是同名的两个人，请在姓名后注明，例如“张伟（二村）”。`,
    en: `Candidate "${name}" stands twice; tell two people of one name apart, such as "Zhang Wei (village 2)".`,
  };
}

/** Names that a pile marks although nobody of that name stands. */
export function namesNotStanding({ candidates, piles }: Pick<Tally, 'candidates' | 'piles'>): string[] {
  const standing = nameKeys(candidates);
  const marked = piles.flatMap((pile) => [...pile.for, ...pile.against]);
  return namesOnce(marked.filter((name) => !standing.has(nameKey(name))));
}
