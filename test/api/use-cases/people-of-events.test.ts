import { beforeAll, describe, expect, it } from 'vitest';
import type { TownshipView } from '../../../api/access/township-view.ts';
import { HeldVotes } from '../../../api/use-cases/held-votes.ts';
import { type EventPeople, peopleOfEvents } from '../../../api/use-cases/people-of-events.ts';
import { nameKey } from '../../../domain/language/name-key.ts';
import type { EventKind } from '../../../domain/state/events.ts';
import { blankItem, itemOf } from '../../../domain/state/township-state.ts';
import { readRehearsalCounty } from '../../../rehearsal/county-file.ts';
import { readHalfYear } from '../../../rehearsal/half-year.ts';
import { scriptOf } from '../../../rehearsal/script.ts';
import type { Store } from '../../../store/database.ts';
import { RULES } from '../../domain/election/rules.ts';
import { PaperCounty } from '../../rehearsal/paper-county.ts';

/** Whatever an outcome is told with, it names the people whom it is about. */

/** Outcomes that concern people, whatever township they happen in. */
const OUTCOMES: readonly EventKind[] = [
  'run-off',
  'supplementary',
  'tie-decision-asked',
  'candidate-lost',
  'person-deferred',
  'seat-vacated',
  'seat-filled',
  'objection-received',
];

let county: PaperCounty;
/** By township and event. */
const told = new Map<string, ReadonlyMap<string, readonly EventPeople[]>>();

beforeAll(async () => {
  const { county: file } = await readRehearsalCounty('examples/county.yaml');
  const half = await readHalfYear('plans', 2012);
  county = new PaperCounty(half, file, scriptOf(file.rehearsal, 2012, half.calendar));
  county.play();
  const find = ({ _id: { $in } }: { readonly _id: { readonly $in: readonly string[] } }) => ({
    toArray: () => Promise.resolve($in.map((id) => ({ _id: id, dossier: county.dossier(id) }))),
  });
  const store = { db: { collection: () => ({ find }) } } as unknown as Store;
  for (const [id, { state, input }] of county.townships) {
    const unit = { id, rules: input.rules, body: input.body };
    const view = { campaign: { _id: 'paper', townships: [unit] }, township: unit, progress: { state } } as unknown as TownshipView;
    const own = county.events.filter(({ township }) => township === id);
    told.set(id, await peopleOfEvents({ store }, view, own));
  }
});

/** Everybody whom the township's record names anywhere. */
function everybodyOf(township: string): Set<string> {
  const names = new Set<string>();
  const state = county.townships.get(township)?.state;
  for (const { submission, pastRounds } of state?.items ?? [])
    for (const one of [submission, ...pastRounds.map((round) => round.submission)])
      for (const [, name = ''] of JSON.stringify(one ? county.dossier(one.revision) : {}).matchAll(/"name":"([^"]*)"/g))
        names.add(nameKey(name));
  return names;
}

const eventsOf = (...kinds: EventKind[]) => county.events.filter(({ kind, township }) => township !== undefined && kinds.includes(kind));
const namesOf = ({ township = '', key }: { township?: string; key: string }) =>
  (told.get(township)?.get(key) ?? []).flatMap(({ names }) => names);

