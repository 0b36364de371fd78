import { describe, expect, it } from 'vitest';
import { DOSSIERS, type DossierProblem, fromForm, parseDossier, toForm } from '../../../domain/dossiers/index.ts';
import { type Field, isRowsField } from '../../../domain/fields/field.ts';
import { checked } from './judge.ts';
import { LANDU, LANDU_STAGES, type LanduStage } from './landu.ts';

type Row = Record<string, unknown>;
type Path = readonly (string | number)[];
type Place = readonly [stage: LanduStage, path: string, place: { readonly path: Path; readonly field: Field }];

/** Every field, and every column of the first row of every table that the sample fills. */
const PLACES: readonly Place[] = LANDU_STAGES.flatMap((stage) =>
  DOSSIERS[stage].fields.flatMap((field): Place[] => {
    const own: Place = [stage, field.name, { path: [field.name], field }];
    if (!isRowsField(field) || !Array.isArray((LANDU[stage] as Row)[field.name])) return [own];
    return [
      own,
      ...field.columns.map(
        (column): Place => [stage, `${field.name}.${column.name}`, { path: [field.name, 0, column.name], field: column }],
      ),
    ];
  }),
);

const ofKind = (...kinds: Field['kind'][]) => PLACES.filter(([, , { field }]) => kinds.includes(field.kind));

/** What is said when one value of the sample is another one; undefined takes it out. */
function problemsWith(stage: LanduStage, path: Path, value: unknown): readonly DossierProblem[] {
  const dossier = JSON.parse(JSON.stringify(LANDU[stage])) as Row;
  const holder = path.slice(0, -1).reduce<Row>((at, key) => at[key] as Row, dossier);
  const last = path.at(-1) as string;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  const parsed = parseDossier(stage, dossier);
  return 'problems' in parsed ? parsed.problems : [];
}

const at = (path: Path, problems: readonly DossierProblem[]) =>
  problems.filter((one) => JSON.stringify(one.path) === JSON.stringify(path)).map(({ code }) => code);

describe('a value', () => {
  it.each(PLACES.filter(([, , { field }]) => field.required))('missing at %s %s is asked for', (stage, _path, { path }) => {
    expect(at(path, problemsWith(stage, path, undefined))).toEqual(['MISSING']);
  });

  it.each(ofKind('number'))('at %s %s keeps within its limits', (stage, _path, { path, field }) => {
    const { min, max } = field as Extract<Field, { kind: 'number' }>;
    for (const wrong of [min - 1, max + 1]) expect(at(path, problemsWith(stage, path, wrong))).toEqual(['OUT_OF_RANGE']);
    for (const right of [min, max]) expect(at(path, problemsWith(stage, path, right))).toEqual([]);
    for (const wrong of [min + 0.5, '三']) expect(at(path, problemsWith(stage, path, wrong))).toEqual(['NOT_A_NUMBER']);
  });

  it.each(ofKind('date'))('at %s %s is a real day', (stage, _path, { path }) => {
    for (const wrong of ['2012-02-30', '昨天']) expect(at(path, problemsWith(stage, path, wrong))).toContain('NOT_A_DATE');
  });

  it.each(ofKind('choice'))('at %s %s is one of the choices', (stage, _path, { path }) => {
    for (const wrong of ['__proto__', 'constructor', 3]) expect(at(path, problemsWith(stage, path, wrong))).toEqual(['NOT_A_CHOICE']);
  });
});

const HOSTILE = ['甲\u0000乙', '甲\u001B[31m', '甲\u202E乙', '甲\u200F乙', '甲\u2028乙', '甲\uD83D'] as const;
const TEXTS = ofKind('text', 'long-text').filter(([, path]) => !path.endsWith('.born'));

describe('hostile text', () => {
  it.each(TEXTS)('at %s %s is refused, and the sentence about it is harmless', (stage, _path, { path, field }) => {
    for (const text of HOSTILE) {
      const problems = problemsWith(stage, path, text);
      expect(at(path, problems)).toContain('HIDDEN_CHARACTERS');
      for (const { zh, en } of problems) expect(`${zh}${en}`).not.toMatch(/[\p{Cc}\p{Cs}\u200F\u2028\u202A-\u202E]/u);
    }
    const { max } = field as Extract<Field, { kind: 'text' | 'long-text' }>;
    expect(at(path, problemsWith(stage, path, '长'.repeat(10_000)))).toEqual(['TOO_LONG']);
    expect(at(path, problemsWith(stage, path, '长'.repeat(max)))).not.toContain('TOO_LONG');
  });

  it.each(TEXTS)('at %s %s: markup and spreadsheet formulas are kept as typed', (stage, _path, { path }) => {
    for (const text of ['<script>alert(1)</script>', '=1+1', '@SUM(A1)']) {
      expect(at(path, problemsWith(stage, path, text)).filter((code) => code !== 'TOO_LONG')).toEqual([]);
    }
  });
});

describe('a form', () => {
  it.each(LANDU_STAGES)('of %s gives back the dossier that filled it', (stage) => {
    const dossier = checked(stage, LANDU[stage]);
    expect(checked(stage, fromForm(DOSSIERS[stage], toForm(DOSSIERS[stage], dossier)))).toEqual(dossier);
  });

  it.each(LANDU_STAGES)('of %s that is empty lists everything that is missing at once', (stage) => {
    const parsed = parseDossier(stage, {});
    const problems = 'problems' in parsed ? parsed.problems : [];
    const required = DOSSIERS[stage].fields.filter((field) => field.required).map((field) => field.name);
    expect(problems.map(({ path }) => path[0])).toEqual(expect.arrayContaining(required));
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['MISSING']));
  });
});

describe('what belongs together', () => {
  const congress = LANDU['member-election'];

  it('another competitive way needs its rule', () => {
    expect(at(['competitiveRule'], problemsWith('member-election', ['mode'], 'COMPETITIVE_OTHER'))).toEqual(['RULE_MISSING']);
    const parsed = parseDossier('member-election', { ...congress, mode: 'COMPETITIVE_OTHER', competitiveRule: '竞职演讲每人5分钟' });
    expect('problems' in parsed).toBe(false);
  });

  it('a ballot of the plenary has all its figures or none', () => {
    expect(at(['deputiesValid'], problemsWith('leadership-election', ['deputiesValid'], undefined))).toEqual(['MISSING']);
    const {
      secretaryIssued: _1,
      secretaryReturned: _2,
      secretaryInvalid: _3,
      secretaryValid: _4,
      secretaryCandidates: _5,
      ...deputiesAlone
    } = LANDU['leadership-election'];
    expect('problems' in parseDossier('leadership-election', deputiesAlone)).toBe(false);
  });

  it('whoever is deferred or fails has a reason', () => {
    expect(at(['people', 0, 'reason'], problemsWith('inspection', ['people', 0, 'conclusion'], 'DEFER'))).toEqual(['REASON_MISSING']);
  });

  it('a candidate stands once, spaces apart', () => {
    const [first] = congress.candidates;
    const twice = [...congress.candidates, { ...first, name: `${first?.name.slice(0, 1)} ${first?.name.slice(1)}` }];
    expect(problemsWith('member-election', ['candidates'], twice).map(({ code }) => code)).toEqual(['DUPLICATE']);
  });
});
