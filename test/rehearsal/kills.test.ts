import { describe, expect, test } from 'vitest';
import { dateOf, instantOf } from '../../domain/calendar/plan-date.ts';
import { killsOf, readKillOrder } from '../../rehearsal/kills.ts';

const FIRST = '2012-06-01';
const LAST = '2013-01-08';

describe('the order to kill', () => {
  test('named processes on plan days, the first day being 1', () => {
    const order = readKillOrder('mongod@100,temporal@60,worker@140,api@180', 1);
    expect(order && killsOf(order, FIRST, LAST).map(({ engine, at }) => `${engine} ${dateOf(at)}`)).toEqual([
      'temporal 2012-07-30',
      'mongod 2012-09-08',
      'worker 2012-10-18',
      'api 2012-11-27',
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
  ])('%j cannot be read', (text) => {
    expect(readKillOrder(text, 1)).toBeUndefined();
  });

  test('twenty drawn ones: the same for the same seed, others for another, none outside the play', () => {
    const drawn = (seed: number) => killsOf({ random: 20, seed }, FIRST, LAST);
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
    for (const seed of [1, 2, 3]) {
      const kills = drawn(seed);
      expect(kills).toHaveLength(20);
      expect(new Set(kills.map((kill) => kill.engine)).size).toBe(4);
      expect(
        kills.every(({ at, downMs }) => at > instantOf('2012-06-03') && at < instantOf('2012-12-31') && downMs >= 1_000 && downMs <= 5_000),
      ).toBe(true);
      expect(kills.map((kill) => kill.at)).toEqual(kills.map((kill) => kill.at).toSorted((a, b) => a - b));
    }
  });
});
