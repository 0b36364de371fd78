import { describe, expect, it } from 'vitest';
import { countPiles } from '../../../api/use-cases/count-piles.ts';
import type { BallotRules } from '../../../domain/rules/ballot-facts.ts';

const rules = {
  quorum: { num: 4, den: 5, strict: true },
  majorityBase: 'PRESENT',
  maxRunoffs: 2,
  shortfallPolicy: 'SUPPLEMENTARY',
  shortfallRounds: 1,
  shortfallThen: 'VACANT',
  formalBp: 1_000,
} as unknown as BallotRules;
const open = { kind: 'first', seats: 2, runoffs: 0, supplementaries: 0, elected: 0 } as const;
const candidates = ['丁甲', '王乙', '田丙'];
const pile = (times: number, marked: readonly string[], against: readonly string[] = [], writeIns: readonly string[] = []) => ({
  times,
  for: marked,
  against,
  writeIns,
  illegible: false,
});

describe('counting piles', () => {
  it('adds up, finds over-voted papers invalid and says who is elected', () => {
    const piles = [pile(6, ['丁甲', '王乙'], ['田丙']), pile(2, ['丁甲'], ['王乙']), pile(1, candidates)];
    const counted = countPiles(piles, candidates, { entitled: 10, present: 9, issued: 9, returned: 9 }, { open, rules });
    expect(counted).toMatchObject({ counted: 9, invalid: 1, valid: 8, disagreements: [] });
    expect(counted.people.map(({ name, for: votes, against }) => [name, votes, against])).toEqual([
      ['丁甲', 8, 0],
      ['王乙', 6, 2],
      ['田丙', 0, 6],
    ]);
    expect(counted.result?.outcome).toEqual({ kind: 'complete', elected: 2 });
    expect(counted.result?.elected.map(({ name }) => name)).toEqual(['丁甲', '王乙']);
  });

  it('shows what disagrees, and no result while it does', () => {
    const counted = countPiles([pile(8, ['丁甲'])], candidates, { entitled: 10, present: 9, issued: 10, returned: 9 }, { open, rules });
    expect(counted.disagreements).toEqual([
      { kind: 'returned', counted: 8, returned: 9 },
      { kind: 'present', issued: 10, present: 9 },
    ]);
    expect(counted.result).toBeUndefined();
  });

  it('calls a vote with more ballots returned than issued void, and one without quorum postponed', () => {
    const voided = countPiles([pile(9, ['丁甲'])], candidates, { entitled: 10, present: 9, issued: 8, returned: 9 }, { open, rules });
    expect(voided.result?.outcome.kind).toBe('void');
    const postponed = countPiles([], candidates, { entitled: 10, present: 8, issued: 0, returned: 0 }, { open, rules });
    expect(postponed.disagreements).toEqual([{ kind: 'quorum', present: 8, need: 9 }]);
    expect(postponed.result?.outcome).toMatchObject({ kind: 'postponed', need: 9 });
  });

  it('counts people written in by those who disapprove of somebody', () => {
    const piles = [pile(7, ['丁甲'], ['王乙'], ['于例己']), pile(2, ['丁甲', '王乙'])];
    const counted = countPiles(piles, candidates, { entitled: 10, present: 9, issued: 9, returned: 9 }, { open, rules });
    expect(counted.people.at(-1)).toMatchObject({ name: '于例己', for: 7, writtenIn: true });
    expect(counted.result?.elected.map(({ name }) => name)).toEqual(['丁甲', '于例己']);
  });
});