describe('every outcome of the example county’s half-year', () => {
  it('carries people of its own township, never counts alone', () => {
    const outcomes = eventsOf(...OUTCOMES);
    expect(new Set(outcomes.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(5);
    for (const event of outcomes) {
      const names = namesOf(event);
      expect([event.township, event.kind, names.length > 0]).toEqual([event.township, event.kind, true]);
      const known = everybodyOf(event.township ?? '');
      expect(names.filter((name) => !known.has(nameKey(name)))).toEqual([]);
    }
  });

  it('says as many as it counts: those tied in a run-off, those elected when a vote passes', () => {
    for (const event of eventsOf('run-off')) expect(namesOf(event)).toHaveLength(Number(event.params['candidates']));
    const votes = eventsOf('passed').filter(({ item }) => item === 'member-election' || item === 'leadership-election');
    expect(votes).toHaveLength(24);
    for (const event of votes) {
      const { results } = itemOf(county.townships.get(event.township ?? '')?.state ?? ({ items: [] } as never), event.item ?? '') ?? {};
      const elected = Object.values(results ?? {}).reduce((sum, one) => sum + one.elected, 0);
      expect(namesOf(event)).toHaveLength(elected);
    }
  });

  it('names who left a seat and who filled it', () => {
    for (const event of eventsOf('seat-filled')) {
      const vacated = eventsOf('seat-vacated', 'person-deferred').find(
        ({ township, params }) => township === event.township && params['seat'] === event.params['seat'],
      );
      const [left, came] = [vacated ? namesOf(vacated) : [], namesOf(event)];
      expect([left.length, came.length]).toEqual([1, 1]);
      if (vacated?.kind === 'seat-vacated') expect(came).not.toEqual(left);
    }
  });
});

describe('two offices of one plenary', () => {
  const tally = (names: readonly string[], inFavour: readonly number[]) =>
    names.map((name, index) => ({ name, for: inFavour[index] ?? 0, against: 0, abstain: 9 - (inFavour[index] ?? 0) }));
  const dossier = (offices: Record<string, unknown>) => ({ heldOn: '2012-08-17', entitled: 9, present: 9, ...offices });
  const ballot = (office: string, names: readonly string[], inFavour: readonly number[]) => ({
    [`${office}Issued`]: 9,
    [`${office}Returned`]: 9,
    [`${office}Invalid`]: 0,
    [`${office}Valid`]: 9,
    [`${office}Candidates`]: tally(names, inFavour),
  });

  it('a tie that an earlier round left is named although the other office was voted on since', () => {
    const open = (kind: 'first' | 'run-off', seats: number, runoffs: number) => ({
      kind,
      seats,
      runoffs,
      supplementaries: 0,
      elected: 0,
      ...(kind === 'run-off' ? { candidates: 2 } : {}),
    });
    const dossiers = new Map<string, unknown>([
      ['a', dossier({ ...ballot('secretary', ['甲', '乙'], [4, 4]), ...ballot('deputies', ['丙', '丁'], [4, 4]) })],
      ['b', dossier(ballot('deputies', ['丙', '丁'], [6, 3]))],
    ]);
    const submission = (revision: string) => ({ revision }) as never;
    const item = {
      ...blankItem('leadership-election', 'submitted'),
      round: 2,
      ballots: { deputies: open('run-off', 1, 1) },
      submission: submission('b'),
      pastRounds: [
        {
          round: 1,
          ended: 'run-off' as const,
          at: 0,
          nonce: 'n',
          submission: submission('a'),
          ballots: { secretary: { ...open('run-off', 1, 2) }, deputies: open('run-off', 1, 0) },
        },
      ],
    };
    const votes = new HeldVotes([item], dossiers, RULES);
    expect(votes.ties('leadership-election', 2).map(({ office, result }) => [office, result.tied.map(({ name }) => name)])).toEqual([
      ['secretary', ['甲', '乙']],
    ]);
    expect(votes.inRound('leadership-election', 2).map(({ office }) => office)).toEqual(['deputies']);
  });

  it('a vote that began anew still tells whom people took of those tied in the one before', () => {
    const open = (kind: 'first' | 'run-off', runoffs: number) => ({
      members: { kind, seats: 1, runoffs, supplementaries: 0, elected: 0, ...(kind === 'run-off' ? { candidates: 2 } : {}) },
    });
    const votes = (inFavour: readonly number[]) => ({
      heldOn: '2012-08-17',
      entitled: 9,
      present: 9,
      issued: 9,
      returned: 9,
      invalid: 0,
      valid: 9,
      candidates: tally(['甲', '乙'], inFavour),
    });
    const dossiers = new Map<string, unknown>([
      ['tied', votes([5, 5])],
      ['again', votes([4, 4])],
      ['anew', votes([8, 1])],
    ]);
    const past = (round: number, ended: 'run-off' | 'vote-void', revision: string, ballots: ReturnType<typeof open>) => ({
      round,
      ended,
      at: 0,
      nonce: `n${round}`,
      submission: { revision } as never,
      ballots,
    });
    const item = {
      ...blankItem('member-election', 'passed'),
      round: 4,
      ballots: open('first', 0),
      submission: { revision: 'anew' } as never,
      pastRounds: [
        past(1, 'run-off', 'tied', open('first', 0)),
        past(2, 'run-off', 'again', open('run-off', 0)),
        past(3, 'vote-void', 'again', open('run-off', 1)),
      ],
    };
    const settled = [1, 2].map((person) => ({ item: 'member-election', round: 3, office: 'members' as const, people: [person] }));
    const elected = (round: number, decided = settled) =>
      new HeldVotes([item], dossiers, { ...RULES, maxRunoffs: 2 }, decided).electedBy('member-election', round).map(({ name }) => name);
    // What was decided last, after the county league had not agreed to the first, stands.
    expect(elected(3)).toEqual(['乙']);
    expect(elected(3, [])).toEqual([]);
    expect(elected(4)).toEqual(['甲']);
  });
});
