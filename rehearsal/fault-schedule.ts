import { addDays, daysBetween, instantOf, type PlanDate, type PlanInstant } from '../domain/calendar/plan-date.ts';
import { ENGINES, type Engine, type FaultKind, type FaultOrder, type ListedFault } from './fault-order.ts';
import { stableHash } from './stable-hash.ts';

/** One fault of the half-year that is played. */
export interface Fault extends Omit<ListedFault, 'when'> {
  readonly when: { readonly at: PlanInstant } | 'then' | 'twice';
}

/** A card of the deck that faults are drawn from. */
interface Card {
  readonly kind: FaultKind;
  readonly engines: readonly Engine[];
}

const each = (kind: FaultKind): Card[] => ENGINES.map((engine) => ({ kind, engines: [engine] }));

/** Twenty faults, every kind at every process; the stores are killed once more. */
const DECK: readonly Card[] = [
  ...each('kill'),
  { kind: 'kill', engines: ['temporal'] },
  { kind: 'kill', engines: ['mongod'] },
  { kind: 'kill', engines: ENGINES },
  ...each('pause'),
  { kind: 'pause', engines: ENGINES },
  ...each('start'),
  ...each('stop'),
];

/** Drawn faults leave out the first days, on which the townships' runs begin, and the last, so that all of them happen. */
const QUIET_DAYS = { first: 3, last: 30 } as const;
/** For how long, in ms: shortest and longest. Of pauses short ones are more frequent. */
const DRAWN_MS: Readonly<Record<FaultKind, { readonly shortest: number; readonly longest: number }>> = {
  kill: { shortest: 1_000, longest: 5_000 },
  pause: { shortest: 10_000, longest: 40_000 },
  start: { shortest: 20, longest: 2_000 },
  stop: { shortest: 5, longest: 1_500 },
};
const THOUSANDTHS = 1_000;

/** The faults of an order in the half-year that is played, in their order. The same seed draws the same faults. */
export function faultsIn(order: FaultOrder, firstDay: PlanDate, lastDay: PlanDate): Fault[] {
  if (!('listed' in order)) return drawn(order, firstDay, lastDay);
  return order.listed.map(({ when, ...fault }) => ({
    ...fault,
    when: typeof when === 'string' ? when : { at: onDay(firstDay, when.day) },
  }));
}

/** @param day the first is 1; a fraction is the hour */
function onDay(firstDay: PlanDate, day: number): PlanInstant {
  return instantOf(addDays(firstDay, Math.floor(day) - 1), (day % 1) * 24);
}

/** Spread evenly, each somewhere in its share of the time. */
function drawn({ random, seed, of }: Extract<FaultOrder, { random: number }>, firstDay: PlanDate, lastDay: PlanDate): Fault[] {
  const draw = (below: number, what: string, index: number) =>
    stableHash(below, of === 'kills' ? 'kill' : 'fault', String(seed), what, String(index));
  const days = Math.max(1, daysBetween(firstDay, lastDay) + 1 - QUIET_DAYS.first - QUIET_DAYS.last);
  const cards = of === 'kills' ? each('kill') : DECK;
  return Array.from({ length: random }, (_, index): Fault => {
    const round = Math.floor(index / cards.length);
    const { kind, engines } = shuffled(cards, (at) => draw(2 ** 30, `card ${at}`, round))[index % cards.length] ?? {
      kind: 'kill',
      engines: ['worker'],
    };
    const share = (index + draw(THOUSANDTHS, 'instant', index) / THOUSANDTHS) / random;
    const { shortest, longest } = DRAWN_MS[kind];
    const part = draw(THOUSANDTHS + 1, 'length', index) / THOUSANDTHS;
    const ms = Math.round(shortest + (longest - shortest) * (kind === 'pause' ? part ** 2 : part));
    return { kind, engines, ms, when: { at: onDay(firstDay, 1 + QUIET_DAYS.first + days * share) } };
  });
}

function shuffled(cards: readonly Card[], rank: (at: number) => number): readonly Card[] {
  return cards
    .map((card, at) => ({ card, rank: rank(at) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ card }) => card);
}

/** How a person reads it: `pause mongod 20 s`. */
export function nameOf({ kind, engines, ms }: Pick<Fault, 'kind' | 'engines' | 'ms'>): string {
  return `${kind} ${engines.length > 1 ? 'all' : engines.join()} ${(ms / 1_000).toFixed(1)} s`;
}

/** How many of each kind: the object that `--json` prints. */
export type FaultCounts = Readonly<Record<FaultKind | 'killAll' | 'pauseAll', number>>;

export function countsOf(faults: readonly Pick<Fault, 'kind' | 'engines'>[]): FaultCounts {
  const count = (kind: FaultKind, all: boolean) => faults.filter((one) => one.kind === kind && one.engines.length > 1 === all).length;
  return {
    kill: count('kill', false),
    pause: count('pause', false),
    start: count('start', false),
    stop: count('stop', false),
    killAll: count('kill', true),
    pauseAll: count('pause', true),
  };
}
