import { idText, wellFormed, words } from '../calendar/fields.ts';
import { counted } from '../language/counted.ts';
import { nameKey } from '../language/name-key.ts';
import { type Problem, problem } from '../language/problem.ts';
import { overridesSchema } from '../plan/overrides.ts';
import { proportionProblems } from '../plan/proportion-checks.ts';
import { LEADER_SEATS, unitSchema } from './county-schema.ts';
import { type LooseRow, looseRows, repeated } from './loose-rows.ts';
import { type RehearsalScript, rehearsalScriptSchema } from './rehearsal-script.ts';

const { shape } = unitSchema;

function duplicateProblems(rows: readonly LooseRow[]): Problem[] {
  const ids = repeated(rows, (row) => row.field('id', idText)).map(({ row, key, first }) =>
    problem(
      ['units', row.index, 'id'],
      'DUPLICATE_UNIT',
      { id: key, first: first + 1 },
      {
        zh: `编号“${key}”与第 ${first + 1} 个单位重复；每个单位应不同`,
        en: `id "${key}" is already used by unit ${first + 1}; allowed: a different one for every unit`,
      },
    ),
  );
  const nameOf = (row: LooseRow) => row.field('name', words(40))?.trim();
  const keyOf = (row: LooseRow) => {
    const name = nameOf(row);
    return name === undefined ? undefined : nameKey(name);
  };
  const names = repeated(rows, keyOf).map(({ row, key, first }) =>
    problem(
      ['units', row.index, 'name'],
      'DUPLICATE_UNIT_NAME',
      { name: nameOf(row) ?? key, first: first + 1 },
      {
        zh: `名称“${nameOf(row) ?? key}”与第 ${first + 1} 个单位重复；每个单位应不同`,
        en: `name "${nameOf(row) ?? key}" is already used by unit ${first + 1}; allowed: a different one for every unit`,
      },
    ),
  );
  return [...ids, ...names];
}

function seatProblems(row: LooseRow): Problem[] {
  const overrides = row.field('overrides', overridesSchema);
  const x = overrides?.x?.value ?? row.field('x', shape.x);
  if (x === undefined) return [];
  const [seats, expected] = [row.field('seats', shape.seats), x + LEADER_SEATS];
  const wrong =
    seats === undefined || seats === expected
      ? []
      : [
          problem(
            ['units', row.index, 'seats'],
            'SEATS_MISMATCH',
            { seats, expected, x },
            {
              zh: `应选名额填的是 ${seats}；X 为 ${x} 时应为 1+3+${x}=${expected}，也可以不填`,
              en: `found ${counted(seats, 'seat')}; allowed: 1+3+${x} = ${expected}, or leave it out`,
            },
          ),
        ];
  const proportions = overrides?.sources?.value;
  return proportions
    ? [...wrong, ...proportionProblems(['units', row.index, 'overrides', 'sources', 'value'], proportions, expected)]
    : wrong;
}

/** Figures that one another rules out: a part larger than its whole. */
const PARTS = [
  ['youth14to35', '14至35岁青年', 'population', '人口'],
  ['youth14to28', '14至28岁青年', 'youth14to35', '14至35岁青年'],
  ['leagueMembers', '团员', 'youth14to35', '14至35岁青年'],
  ['delegates', '代表', 'leagueMembers', '团员'],
] as const;

function figureProblems(row: LooseRow): Problem[] {
  return PARTS.flatMap(([part, partZh, whole, wholeZh]) => {
    const [small, large] = [row.field(part, shape[part]), row.field(whole, shape[whole])];
    if (small === undefined || large === undefined || small <= large) return [];
    return [
      problem(
        ['units', row.index, part],
        'PART_EXCEEDS_WHOLE',
        { [part]: small, [whole]: large },
        {
          zh: `${partZh} ${small} 多于${wholeZh} ${large}；应为 0 到 ${large}`,
          en: `${part} ${small} exceeds ${whole} ${large}; allowed: 0 to ${large}`,
        },
      ),
    ];
  });
}

function rehearsalProblems(input: unknown, ids: ReadonlySet<string>): Problem[] {
  const script = wellFormed(input, ['rehearsal'], rehearsalScriptSchema);
  if (!script) return [];
  const unknown = (['plays', 'reportExceptions', 'scenarios'] as const).flatMap((list) =>
    script[list].flatMap(({ unit }, index) => (ids.has(unit) ? [] : [unknownUnit(['rehearsal', list, index, 'unit'], unit)])),
  );
  return [...unknown, ...scenariosTwice(script.scenarios)];
}

/** A case is played once in a township. */
function scenariosTwice(scenarios: RehearsalScript['scenarios']): Problem[] {
  return scenarios.flatMap(({ unit, name }, index) => {
    const first = scenarios.findIndex((one) => one.unit === unit && one.name === name);
    if (first === index) return [];
    return [
      problem(
        ['rehearsal', 'scenarios', index, 'name'],
        'DUPLICATE_SCENARIO',
        { name, unit, first },
        { zh: `“${unit}”的“${name}”与第 ${first + 1} 项重复`, en: `"${name}" of "${unit}" stands in entry ${first + 1} already` },
      ),
    ];
  });
}

/** A reference to a unit that the file does not list. */
export function unknownUnit(keys: readonly (string | number)[], unit: string): Problem {
  return problem(
    keys,
    'UNKNOWN_UNIT',
    { unit },
    {
      zh: `没有编号为“${unit}”的单位；应为单位表中已有的编号`,
      en: `there is no unit "${unit}"; allowed: the id of a listed unit`,
    },
  );
}

/** Everything wrong among the units of a county file, as far as their fields are well-formed. */
export function unitProblems(input: unknown): Problem[] {
  const rows = looseRows(input, 'units');
  const ids = new Set(rows.flatMap((row) => row.field('id', idText) ?? []));
  return [
    ...duplicateProblems(rows),
    ...rows.flatMap((row) => [...seatProblems(row), ...figureProblems(row)]),
    ...rehearsalProblems(input, ids),
  ];
}
