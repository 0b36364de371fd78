import { readFile } from 'node:fs/promises';
import { COLUMNS, KIND_HEADS } from '../../../domain/county/csv-layout.ts';
import { STARTERS } from '../../access/campaign-access.ts';
import { spreadsheet } from '../../documents/spreadsheet.ts';
import { XLSX } from '../documents/route.ts';
import { download, get, type Route } from '../routing/route.ts';

/** The county of the examples as a table, as offices save it. */
const EXAMPLE = new URL('../../../examples/county.csv', import.meta.url);

const HEAD = [KIND_HEADS[0], ...COLUMNS.map(({ zh }) => zh)];

/** What a county file is begun with: an empty table with the right headings, and one that is filled in. */
export const countySampleRoutes: readonly Route[] = [
  get('/campaigns/new/county.xlsx', async () => download({ filename: '空白县名册.xlsx', type: XLSX, content: await emptyTable() }), {
    roles: STARTERS,
  }),
  get(
    '/campaigns/new/example.csv',
    async () => download({ filename: '示例县名册.csv', type: 'text/csv', content: await readFile(EXAMPLE) }),
    { roles: STARTERS },
  ),
];

/** Chinese, as the file itself is. */
export function emptyTable(): Promise<Buffer> {
  const title = '县名册：每行一个县、单位或人员，第一列写“县”“单位”或“人员”；只填与该行有关的列';
  return spreadsheet([{ name: '县名册', title, head: HEAD, rows: [] }]);
}
