import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countPapers, type Pile } from '../../../domain/election/ballot-paper.ts';
import { resultOf } from '../../../domain/election/elected.ts';
import { namedBallot } from '../../../domain/election/named-ballot.ts';
import { parseTally, type Tally } from '../../../domain/election/tally-file.ts';
import { countTally } from '../../../domain/gates/count-tally.ts';
import { defaultPlan } from '../../support/shipped-plan.ts';
import { first, RULES } from './rules.ts';

const plan = await defaultPlan();

function tallyOf(file: object): Tally {
  const parsed = parseTally(file);
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ zh }) => zh).join('\n'));
  return parsed.tally;
}

const problemsOf = (file: object) => {
  const parsed = parseTally(file);
  return 'problems' in parsed ? parsed.problems.map(({ path, code }) => [path, code]) : [];
};

const meeting = { seats: 2, entitled: 10, present: 10, issued: 10 };
const papers = [
  { times: 6, for: ['甲', '乙'], against: ['丙'] },
  { times: 2, for: ['甲'], against: ['乙'], writeIns: ['丁'] },
  { times: 1, for: ['甲', '乙', '丙'] },
  { illegible: true },
];
const candidates = [{ name: '甲' }, { name: '乙' }, { name: '丙' }];

describe('a tally file', () => {
  it('counts papers: three names for two seats and the illegible one are invalid', () => {
    const tally = tallyOf({ ...meeting, candidates, papers });
    expect(tally).toMatchObject({ returned: 10, invalid: 2, valid: 8, writeIns: [{ name: '丁', for: 2 }] });
    expect(tally.candidates).toEqual([
      { name: '甲', for: 8, against: 0, abstain: 0 },
      { name: '乙', for: 6, against: 2, abstain: 0 },
      { name: '丙', for: 0, against: 6, abstain: 2 },
    ]);
    const counted = countTally(tally, plan);
    expect(counted.ruleResults.filter(({ outcome }) => outcome === 'fails')).toEqual([]);
    expect(counted.elected).toEqual(['甲', '乙']);
  });

  it('refuses figures that the papers do not add up to, and marks for nobody who stands', () => {
    expect(problemsOf({ ...meeting, returned: 9, candidates: [{ name: '甲', for: 7 }, ...candidates.slice(1)], papers })).toEqual([
      ['returned', 'PAPERS_DISAGREE'],
      ['candidates[0].for', 'PAPERS_DISAGREE'],
    ]);
    expect(problemsOf({ ...meeting, candidates, papers: [{ for: ['戊'] }] })).toEqual([['papers[0]', 'NO_CANDIDATE']]);
  });

  it('refuses a name that stands twice, and figures that are not there', () => {
    expect(problemsOf({ ...meeting, candidates: [...candidates, { name: '甲 ' }], papers })).toEqual([['candidates[3].name', 'DUPLICATE']]);
    expect(problemsOf({ ...meeting, candidates })).toEqual([
      ['returned', 'MISSING'],
      ['invalid', 'MISSING'],
      ...[0, 1, 2].map((index) => [`candidates[${index}].for`, 'MISSING']),
    ]);
  });

  it('follows rules of its own: two thirds reached, half of the entitled, no run-off left', () => {
    const file = {
      ...meeting,
      seats: 1,
      entitled: 12,
      present: 8,
      issued: 8,
      returned: 8,
      invalid: 0,
      candidates: [
        { name: '甲', for: 4 },
        { name: '乙', for: 4 },
      ],
    };
    expect(countTally(tallyOf(file), plan).outcome).toEqual({ kind: 'postponed', need: 10 });
    const rules = { quorum: { num: 2, den: 3, strict: false } };
    expect(countTally(tallyOf({ ...file, rules }), plan).outcome.kind).toBe('supplementary');
    const runOff = { ...file, rules: { ...rules, tie: { maxRunoffs: 1 } }, ballot: { kind: 'run-off' } };
    expect(countTally(tallyOf(runOff), plan)).toMatchObject({
      outcome: { kind: 'decision-asked', candidates: 2 },
      elected: [],
      tied: ['甲', '乙'],
    });
  });

  it('counts the plenary by its own rules: an uncontested secretary, deputies by one more', () => {
    const secretary = { ...meeting, seats: 1, office: 'secretary', returned: 10, invalid: 0, candidates: [{ name: '甲', for: 10 }] };
    expect(countTally(tallyOf(secretary), plan)).toMatchObject({ elected: ['甲'], outcome: { kind: 'complete' } });
    const contested = countTally(tallyOf({ ...secretary, rules: { leaders: { secretaryContested: true, deputyExtra: 1 } } }), plan);
    expect(contested.ruleResults.filter(({ outcome }) => outcome === 'fails').map(({ code }) => code)).toEqual([
      'BALLOT_CANDIDATES_TOO_FEW',
    ]);
  });
});

const names = ['甲', '乙', '丙', '丁', '戊'];
const anyPile: fc.Arbitrary<Pile> = fc.record({
  times: fc.integer({ min: 1, max: 20 }),
  for: fc.subarray(names),
  against: fc.subarray(names),
  writeIns: fc.subarray(['己', '庚']),
  illegible: fc.boolean(),
});

describe('whatever the papers', () => {
  it('totals agree: valid and invalid are the returned, marks are the valid, and nobody chooses more than the seats', () => {
    fc.assert(
      fc.property(fc.array(anyPile, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 5 }), (piles, seats) => {
        const counted = countPapers(piles, names, seats);
        expect(counted.valid + counted.invalid).toBe(counted.returned);
        for (const one of counted.candidates) expect(one.for + one.against + one.abstain).toBe(counted.valid);
        const all = [...counted.candidates, ...counted.writeIns];
        expect(all.reduce((sum, one) => sum + one.for, 0)).toBeLessThanOrEqual(counted.valid * seats);
        const against = counted.candidates.reduce((sum, one) => sum + one.against, 0);
        expect(counted.writeIns.reduce((sum, one) => sum + one.for, 0)).toBeLessThanOrEqual(against);
      }),
    );
  });

  it('the same people are elected in whatever order they stand, nobody with half or less, nobody beaten by somebody left out', () => {
    const votes = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(votes, fc.integer({ min: 1, max: 9 }), fc.infiniteStream(fc.nat()), (given, seats, keys) => {
        const rows = given.map((one, index) => ({ name: `人${index}`, for: one, against: 50 - one, abstain: 0 }));
        const shuffled = rows
          .map((one) => [Number(keys.next().value), one] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, one]) => one);
        const figures = { entitled: 50, present: 50, issued: 50, returned: 50, invalid: 0, valid: 50 };
        const [one, other] = [rows, shuffled].map((list) => {
          const ballot = namedBallot({ ...figures, candidates: list }, 'members');
          if (!ballot) throw new Error('no ballot');
          return resultOf(ballot, first(seats), RULES);
        });
        const elected = (one?.elected ?? []).map(({ name }) => name);
        expect(new Set(other?.elected.map(({ name }) => name))).toEqual(new Set(elected));
        const least = Math.min(...(one?.elected ?? []).map((person) => person.for));
        expect(least).toBeGreaterThan(25);
        expect(Math.max(0, ...(one?.unelected ?? []).map((person) => person.for))).toBeLessThanOrEqual(least);
        expect(elected.length).toBeLessThanOrEqual(seats);
      }),
    );
  });
});
