import type { Dossier } from './township-player.ts';

/** Votes as a test changes them: the figures of a robot's dossier, with other numbers in favour. */

export interface Ballot extends Dossier {
  readonly entitled: number;
  readonly valid: number;
  readonly issued: number;
  readonly candidates: readonly Row[];
}
interface Row {
  readonly name: string;
  readonly for: number;
}

/** So many in favour; everybody else abstains. */
export function votesOf(row: Row, inFavour: number, valid: number) {
  return { ...row, for: inFavour, against: 0, abstain: valid - inFavour };
}

/** From this candidate on everybody has so many votes. */
export function levelFrom(first: number, share: (valid: number) => number) {
  return (dossier: Dossier): Dossier => {
    const { candidates, valid } = dossier as Ballot;
    return { ...dossier, candidates: candidates.map((row, index) => (index < first ? row : votesOf(row, share(valid), valid))) };
  };
}

export function namesIn(dossier: Dossier): string[] {
  return (dossier as Ballot).candidates.map(({ name }) => name);
}

/** Exactly four fifths came, which is not enough: nothing is handed out. */
export function tooFewPresent(dossier: Dossier): Dossier {
  const { candidates, entitled } = dossier as Ballot;
  const present = Math.floor((entitled * 4) / 5);
  return { ...dossier, present, issued: 0, returned: 0, invalid: 0, valid: 0, candidates: candidates.map((row) => votesOf(row, 0, 0)) };
}

/** One ballot more came back than was handed out. */
export function oneTooMany(dossier: Dossier): Dossier {
  const { issued } = dossier as Ballot;
  return { ...dossier, returned: issued + 1, invalid: issued + 1 - (dossier as Ballot).valid };
}
