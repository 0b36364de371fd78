import fc from 'fast-check';
import { expect, it } from 'vitest';
import { voteRecord } from '../../../api/documents/vote-record.ts';
import { countPiles } from '../../../api/process/count-piles.ts';
import { ballotCounts, prefixOf } from '../../../domain/election/ballot-counts.ts';
import type { CountedRound, Office, OpenBallots, VotingStage } from '../../../domain/election/ballot-facts.ts';
import { countTally } from '../../../domain/election/count-tally.ts';
import { electedOf, lastResult, votesIn } from '../../../domain/election/elected.ts';
import { ballotField } from '../../../domain/election/named-ballot.ts';
import { compareWithElected } from '../../../domain/election/people-named.ts';
import { ballotRulesOf, judgeRound } from '../../../domain/election/rounds.ts';
import { parseTally } from '../../../domain/election/tally-file.ts';
import { RULES } from '../../domain/election/rules.ts';
import { defaultPlan } from '../../support/shipped-plan.ts';

/** Whatever is voted, the people elected are the same wherever the product says who they are. */

const NAMES = Array.from('王李张刘陈杨赵黄周吴徐孙', (surname) => `${surname}样甲`);
const STRANGERS = ['谢例乙', '董例丙'];

/** A random paper marks some of those who stand, and writes somebody in. */
const paper = fc.record({
  times: fc.integer({ min: 1, max: 9 }),
  marks: fc.array(fc.constantFrom('for', 'against', ''), { minLength: 12, maxLength: 12 }),
  written: fc.option(fc.constantFrom(...STRANGERS)),
});
/** Enough papers for a vote with all its rounds; few kinds of them, so that ties are common. */
const papers = fc.array(fc.array(paper, { minLength: 1, maxLength: 4 }), { minLength: 8, maxLength: 8 });

const election = fc.record({
  office: fc.constantFrom<Office>('members', 'secretary', 'deputies'),
  seats: fc.integer({ min: 1, max: 4 }),
  extra: fc.integer({ min: 1, max: 3 }),
  withdrawn: fc.integer({ min: 0, max: 1 }),
  papers,
  taken: fc.array(fc.nat({ max: 5 }), { maxLength: 4 }),
});

interface Round {
  readonly counted: CountedRound;
  readonly byPage: readonly string[];
  readonly byCommand: readonly string[];
}

const PLAN = await defaultPlan();
const nameOf = ({ name }: { readonly name: string }) => name;

/** One ballot: counted on the page, by the command, and put on record in a dossier. */
function hold(
  office: Office,
  open: OpenBallots,
  { standing, before }: { readonly standing: readonly string[]; readonly before: readonly string[] },
  given: (typeof papers extends fc.Arbitrary<infer T> ? T : never)[number],
): Round {
  const context = open[office];
  if (!context) throw new Error(`${office} is not voted on`);
  const piles = given.map(({ times, marks, written }) => ({
    times,
    for: standing.filter((_, index) => marks[index] === 'for'),
    against: standing.filter((_, index) => marks[index] === 'against'),
    writeIns: written && context.kind !== 'run-off' && ![...standing, ...before].includes(written) ? [written] : [],
    illegible: false,
  }));
  const number = piles.reduce((sum, { times }) => sum + times, 0);
  const figures = { entitled: number, present: number, issued: number, returned: number };
  const rules = ballotRulesOf(office, RULES);
  const page = countPiles(piles, standing, figures, { open: context, rules });
  const { kind, runoffs, supplementaries, elected } = context;
  const file = {
    office,
    seats: context.seats,
    ballot: { kind, runoffs, supplementaries, elected },
    ...figures,
    candidates: standing.map((name) => ({ name })),
    papers: piles,
  };
  const parsed = parseTally(file);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const rows = (writtenIn: boolean) => page.people.filter((person) => person.writtenIn === writtenIn);
  const tally = {
    issued: number,
    returned: number,
    invalid: page.invalid,
    valid: page.valid,
    candidates: rows(false),
    writeIns: rows(true),
  };
  const dossier = {
    heldOn: '2012-08-17',
    scrutineers: ['监样甲'],
    entitled: number,
    present: number,
    ...Object.fromEntries(Object.entries(tally).map(([field, value]) => [ballotField(office, field), value])),
  };
  return {
    counted: { open, dossier },
    byPage: (page.result?.elected ?? []).map(nameOf),
    byCommand: countTally(parsed.tally, PLAN).elected,
  };
}

