import { describe, expect, it } from 'vitest';
import { unfolded } from '../../../store/tables/bounded-zip.ts';
import { readWorkbook } from '../../../store/tables/workbook.ts';
import { archiveOf } from '../../support/lying-archive.ts';
import { xlsxOf } from '../../support/sample-files.ts';

const MB = 1024 * 1024;

const bomb = Buffer.alloc(48 * MB, ' ');
const small: [string, Buffer] = ['small.xml', Buffer.from('<a/>')];

describe('an archive', () => {
  it('is unpacked within its bound, and reads as before', async () => {
    const workbook = await xlsxOf([
      ['姓名', '得票'],
      ['甲样一', '12'],
    ]);
    const plain = unfolded(workbook, 16 * MB);
    expect(plain?.length).toBeGreaterThan(workbook.length);
    expect((await readWorkbook(workbook))?.map(({ rows }) => rows.length)).toEqual([2]);
  });

  it('that lies about itself is refused before it is unfolded: its number of entries, their sizes, their names', () => {
    const before = process.memoryUsage().arrayBuffers;
    const lies: Record<string, Buffer> = {
      'one entry is counted, the large one is not': archiveOf([small, ['sheet.xml', bomb]], { count: 1 }),
      'the large one comes first and none is counted': archiveOf([['sheet.xml', bomb], small], { count: 0 }),
      'it claims to be small': archiveOf([['sheet.xml', bomb]], { claimed: 10 }),
      'many middling ones': archiveOf(Array.from({ length: 20 }, (_, n): [string, Buffer] => [`${n}.xml`, bomb.subarray(0, MB)])),
      'more entries than any workbook has': archiveOf(Array.from({ length: 1_500 }, (_, n): [string, Buffer] => [`${n}`, Buffer.alloc(1)])),
      'the same name twice': archiveOf([small, small]),
      'more are counted than there are': archiveOf([small], { count: 5 }),
      'no archive': Buffer.from('PK no archive'),
      'cut off': archiveOf([small]).subarray(0, 40),
    };
    for (const [lie, archive] of Object.entries(lies)) expect([lie, unfolded(archive, 16 * MB)]).toEqual([lie, undefined]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(150 * MB);
  });

  it('with another directory behind its own is read once: a later reader finds what was counted', () => {
    const inner = archiveOf([['inner.xml', Buffer.from('<b/>')]]);
    const nested = archiveOf([['carrier.bin', inner]]);
    const plain = unfolded(nested, 16 * MB);
    expect(plain?.subarray(30, 41).toString()).toBe('carrier.bin');
    expect(unfolded(Buffer.concat([nested, inner]), 16 * MB)).toBeUndefined();
  });
});
