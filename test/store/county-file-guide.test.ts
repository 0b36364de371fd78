import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { COLUMNS } from '../../domain/county/csv-layout.ts';
import { readCountyFile } from '../../store/plan-files.ts';

const guide = await readFile(fileURLToPath(new URL('../../docs/county-file.md', import.meta.url)), 'utf8');

it.each(['csv', 'yaml'])('the guide’s %s example is a county file without problems', async (format) => {
  const example = new RegExp(`\`\`\`${format}\n(.*?)\`\`\``, 's').exec(guide)?.[1] ?? '';
  const read = await readCountyFile(Buffer.from(example), `county.${format}`);
  expect('problems' in read ? read.problems : read.county.people.length).toBe(4);
});

it('the guide names every column in both languages', () => {
  expect(COLUMNS.filter(({ zh, en }) => !guide.includes(zh) || !guide.includes(en))).toEqual([]);
});