it('the same people are elected on the counting page, by the command, on record, for the report, in announcement and minutes', () => {
  fc.assert(
    fc.property(election, ({ office, seats, extra, withdrawn, papers: given, taken }) => {
      const stage: VotingStage = office === 'members' ? 'member-election' : 'leadership-election';
      let standing = NAMES.slice(withdrawn, seats + extra + withdrawn);
      let open: OpenBallots = { [office]: { kind: 'first', seats, runoffs: 0, supplementaries: 0, elected: 0 } };
      const rounds: Round[] = [];
      for (const ballot of given) {
        const round = hold(office, open, { standing, before: rounds.flatMap((one) => one.byPage) }, ballot);
        rounds.push(round);
        const [vote] = votesIn([round.counted], RULES);
        const { facts } = vote?.ballot ?? { facts: undefined };
        const { next } = judgeRound(open, facts ? ballotCounts(facts, prefixOf(office)) : {}, RULES);
        open = next;
        if (!open[office]) break;
        const last = lastResult([round.counted], office, RULES);
        standing = (open[office].kind === 'run-off' ? last?.tied : last?.unelected)?.map(nameOf) ?? standing;
        if (standing.length < 1) break;
      }
      const counted = rounds.map((round) => round.counted);
      const tie = votesIn(counted, RULES).at(-1);
      const asked = tie?.result.outcome.kind === 'decision-asked' ? tie.result : undefined;
      const left = asked && 'seats' in asked.outcome ? asked.outcome.seats : 0;
      const numbers = [...new Set(taken.map((one) => (one % Math.max(1, asked?.tied.length ?? 1)) + 1))].slice(0, left);
      const settled = asked
        ? counted.map((one, index) => (index === counted.length - 1 ? { ...one, taken: { [office]: numbers } } : one))
        : counted;
      const chosen = asked ? asked.tied.filter((_, index) => numbers.includes(index + 1)).map(nameOf) : [];

      const votes = votesIn(settled, RULES);
      const record = voteRecord({ township: '云杵乡', body: 'COMMITTEE', votes, withdrawn: [] });
      const context = {
        rules: RULES,
        body: 'COMMITTEE',
        today: '2012-09-01',
        appointmentOn: '2012-09-01',
        earlier: {},
        counted: { [stage]: settled },
      } as const;
      const onRecord = electedOf(context, stage).map(nameOf);
      const sorted = (names: readonly string[]) => names.toSorted();
      const expected = sorted(onRecord);

      expect(new Set(onRecord).size).toBe(onRecord.length);
      expect(onRecord.length).toBeLessThanOrEqual(seats);
      expect(sorted([...rounds.flatMap((round) => round.byPage), ...chosen])).toEqual(expected);
      expect(sorted([...rounds.flatMap((round) => round.byCommand), ...chosen])).toEqual(expected);
      expect(compareWithElected(onRecord, stage, context)).toEqual({ outside: [], missing: [] });
      for (const name of onRecord)
        expect(
          compareWithElected(
            onRecord.filter((one) => one !== name),
            stage,
            context,
          ).missing,
        ).toEqual([name]);
      expect(sorted(record.elected.flatMap(({ names }) => names))).toEqual(expected);
      expect(sorted(record.ballots.flatMap((ballot) => ballot.elected))).toEqual(expected);
      expect(sorted(record.ballots.flatMap(({ people }) => people.filter(({ result }) => result === '当选').map(nameOf)))).toEqual(
        expected,
      );
    }),
    { numRuns: 150 },
  );
});
