import { nameKey, nameKeys, namesOnce } from '../language/name-key.ts';

/** One ballot paper as an elector marked it (§2.4): names approved ○, disapproved ×, and written in; no mark is an abstention. */
export interface BallotPaper {
  readonly for: readonly string[];
  readonly against: readonly string[];
  readonly writeIns: readonly string[];
  /** Nobody can tell what the elector wanted. */
  readonly illegible: boolean;
}

/** A pile of papers marked alike. */
export interface Pile extends BallotPaper {
  readonly times: number;
}

/** What a pile adds up to. */
export interface CountedPapers {
  readonly returned: number;
  readonly invalid: number;
  readonly valid: number;
  readonly candidates: readonly { readonly name: string; readonly for: number; readonly against: number; readonly abstain: number }[];
  readonly writeIns: readonly { readonly name: string; readonly for: number }[];
  /** Candidates whose names were written in: counted as approved, and told, since somebody may have to look again. */
  readonly writtenCandidates: readonly { readonly name: string; readonly times: number }[];
}

/** A paper by the keys of the names on it. */
interface KeyedPaper {
  readonly for: ReadonlySet<string>;
  readonly against: ReadonlySet<string>;
  readonly writeIns: ReadonlySet<string>;
}

function keyed(paper: BallotPaper): KeyedPaper {
  return { for: nameKeys(paper.for), against: nameKeys(paper.against), writeIns: nameKeys(paper.writeIns) };
}

/**
 * What a paper says of a candidate: two marks that contradict each other are no mark. Whoever writes a candidate's name in
 * chooses that candidate, as with a mark.
 */
function markOf(paper: KeyedPaper, candidate: string): 'for' | 'against' | 'abstain' {
  const [approved, refused] = [paper.for.has(candidate) || paper.writeIns.has(candidate), paper.against.has(candidate)];
  if (approved === refused) return 'abstain';
  return approved ? 'for' : 'against';
}

/** People written in who count: only who disapproves of candidates writes others in, at most as many (§2.4). The rest of the paper stands. */
function writtenInOn(paper: KeyedPaper, candidates: ReadonlySet<string>): ReadonlySet<string> {
  const refused = [...candidates].filter((name) => markOf(paper, name) === 'against').length;
  const others = [...paper.writeIns].filter((name) => !candidates.has(name));
  return new Set(others.length <= refused ? others : []);
}

/** A paper is valid when it can be read and chooses no more people than there are seats; it may choose fewer, or nobody. */
export function isValidPaper(paper: BallotPaper, candidates: readonly string[], seats: number): boolean {
  if (paper.illegible) return false;
  const [marks, standing] = [keyed(paper), nameKeys(candidates)];
  const approved = [...standing].filter((name) => markOf(marks, name) === 'for').length;
  return approved + writtenInOn(marks, standing).size <= seats;
}

/** Counts piles of papers; the same name written in two ways is one person. */
export function countPapers(piles: readonly Pile[], candidates: readonly string[], seats: number): CountedPapers {
  const standing = nameKeys(candidates);
  const valid = piles.filter((pile) => isValidPaper(pile, candidates, seats)).map((pile) => ({ ...pile, marks: keyed(pile) }));
  const number = (some: readonly { readonly times: number }[]) => some.reduce((sum, { times }) => sum + times, 0);
  const marked = (name: string, mark: ReturnType<typeof markOf>) =>
    number(valid.filter(({ marks }) => markOf(marks, nameKey(name)) === mark));
  const written = valid.map((pile) => ({ ...pile, counts: writtenInOn(pile.marks, standing) }));
  const others = namesOnce(written.flatMap((pile) => pile.writeIns.filter((name) => pile.counts.has(nameKey(name)))));
  const times = (name: string) => number(valid.filter(({ marks }) => marks.writeIns.has(nameKey(name))));
  return {
    returned: number(piles),
    invalid: number(piles) - number(valid),
    valid: number(valid),
    candidates: candidates.map((name) => ({
      name,
      for: marked(name, 'for'),
      against: marked(name, 'against'),
      abstain: marked(name, 'abstain'),
    })),
    writeIns: others.map((name) => ({ name, for: number(written.filter(({ counts }) => counts.has(nameKey(name)))) })),
    writtenCandidates: candidates.map((name) => ({ name, times: times(name) })).filter((one) => one.times > 0),
  };
}
