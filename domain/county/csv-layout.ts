import { plainAddress } from '../language/mail-address.ts';
import { textKey } from '../language/name-key.ts';
import { readNumber } from '../language/typed-values.ts';
import { type CellRead, numberCell, textCell } from '../tables/cell-values.ts';
import type { Behind } from '../tables/table.ts';
import { ROLE_NAMES } from './people-checks.ts';

/** What one row of a county's CSV file describes; stands in its first column. */
export type RowKind = 'county' | 'unit' | 'person';

export const ROW_KINDS: Readonly<Record<string, RowKind>> = {
  县: 'county',
  county: 'county',
  单位: 'unit',
  unit: 'unit',
  人员: 'person',
  person: 'person',
};

/** The column that says what a row is. */
export const KIND_HEADS = ['类型', 'type'] as const;

const BODIES = { 委员会: 'COMMITTEE', 工作委员会: 'WORKING_COMMITTEE' };
const YES_NO = { 是: true, 否: false };
/** The terms in a role cell; offices write 审计员 for 监督员 as well. */
const ROLES: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(Object.entries(ROLE_NAMES).map(([role, name]) => [name, role])),
  审计员: 'auditor',
};

/** One column: its headers and the place of its value in each kind of row. */
export interface Column {
  readonly zh: string;
  readonly en: string;
  readonly places: Readonly<Partial<Record<RowKind, readonly string[]>>>;
  /** Turns a cell into the file's value, or says why it cannot; text it does not know stays as it is, and is then reported. */
  readonly read: (cell: string, behind?: Behind) => CellRead | { readonly value: unknown };
  /** True when a cell could stand in it. */
  readonly fits?: (cell: string) => boolean;
  /** The words a cell may hold, where they differ from the file's values. */
  readonly words?: readonly string[];
}

/** Ids and telephone numbers in their usual forms: full-width digits and signs are typed in between Chinese words. */
const asSigns = (cell: string, behind?: Behind): CellRead => {
  const read = textCell(cell, behind);
  return 'value' in read
    ? {
        value: String(read.value)
          .normalize('NFKC')
          .replace(/[‐‑–—−]/g, '-'),
      }
    : read;
};

const column = (zh: string, en: string, places: Column['places'], read: Column['read'] = textCell, fits?: Column['fits']): Column => ({
  zh,
  en,
  places,
  read,
  ...(fits ? { fits } : {}),
});
/** Whole numbers of which none is larger than `most`. */
const figure = (zh: string, en: string, most = 5_000_000): Column =>
  column(zh, en, { unit: en.split('.') }, numberCell, (cell) => {
    const value = readNumber(cell);
    return typeof value === 'number' && value <= most;
  });
const choice = (zh: string, en: string, places: Column['places'], meanings: Readonly<Record<string, unknown>>): Column => ({
  ...column(
    zh,
    en,
    places,
    (cell) => ({ value: meaningOf(cell, meanings) ?? cell }),
    (cell) => meaningOf(cell, meanings) !== undefined,
  ),
  words: Object.keys(meanings),
});

function meaningOf(cell: string, meanings: Readonly<Record<string, unknown>>): unknown {
  const key = textKey(cell);
  return Object.entries(meanings).find(([word]) => textKey(word) === key)?.[1];
}

/** The layout, in the order of the example. Headers may stand in any order and in either language. */
export const COLUMNS: readonly Column[] = [
  column('编号', 'id', { county: ['id'], unit: ['id'] }, asSigns, (cell) => /^[a-z0-9-]+$/.test(cell)),
  column('名称', 'name', { county: ['name'], unit: ['name'], person: ['name'] }),
  column('性质', 'kind', { unit: ['kind'] }),
  choice('组织形式', 'body', { unit: ['body'] }, BODIES),
  figure('X名额', 'x', 60),
  figure('应选名额', 'seats', 60),
  figure('人口', 'population'),
  figure('14至28岁青年', 'youth14to28'),
  figure('14至35岁青年', 'youth14to35'),
  figure('团员', 'leagueMembers'),
  figure('村团支部', 'branches.village'),
  figure('团总支', 'branches.general'),
  figure('学校团支部', 'branches.school'),
  figure('企业团支部', 'branches.enterprise'),
  figure('机关团支部', 'branches.organ'),
  figure('合作社团支部', 'branches.cooperative'),
  figure('代表', 'delegates'),
  column('所在单位', 'unit', { person: ['unit'] }),
  choice('角色', 'role', { person: ['role'] }, ROLES),
  choice('牵头人', 'lead', { person: ['lead'] }, YES_NO),
  column(
    '邮箱',
    'email',
    { person: ['email'] },
    (cell) => ({ value: plainAddress(cell) }),
    (cell) => /[@＠]/.test(cell),
  ),
  column('电话', 'telephone', { person: ['telephone'] }, asSigns, (cell) => /^[\d+() -]{5,}$/.test(cell.normalize('NFKC'))),
  column('所在市', 'city', { county: ['city'] }),
  column('团市委名称', 'municipalLeague', { county: ['actors', 'municipalLeague'] }),
  column('团县委名称', 'countyLeague', { county: ['actors', 'countyLeague'] }),
  column('组织部名称', 'organizationDepartment', { county: ['actors', 'organizationDepartment'] }),
];
