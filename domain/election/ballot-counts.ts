import type { BallotFacts, Office } from '../rules/ballot-facts.ts';
import type { Counts } from '../rules/rule-result.ts';

/** Where a ballot's counts stand among those of a stage: the plenary's are told apart by their office. */
const PREFIXES = { members: '', secretary: 'secretary.', deputies: 'deputies.' } as const;
export type BallotPrefix = (typeof PREFIXES)[Office];

export function prefixOf(office: Office): BallotPrefix {
  return PREFIXES[office];
}

/** Most people with votes in one ballot; a longer list is not read. */
export const MOST_VOTED = 300;

/** The names every counted ballot has to send, below `prefix`. */
export function ballotCountNames(prefix: BallotPrefix = ''): string[] {
  return ['entitled', 'present', 'issued', 'returned', 'invalid', 'valid', 'candidates', 'writeIns'].map((name) => `${prefix}${name}`);
}

/** A ballot as a message carries it: whole numbers by name, people as ranks (`votes.1` has the most). */
export function ballotCounts(facts: BallotFacts & { readonly valid: number }, prefix: BallotPrefix = ''): Record<string, number> {
  const { votes, reduceConsent, ...figures } = facts;
  const ranked = votes.toSorted((a, b) => b - a).slice(0, MOST_VOTED);
  return Object.fromEntries(
    [
      ...Object.entries(figures),
      ['writeIns', votes.length - facts.candidates] as const,
      ...(reduceConsent === undefined ? [] : [['reduceConsent', reduceConsent] as const]),
      ...ranked.map((one, index) => [`votes.${index + 1}`, one] as const),
    ].map(([name, value]) => [`${prefix}${name}`, value]),
  );
}

/** The ballot behind counts read one by one; an absent count reads as 0. */
export function readBallot(count: (name: string) => number, prefix: BallotPrefix = ''): BallotFacts {
  const at = (name: string): number => count(`${prefix}${name}`);
  const people = Math.max(0, Math.min(MOST_VOTED, at('candidates') + at('writeIns')));
  return {
    entitled: at('entitled'),
    present: at('present'),
    issued: at('issued'),
    returned: at('returned'),
    invalid: at('invalid'),
    candidates: at('candidates'),
    votes: Array.from({ length: people }, (_, index) => at(`votes.${index + 1}`)).toSorted((a, b) => b - a),
    reduceConsent: at('reduceConsent'),
  };
}

/** The ballot behind the counts of a submission: what `judgeBallot` takes. */
export function ballotFactsOf(counts: Counts, prefix: BallotPrefix = ''): BallotFacts {
  return readBallot((name) => (Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0), prefix);
}
