import { expect, test } from 'vitest';
import { ConcurrencyLimit, forAll } from '../../rehearsal/concurrency.ts';

test('no more than so many are inside at a time, and all get in', async () => {
  const limit = new ConcurrencyLimit(3);
  let inside = 0;
  let most = 0;
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      limit.run(async () => {
        inside += 1;
        most = Math.max(most, inside);
        await Promise.resolve();
        inside -= 1;
        return index;
      }),
    ),
  );
  expect(most).toBe(3);
  expect(results).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

test('a failure frees its place, and is told when the others are done', async () => {
  const done: number[] = [];
  const work = forAll([1, 2, 3, 4], 1, async (number) => {
    await Promise.resolve();
    if (number === 2) throw new Error('two');
    done.push(number);
  });
  await expect(work).rejects.toThrow('two');
  expect(done).toEqual([1, 3, 4]);
});

test('who is alone waits for everybody inside, and lets nobody in', async () => {
  const limit = new ConcurrencyLimit(2);
  const order: string[] = [];
  const visit = (name: string) =>
    limit.run(async () => {
      order.push(`${name} in`);
      await new Promise(setImmediate);
      order.push(`${name} out`);
    });
  const before = [visit('a'), visit('b'), visit('c')];
  const alone = limit.alone(async () => {
    order.push('alone in');
    await new Promise(setImmediate);
    order.push('alone out');
  });
  const after = visit('d');
  await Promise.all([...before, alone, after]);
  expect(order.slice(-4)).toEqual(['alone in', 'alone out', 'd in', 'd out']);
});
