import fc from 'fast-check';
import { expect, it } from 'vitest';
import { electionMinutesDocx } from '../../../api/documents/election-minutes.ts';
import { type VoteRecord, voteRecord } from '../../../api/documents/vote-record.ts';
import { announced } from '../../../api/pages/election-papers/announced.ts';
import { countPiles } from '../../../api/use-cases/count-piles.ts';
import { ballotCounts, prefixOf } from '../../../domain/election/ballot-counts.ts';
import { electedOf, lastResult, votesIn } from '../../../domain/election/elected.ts';
import { ballotField } from '../../../domain/election/named-ballot.ts';
import { compareWithElected } from '../../../domain/election/people-named.ts';
import { ballotRulesOf, judgeRound } from '../../../domain/election/rounds.ts';
import { parseTally } from '../../../domain/election/tally-file.ts';
import { countTally } from '../../../domain/gates/count-tally.ts';
import type { CountedRound, Office, OpenBallots, VotingStage } from '../../../domain/rules/ballot-facts.ts';
import { RULES } from '../../domain/election/rules.ts';
import { defaultPlan } from '../../support/shipped-plan.ts';
import { unzipped } from '../../support/unzipped.ts';

/** Whatever is voted, the people elected are the same wherever the product says who they are. */

const NAMES = Array.from('王李张刘陈杨赵黄周吴徐孙', (surname) => `${surname}样甲`);
const STRANGERS = ['谢例乙', '董例丙'];

/** A random paper marks some of those who stand, and writes somebody in. */
const paper = fc.record({
  times: fc.integer({ min: 1, max: 9 }),
  marks: fc.array(fc.constantFrom('for', 'against', ''), { minLength: 12, maxLength: 12 }),
  // A candidate who withdrew may still be written in.
  written: fc.option(fc.constantFrom(...STRANGERS, ...NAMES.slice(0, 1))),
});
/** Every elector passes over another candidate, equally often: the votes are level. */
const level = fc.record({ everybody: fc.integer({ min: 1, max: 3 }), written: fc.boolean() });
/** Enough papers for a vote with all its rounds; what everybody marks, or level votes, so that ties and their run-offs come up. */
const papers = fc.array(fc.oneof(fc.array(paper, { minLength: 1, maxLength: 4 }), level), { minLength: 8, maxLength: 8 });
type Given = (typeof papers extends fc.Arbitrary<infer T> ? T : never)[number];

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
/** What the property went through, for the files that are written from it. */
const records: { readonly record: VoteRecord; readonly expected: readonly string[] }[] = [];
const nameOf = ({ name }: { readonly name: string }) => name;

/** One ballot: counted on the page, by the command, and put on record in a dossier. */
function hold(
  office: Office,
  open: OpenBallots,
  { standing, before }: { readonly standing: readonly string[]; readonly before: readonly string[] },
  given: Given,
): Round {
  const context = open[office];
  if (!context) throw new Error(`${office} is not voted on`);
  const others = [...STRANGERS, ...NAMES.slice(0, 1)].filter((name) => ![...standing, ...before].includes(name));
  const piles = Array.isArray(given)
    ? given.map(({ times, marks, written }) => ({
        times,
        for: standing.filter((_, index) => marks[index] === 'for'),
        against: standing.filter((_, index) => marks[index] === 'against'),
        writeIns: written && context.kind !== 'run-off' && others.includes(written) ? [written] : [],
        illegible: false,
      }))
    : levelPiles(given, standing, context.kind === 'run-off' ? [] : others, context.seats);
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

/** Each in turn is passed over; people written in among them, where that is asked for and may be. */
function levelPiles(
  { everybody, written }: Extract<Given, { everybody: number }>,
  standing: readonly string[],
  others: readonly string[],
  seats: number,
) {
  const people = written ? [...others.slice(0, 2), ...standing] : standing;
  const chosen = people.slice(0, Math.max(2, seats + 1));
  return chosen.map((_, first) => {
    const marked = Array.from({ length: Math.min(seats, chosen.length) }, (__, index) => chosen[(first + index) % chosen.length] ?? '');
    const writeIns = marked.filter((name) => !standing.includes(name));
    // Only who is against somebody may write somebody else in.
    const against = writeIns.length > 0 ? standing.filter((name) => !marked.includes(name)) : [];
    return { times: everybody, for: marked.filter((name) => standing.includes(name)), against, writeIns, illegible: false };
  });
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
      const paper = announced(record);
      expect(sorted(paper.elected.flatMap(({ names }) => names))).toEqual(expected);
      expect(sorted(paper.ballots.flatMap(({ votes: rows }) => rows.filter(({ result }) => result === '当选').map(nameOf)))).toEqual(
        expected,
      );
      records.push({ record, expected });
      expect(sorted(record.ballots.flatMap((ballot) => ballot.elected))).toEqual(expected);
      expect(sorted(record.ballots.flatMap(({ people }) => people.filter(({ result }) => result === '当选').map(nameOf)))).toEqual(
        expected,
      );
    }),
    { numRuns: 150 },
  );
});

it('every kind of outcome came up, and the minutes as a file say the same as the record', async () => {
  const outcomes = new Set(records.flatMap(({ record }) => record.ballots.map(({ name }) => name.replace(/^.*（|）$/g, ''))));
  for (const kind of ['再次投票', '另行选举', '委员选举', '书记选举', '副书记选举']) expect([...outcomes]).toContain(kind);
  const told = records.filter(({ record }) => record.ballots.length > 0);
  expect(told.some(({ record }) => record.ballots.some(({ outcome }) => outcome.includes('经乡镇党委研究确定')))).toBe(true);
  expect(
    told.some(({ record }) =>
      record.ballots.some(({ name, people }) => name.includes('再次投票') && people.some((one) => STRANGERS.includes(one.name))),
    ),
  ).toBe(true);
  expect(told.some(({ record }) => record.ballots.some(({ people }) => people.some((one) => one.writtenIn && one.result === '当选')))).toBe(
    true,
  );
  for (const { record, expected } of told.filter((_, index) => index % 8 === 0)) {
    const xml = (await unzipped(await electionMinutesDocx({ record, mark: undefined }))).get('word/document.xml') ?? '';
    const lines = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([part]) =>
      [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, one]) => one).join(''),
    );
    const last = lines.slice(lines.findLastIndex((line) => line.endsWith('、结果')));
    const named = last.flatMap((line) => /^(?:委员|书记|副书记)（按姓氏笔画为序）：(.*)。$/.exec(line)?.[1]?.split('、') ?? []);
    expect(named.toSorted()).toEqual(expected);
  }
});
