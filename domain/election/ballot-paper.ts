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
}

/** What a paper says of a candidate: two marks that contradict each other are no mark. */
function markOf(paper: BallotPaper, name: string): 'for' | 'against' | 'abstain' {
  const [approved, refused] = [paper.for.includes(name), paper.against.includes(name)];
  if (approved === refused) return 'abstain';
  return approved ? 'for' : 'against';
}

/** People written in who count: only who disapproves of candidates writes others in, at most as many (§2.4). The rest of the paper stands. */
function writtenInOn(paper: BallotPaper, candidates: readonly string[]): string[] {
  const refused = candidates.filter((name) => markOf(paper, name) === 'against').length;
  const others = [...new Set(paper.writeIns)].filter((name) => !candidates.includes(name));
  return others.length <= refused ? others : [];
}

/** A paper is valid when it can be read and chooses no more people than there are seats; it may choose fewer, or nobody. */
export function isValidPaper(paper: BallotPaper, candidates: readonly string[], seats: number): boolean {
  if (paper.illegible) return false;
  const approved = candidates.filter((name) => markOf(paper, name) === 'for').length;
  return approved + writtenInOn(paper, candidates).length <= seats;
}

/** Counts piles of papers. */
export function countPapers(piles: readonly Pile[], candidates: readonly string[], seats: number): CountedPapers {
  const valid = piles.filter((pile) => isValidPaper(pile, candidates, seats));
  const number = (some: readonly Pile[]) => some.reduce((sum, { times }) => sum + times, 0);
  const marked = (name: string, mark: ReturnType<typeof markOf>) => number(valid.filter((pile) => markOf(pile, name) === mark));
  const written = [...new Set(valid.flatMap((pile) => writtenInOn(pile, candidates)))];
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
    writeIns: written.map((name) => ({ name, for: number(valid.filter((pile) => writtenInOn(pile, candidates).includes(name))) })),
  };
}
