import { addDays, daysBetween, instantOf, type PlanDate, type PlanInstant } from '../domain/calendar/plan-date.ts';
import type { SystemProcesses } from '../engines/index.ts';
import { steady } from './steady.ts';

/** A process that can be killed. */
export type Engine = keyof SystemProcesses;
export const ENGINES = ['temporal', 'mongod', 'worker', 'api'] as const satisfies readonly Engine[];

/** One kill -9. */
export interface Kill {
  readonly engine: Engine;
  readonly at: PlanInstant;
  /** Wall ms for which it stays down before it is started again. */
  readonly downMs: number;
}

/** What the command line asks for: kills on named plan days (the first day is 1), or a number of them drawn by a seed. */
export type KillOrder =
  | { readonly listed: readonly { readonly engine: Engine; readonly day: number }[] }
  | { readonly random: number; readonly seed: number };

const MOST = 100;
const LAST_DAY = 400;

/** Hour of the plan day of a listed kill: everybody is at work. */
const LISTED_HOUR = 9.5;
const LISTED_DOWN_MS = 3_000;

/** Drawn kills leave out the first days, on which the townships' runs begin, and the last, so that all of them happen. */
const QUIET_DAYS = { first: 3, last: 10 } as const;
/** Half of these hours the robots work, in the other half what they did is still under way or nothing is. */
const DRAWN_HOURS = { from: 6, to: 18 } as const;
const DRAWN_DOWN_MS = { shortest: 1_000, longest: 5_000 } as const;

/**
 * `temporal@60,mongod@100` or `random:20`.
 * @returns undefined when it cannot be read
 */
export function readKillOrder(text: string, seed: number): KillOrder | undefined {
  const [, count] = /^random:(\d{1,3})$/.exec(text) ?? [];
  if (count !== undefined) return Number(count) >= 1 && Number(count) <= MOST ? { random: Number(count), seed } : undefined;
  const listed = text.split(',').map((one) => {
    const [, name, day] = /^([a-z]+)@(\d{1,3})$/.exec(one) ?? [];
    const engine = ENGINES.find((candidate) => candidate === name);
    return engine && Number(day) >= 1 && Number(day) <= LAST_DAY ? { engine, day: Number(day) } : undefined;
  });
  return listed.every((one) => one !== undefined) ? { listed } : undefined;
}

/** The kills of an order in the half-year that is played, earliest first. The same seed draws the same kills. */
export function killsOf(order: KillOrder, firstDay: PlanDate, lastDay: PlanDate): Kill[] {
  const kills =
    'listed' in order
      ? order.listed.map(({ engine, day }) => listedKill(engine, addDays(firstDay, day - 1)))
      : drawn(order, firstDay, lastDay);
  return kills.toSorted((a, b) => a.at - b.at);
}

function listedKill(engine: Engine, date: PlanDate): Kill {
  return { engine, at: instantOf(date, LISTED_HOUR), downMs: LISTED_DOWN_MS };
}

function drawn({ random, seed }: Extract<KillOrder, { random: number }>, firstDay: PlanDate, lastDay: PlanDate): Kill[] {
  const days = daysBetween(firstDay, lastDay) + 1 - QUIET_DAYS.first - QUIET_DAYS.last;
  const draw = (below: number, what: string, index: number) => steady(below, 'kill', String(seed), what, String(index));
  return Array.from({ length: random }, (_, index): Kill => {
    const date = addDays(firstDay, QUIET_DAYS.first + draw(Math.max(1, days), 'day', index));
    const span = DRAWN_DOWN_MS.longest - DRAWN_DOWN_MS.shortest;
    return {
      engine: ENGINES[index % ENGINES.length] ?? 'worker',
      at: instantOf(date, DRAWN_HOURS.from + draw((DRAWN_HOURS.to - DRAWN_HOURS.from) * 60, 'minute', index) / 60),
      downMs: DRAWN_DOWN_MS.shortest + draw(span + 1, 'down', index),
    };
  });
}
