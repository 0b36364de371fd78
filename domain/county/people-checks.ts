import { z } from 'zod';
import { idText, words } from '../calendar/fields.ts';
import { type Problem, problem } from '../language/problem.ts';
import { isTownshipRole, type Role } from '../roles.ts';
import { personSchema } from './county-schema.ts';
import { type LooseRow, looseRows, repeated } from './loose-rows.ts';
import { unknownUnit } from './unit-checks.ts';

const { shape } = personSchema;

/** The Chinese terms of the roles, as county files may write them. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  'county-league': '团县委',
  'organization-department': '县委组织部',
  'township-party-committee': '乡镇党委',
  'township-league': '乡镇团委',
  auditor: '监督员',
  administrator: '系统管理员',
};

function placeProblems(row: LooseRow, units: ReadonlySet<string>): Problem[] {
  const role = row.field('role', shape.role);
  const unit = row.field('unit', idText);
  const keys = ['people', row.index, 'unit'] as const;
  if (role === undefined) return [];
  const name = ROLE_NAMES[role];
  if (!isTownshipRole(role)) {
    if (unit === undefined) return [];
    return [
      problem(
        keys,
        'UNIT_NOT_FOR_ROLE',
        { unit, role },
        {
          zh: `“${name}”属于全县，不能填单位“${unit}”；应留空`,
          en: `${role} belongs to the county and has no unit, found "${unit}"; allowed: leave it out`,
        },
      ),
    ];
  }
  if (row.field('unit', z.unknown()) === undefined) {
    return [
      problem(
        keys,
        'UNIT_MISSING',
        { role },
        {
          zh: `“${name}”必须填所在单位；应为单位表中已有的编号`,
          en: `${role} needs a unit; allowed: the id of a listed unit`,
        },
      ),
    ];
  }
  return unit !== undefined && !units.has(unit) ? [unknownUnit(keys, unit)] : [];
}

function leadProblems(row: LooseRow): Problem[] {
  const role = row.field('role', shape.role);
  if (role === undefined || role === 'organization-department' || row.field('lead', shape.lead) !== true) return [];
  return [
    problem(
      ['people', row.index, 'lead'],
      'LEAD_NOT_FOR_ROLE',
      { role },
      {
        zh: `只有“${ROLE_NAMES['organization-department']}”的人员可以是牵头人；应留空或填 false`,
        en: `only people of the organization department can be lead; allowed: false or leave it out`,
      },
    ),
  ];
}

/** Every township needs somebody who submits and somebody who decides; the county needs both its bodies and a lead. */
function staffingProblems(rows: readonly LooseRow[], units: readonly LooseRow[]): Problem[] {
  if (rows.length === 0) return [];
  const people = rows.map((row) => ({
    role: row.field('role', shape.role),
    unit: row.field('unit', idText),
    lead: row.field('lead', shape.lead),
  }));
  const missing = (keys: readonly (string | number)[], role: Role, where: string | undefined): Problem =>
    problem(
      keys,
      'NOBODY_IN_ROLE',
      { role, where: where ?? '' },
      {
        zh: `${where ?? '全县'}没有“${ROLE_NAMES[role]}”人员；至少应有 1 名`,
        en: `nobody is ${role} at ${where ?? 'the county'}; allowed: 1 person or more`,
      },
    );
  const townships = units.flatMap((unit) => {
    const id = unit.field('id', idText);
    if (id === undefined) return [];
    const where = unit.field('name', words(40)) ?? id;
    return (['township-league', 'township-party-committee'] as const)
      .filter((role) => !people.some((person) => person.role === role && person.unit === id))
      .map((role) => missing(['units', unit.index], role, where));
  });
  const county = (['county-league', 'organization-department'] as const)
    .filter((role) => !people.some((person) => person.role === role))
    .map((role) => missing(['people'], role, undefined));
  const department = people.filter((person) => person.role === 'organization-department');
  if (department.length === 0 || department.some((person) => person.lead === true)) return [...townships, ...county];
  return [
    ...townships,
    ...county,
    problem(
      ['people'],
      'NO_LEAD',
      {},
      {
        zh: `“${ROLE_NAMES['organization-department']}”没有牵头人；至少一人应标为牵头人（lead）`,
        en: `the organization department has no lead; allowed: at least one person marked as lead`,
      },
    ),
  ];
}

/** Everything wrong among the people of a county file, as far as their fields are well-formed. */
export function peopleProblems(input: unknown): Problem[] {
  const rows = looseRows(input, 'people');
  const units = looseRows(input, 'units');
  const ids = new Set(units.flatMap((unit) => unit.field('id', idText) ?? []));
  const emails = repeated(rows, (row) => row.field('email', shape.email)?.toLowerCase()).map(({ row, key, first }) =>
    problem(
      ['people', row.index, 'email'],
      'DUPLICATE_EMAIL',
      { email: key, first: first + 1 },
      {
        zh: `邮箱“${key}”与第 ${first + 1} 名人员重复；每人应不同`,
        en: `e-mail "${key}" is already used by person ${first + 1}; allowed: a different one for everyone`,
      },
    ),
  );
  return [...emails, ...rows.flatMap((row) => [...placeProblems(row, ids), ...leadProblems(row)]), ...staffingProblems(rows, units)];
}
