import type { SystemProcesses } from '../engines/index.ts';

/** A process that something can happen to. */
export type Engine = keyof SystemProcesses;
export const ENGINES = ['temporal', 'mongod', 'worker', 'api'] as const satisfies readonly Engine[];

/**
 * What happens to it:
 * - `kill` kill -9; it stays down for a while · `pause` SIGSTOP, then SIGCONT: it lives and answers nobody
 * - `start` killed, and killed once more while it starts · `stop` told to stop, and killed while it does
 */
export const FAULT_KINDS = ['kill', 'pause', 'start', 'stop'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * When it happens: on a plan day, the first being 1 (a fraction is the hour); `then`: as soon as the one before it in the list is over;
 * `twice`: after the one before it, as soon as one run has recorded two steps.
 */
export type When = { readonly day: number } | 'then' | 'twice';

/** One fault, as it is asked for. */
export interface ListedFault {
  readonly kind: FaultKind;
  /** One process, or all at one instant. */
  readonly engines: readonly Engine[];
  readonly when: When;
  /** Wall ms: how long it stays down or paused; `start`, `stop`: how long it has been at it when it is killed. */
  readonly ms: number;
}

/** What the command line asks for: a list, or a number of faults drawn by a seed, of every kind or kills only. */
export type FaultOrder =
  | { readonly listed: readonly ListedFault[] }
  | { readonly random: number; readonly seed: number; readonly of: 'every kind' | 'kills' };

const MOST = 100;
const LAST_DAY = 400;
/** Hour of a whole plan day: everybody is at work. */
const WORKING_HOUR = 9.5;
/** Unless the list says otherwise, in s. */
const SECONDS: Readonly<Record<FaultKind, number>> = { kill: 3, pause: 20, start: 0.5, stop: 0.2 };
const LONGEST_S = 120;

/**
 * `pause:mongod@60+20,kill:temporal@twice,kill:all@90` or `random:60`. A process without a word is killed.
 * @param of `kills`: only processes without a word, and only kills are drawn
 * @returns undefined when it cannot be read
 */
export function readFaultOrder(text: string, seed: number, of: 'every kind' | 'kills' = 'every kind'): FaultOrder | undefined {
  const [, count] = /^random:(\d{1,3})$/.exec(text) ?? [];
  if (count !== undefined) return Number(count) >= 1 && Number(count) <= MOST ? { random: Number(count), seed, of } : undefined;
  const listed = text.split(',').map((one) => readOne(one, of));
  const [first] = listed;
  // The first has nobody before it.
  if (first === undefined || typeof first.when === 'string') return undefined;
  return listed.every((one) => one !== undefined) ? { listed } : undefined;
}

const ONE =
  /^(?:(?<kind>[a-z]+):)?(?<engine>[a-z]+)@(?:(?<day>\d{1,3}(?:\.\d{1,3})?)|(?<after>then|twice))(?:\+(?<s>\d{1,3}(?:\.\d{1,3})?))?$/;

function readOne(text: string, of: 'every kind' | 'kills'): ListedFault | undefined {
  const { groups } = ONE.exec(text) ?? {};
  if (!groups || (of === 'kills' && (groups['kind'] !== undefined || groups['after'] !== undefined))) return undefined;
  const kind = FAULT_KINDS.find((one) => one === (groups['kind'] ?? 'kill'));
  const engines = groups['engine'] === 'all' ? ENGINES : ENGINES.filter((one) => one === groups['engine']);
  if (kind === undefined || engines.length === 0) return undefined;
  // A process is caught while it starts or stops one at a time: all of them take different times.
  if (engines.length > 1 && (kind === 'start' || kind === 'stop')) return undefined;
  const when = whenOf(groups['day'], groups['after']);
  const seconds = Number(groups['s'] ?? SECONDS[kind]);
  return when === undefined || seconds > LONGEST_S ? undefined : { kind, engines, when, ms: Math.round(seconds * 1_000) };
}

function whenOf(day: string | undefined, after: string | undefined): When | undefined {
  if (day === undefined) return after === 'twice' ? 'twice' : 'then';
  const number = Number(day);
  if (number < 1 || number > LAST_DAY) return undefined;
  return { day: day.includes('.') ? number : number + WORKING_HOUR / 24 };
}

/** Whether processes are paused, which Windows cannot do. */
export function pausesAnything(order: FaultOrder): boolean {
  return 'listed' in order ? order.listed.some(({ kind }) => kind === 'pause') : order.of === 'every kind';
}
