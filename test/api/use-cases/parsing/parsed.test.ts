import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { fileRead, tableRead } from '../../../../api/use-cases/parsing/files.ts';
import { parsed } from '../../../../api/use-cases/parsing/parsed.ts';
import { systemThread, workedMs } from '../../../../api/use-cases/parsing/work-done.ts';
import { xlsxOf } from '../../../support/sample-files.ts';

/** What this thread, which answers everybody, worked while `work` was done, in ms of a processor; where no system tells, how long it was busy. */
async function busyMs(work: () => Promise<unknown>): Promise<number> {
  const thread = systemThread();
  const [idle, before] = [performance.eventLoopUtilization(), workedMs(thread)];
  await work();
  const after = workedMs(thread);
  return before === undefined || after === undefined ? performance.eventLoopUtilization(idle).active : after - before;
}

const codes = (read: object) => ('problems' in read ? (read.problems as readonly { readonly code: string }[]).map(({ code }) => code) : []);

describe('what people send', () => {
  it('is taken apart in a thread of its own: a file that takes too long is refused with a sentence, and nobody waits for it', async () => {
    const costly = Buffer.from(`a: [${'x,'.repeat(520_000)}]`);
    let read: object = {};
    const busy = await busyMs(async () => {
      read = await fileRead('a-clerk', 'readPlanFile', costly);
    });
    expect(codes(read)).toEqual(['FILE_TOO_MUCH']);
    // On the thread that answers, this file lasted half a minute.
    expect(busy).toBeLessThan(2_000);
    expect(await tableRead('a-clerk', 'pastedRows', '甲样一\t1')).toMatchObject({ rows: [{ row: 1 }] });
  });

  it('comes back as it was made, with what is wrong with it', async () => {
    const small = await fileRead('a-clerk', 'readCountyFile', Buffer.from('county: [1'), 'county.yaml');
    expect(codes(small)).toContain('YAML_SYNTAX');
    const workbook = await xlsxOf([
      ['姓名', '得票'],
      ['甲样一', 12],
    ]);
    await expect(tableRead('a-clerk', 'rowsOfFile', workbook)).resolves.toMatchObject({ rows: [{ row: 1 }, { row: 2 }] });
    await expect(parsed('a-clerk', 'rowsOfFile', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).resolves.toMatchObject({
      problem: { zh: expect.stringContaining('.xls') },
    });
  });

  it('of one person is taken one after another, so that others find a thread', async () => {
    const order: string[] = [];
    await Promise.all([
      ...['first', 'second', 'third'].map(async (one) => parsed('one', 'pastedRows', one).then(() => order.push(one))),
      parsed('other', 'pastedRows', 'x'),
    ]);
    expect(order).toEqual(['first', 'second', 'third']);
  });

  it('is turned away with a sentence when too many come at once, and taken afterwards', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 60 }, async (_, index) => parsed(`person ${index}`, 'pastedRows', 'x')));
    const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason as { why: string; status: number }] : []));
    expect(refused.length).toBeGreaterThan(0);
    for (const { why, status } of refused) expect([why, status]).toEqual(['busy', 429]);
    expect(await parsed('person 59', 'pastedRows', 'x')).toMatchObject({ rows: [{ row: 1 }] });
  });
});
