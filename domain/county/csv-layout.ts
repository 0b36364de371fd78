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

const BODIES = { 委员会: 'COMMITTEE', 工作委员会: 'WORKING_COMMITTEE' };
const YES_NO = { 是: true, 否: false };
const ROLES = Object.fromEntries(Object.entries(ROLE_NAMES).map(([role, name]) => [name, role]));

/** One column: its headers and the place of its value in each kind of row. */
export interface Column {
  readonly zh: string;
  readonly en: string;
  readonly places: Readonly<Partial<Record<RowKind, readonly string[]>>>;
  /** Turns a cell's text into the file's value; text it does not know stays as it is, and is then reported. */
  readonly read: (cell: string) => unknown;
  /** The words a cell may hold, where they differ from the file's values. */
  readonly words?: readonly string[];
}

const asText = (cell: string): unknown => cell;
const asNumber = (cell: string): unknown => (/^\d{1,12}$/.test(cell) ? Number(cell) : cell);

const column = (zh: string, en: string, places: Column['places'], read: Column['read'] = asText): Column => ({ zh, en, places, read });
const figure = (zh: string, en: string): Column => column(zh, en, { unit: en.split('.') }, asNumber);
const choice = (zh: string, en: string, places: Column['places'], meanings: Readonly<Record<string, unknown>>): Column => ({
  ...column(zh, en, places, (cell) => (Object.hasOwn(meanings, cell) ? meanings[cell] : cell)),
  words: Object.keys(meanings),
});

/** The layout, in the order of the example. Headers may stand in any order and in either language. */
export const COLUMNS: readonly Column[] = [
  column('编号', 'id', { county: ['id'], unit: ['id'] }),
  column('名称', 'name', { county: ['name'], unit: ['name'], person: ['name'] }),
  column('性质', 'kind', { unit: ['kind'] }),
  choice('组织形式', 'body', { unit: ['body'] }, BODIES),
  figure('X名额', 'x'),
  figure('应选名额', 'seats'),
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
  column('邮箱', 'email', { person: ['email'] }),
  column('电话', 'telephone', { person: ['telephone'] }),
  column('所在市', 'city', { county: ['city'] }),
  column('团市委名称', 'municipalLeague', { county: ['actors', 'municipalLeague'] }),
  column('团县委名称', 'countyLeague', { county: ['actors', 'countyLeague'] }),
  column('组织部名称', 'organizationDepartment', { county: ['actors', 'organizationDepartment'] }),
];
