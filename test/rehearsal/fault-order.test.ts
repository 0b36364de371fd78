import { describe, expect, test } from 'vitest';
import { dateOf, instantOf, timeOfDay } from '../../domain/calendar/plan-date.ts';
import { ENGINES, FAULT_KINDS, type FaultOrder, readFaultOrder } from '../../rehearsal/fault-order.ts';
import { countsOf, type Fault, faultsIn, nameOf } from '../../rehearsal/fault-schedule.ts';

const FIRST = '2012-06-01';
const LAST = '2013-01-08';

const scheduled = (order: FaultOrder | undefined): Fault[] => (order ? faultsIn(order, FIRST, LAST) : []);
const told = ({ when, ...fault }: Fault) =>
  `${typeof when === 'string' ? when : `${dateOf(when.at)} ${timeOfDay(when.at)}`} ${nameOf(fault)}`;

describe('the order to kill', () => {
  test('named processes on plan days, the first day being 1', () => {
    expect(scheduled(readFaultOrder('mongod@100,temporal@60,worker@140,api@180', 1, 'kills')).map(told)).toEqual([
      '2012-09-08 09:30 kill mongod 3.0 s',
      '2012-07-30 09:30 kill temporal 3.0 s',
      '2012-10-18 09:30 kill worker 3.0 s',
      '2012-11-27 09:30 kill api 3.0 s',
    ]);
  });

  test.each([
    '',
    'temporal',
    'temporal@0',
    'temporal@401',
    'mail@3',
    'temporal@60;api@70',
    'random:0',
    'random:101',
    'random:x',
    'TEMPORAL@60',
    'pause:mongod@60',
    'kill:temporal@60',
    'mongod@60,temporal@then',
  ])('%j cannot be read', (text) => {
    expect(readFaultOrder(text, 1, 'kills')).toBeUndefined();
  });

  test('twenty drawn ones: the same for the same seed, others for another, none outside the play', () => {
    const drawn = (seed: number) => scheduled({ random: 20, seed, of: 'kills' });
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
    for (const seed of [1, 2, 3]) {
      const kills = drawn(seed);
      expect(countsOf(kills)).toEqual({ kill: 20, pause: 0, start: 0, stop: 0, killAll: 0, pauseAll: 0 });
      expect(new Set(kills.flatMap((kill) => kill.engines))).toEqual(new Set(ENGINES));
      expect(kills.every(({ ms }) => ms >= 1_000 && ms <= 5_000)).toBe(true);
      expect(inOrder(kills, instantOf('2012-06-04'), instantOf('2012-12-31'))).toBe(true);
    }
  });
});

/** Whether the faults happen one after the other, between the two instants. */
function inOrder(faults: readonly Fault[], from: number, to: number): boolean {
  const instants = faults.map(({ when }) => (typeof when === 'string' ? Number.NaN : when.at));
  return instants.every((at, index) => at >= (instants[index - 1] ?? from) && at <= to);
}

describe('the order of faults', () => {
  test('kinds, hours of days, seconds, and what follows upon what comes before it', () => {
    const script =
      'pause:mongod@60.5+20,kill:temporal@twice,pause:worker@then+15,mongod@80,stop:api@90+1.5,start:worker@91,kill:all@100,pause:all@110+7';
    expect(scheduled(readFaultOrder(script, 1)).map(told)).toEqual([
      '2012-07-30 12:00 pause mongod 20.0 s',
      'twice kill temporal 3.0 s',
      'then pause worker 15.0 s',
      '2012-08-19 09:30 kill mongod 3.0 s',
      '2012-08-29 09:30 stop api 1.5 s',
      '2012-08-30 09:30 start worker 0.5 s',
      '2012-09-08 09:30 kill all 3.0 s',
      '2012-09-18 09:30 pause all 7.0 s',
    ]);
  });

  test.each([
    'kill:temporal@twice',
    'pause:mongod@then,kill:temporal@60',
    'freeze:mongod@60',
    'pause:mongod',
    'pause:mongod@60+121',
    'pause:mongod@60+x',
    'stop:all@60',
    'start:all@60',
    'pause:mongod@0.5',
    'pause:mongod@60,',
  ])('%j cannot be read', (text) => {
    expect(readFaultOrder(text, 1)).toBeUndefined();
  });

  test('sixty drawn ones: every kind at every process, pauses of ten to forty seconds, the same for the same seed', () => {
    const drawn = (seed: number) => scheduled(readFaultOrder('random:60', seed));
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1).map(told)).not.toEqual(drawn(2).map(told));
    for (const seed of [1, 2, 3]) {
      const faults = drawn(seed);
      expect(countsOf(faults)).toEqual({ kill: 18, pause: 12, start: 12, stop: 12, killAll: 3, pauseAll: 3 });
      const happened = new Set(faults.flatMap(({ kind, engines }) => engines.map((engine) => `${kind} ${engine}`)));
      expect(happened).toEqual(new Set(FAULT_KINDS.flatMap((kind) => ENGINES.map((engine) => `${kind} ${engine}`))));
      expect(faults.filter(({ kind }) => kind === 'pause').every(({ ms }) => ms >= 10_000 && ms <= 40_000)).toBe(true);
      expect(inOrder(faults, instantOf('2012-06-04'), instantOf('2012-12-10'))).toBe(true);
    }
  });
});
