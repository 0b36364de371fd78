import { describe, expect, test } from 'vitest';
import { UnsettledDeedError } from '../../rehearsal/deed.ts';
import { insist, Mishaps } from '../../rehearsal/mishaps.ts';
import { NotReachedError } from '../../rehearsal/retry.ts';
import { UnexpectedAnswerError } from '../../rehearsal/session.ts';

const playing = new AbortController().signal;
const away = new NotReachedError('GET /api/tasks', { status: 503, body: undefined });
const broken = new UnexpectedAnswerError('GET /api/tasks', { status: 500, body: undefined });
const unsettled = new UnsettledDeedError({ path: '/decisions' } as never, 'n');

describe('what people meet while processes are killed', () => {
  test('is shrugged off when an outage explains it, and told when none does', () => {
    const mishaps = new Mishaps();
    for (const error of [away, unsettled, broken, broken]) mishaps.take(error, playing);
    expect(mishaps.problems).toEqual([expect.stringContaining('GET /api/tasks → 500')]);
  });

  test('keeps them from that township for a while, and from no other', () => {
    const mishaps = new Mishaps();
    mishaps.take(unsettled, playing, 'landu');
    expect([mishaps.avoids('landu'), mishaps.avoids('shiyu')]).toEqual([true, false]);
  });

  test('is no mishap once the play is over', () => {
    const over = AbortSignal.abort();
    expect(() => new Mishaps().take(away, over)).toThrow(away);
  });

  test('is tried again until it works; without faults the first failure counts', async () => {
    const mishaps = new Mishaps();
    let tries = 0;
    const work = () => {
      tries += 1;
      return tries < 2 ? Promise.reject(broken) : Promise.resolve(tries);
    };
    expect(await insist(work, mishaps, playing)).toBe(2);
    expect(mishaps.problems).toHaveLength(1);
    tries = 0;
    await expect(insist(work, undefined, playing)).rejects.toBe(broken);
  });
});
