import { describe, expect, it } from 'vitest';
import { DOSSIERS, type DossierProblem, parseDossier } from '../../../domain/dossiers/index.ts';
import { type Field, isRowsField, type TextField } from '../../../domain/fields/field.ts';
import { LANDU, LANDU_STAGES, type LanduStage } from './landu.ts';

type Row = Record<string, unknown>;
type Path = readonly (string | number)[];

/** A place for a value: a field, or a column of the first row of a table. */
interface Place {
  readonly id: LanduStage;
  readonly path: Path;
  readonly field: Field;
  readonly required: boolean;
}

function placesOf(id: LanduStage): Place[] {
  return DOSSIERS[id].fields.flatMap((field): Place[] => {
    const own: Place = { id, path: [field.name], field, required: field.required };
    if (!isRowsField(field)) return [own];
    return [own, ...field.columns.map((column) => ({ id, path: [field.name, 0, column.name], field: column, required: column.required }))];
  });
}

/** The sample's dossier with one value changed; undefined takes it out. */
function withValue(id: LanduStage, path: Path, value: unknown): Row {
  const dossier = JSON.parse(JSON.stringify(LANDU[id])) as Row;
  const last = path.at(-1) as string;
  const holder = path.slice(0, -1).reduce<Row>((at, key) => at[key] as Row, dossier);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return dossier;
}

function problemsWith(id: LanduStage, path: Path, value: unknown): readonly DossierProblem[] {
  const parsed = parseDossier(id, withValue(id, path, value));
  return 'problems' in parsed ? parsed.problems : [];
}

const said = ({ id, path, field }: Place) => [id, path.join('.'), field.kind] as const;
const places = LANDU_STAGES.flatMap(placesOf);
const ofKind = (...kinds: Field['kind'][]) =>
  places.filter(({ field }) => kinds.includes(field.kind)).map((place) => [...said(place), place] as const);

describe('a dossier with a value missing', () => {
  const required = places.filter((place) => place.required).map((place) => [...said(place), place] as const);
  it.each(required)('is refused at %s %s (%s)', (_id, _path, _kind, { id, path }) => {
    const problems = problemsWith(id, path, undefined);
    expect(problems.map((problem) => [problem.path, problem.code])).toContainEqual([path, 'MISSING']);
  });

  const optional = places
    .filter(({ required, field }) => !required && field.kind !== 'checkbox')
    .map((place) => [...said(place), place] as const);
  it.each(optional)('is not told that %s %s is missing where it need not be there', (_id, _path, _kind, { id, path }) => {
    const problems = problemsWith(id, path, undefined);
    const conditional = ['quota', 'time'].includes(String(path.at(-1)));
    expect(problems.filter((problem) => problem.code === 'MISSING')).toHaveLength(conditional ? 1 : 0);
  });

  it.each(LANDU_STAGES)('lists everything that is missing from an empty %s at once, in the order of the form', (id) => {
    const parsed = parseDossier(id, {});
    const problems = 'problems' in parsed ? parsed.problems : [];
    const wanted = DOSSIERS[id].fields.filter((field) => field.required).map((field) => field.name);
    expect(problems.map((problem) => problem.path[0])).toEqual(wanted);
    expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set(['MISSING']));
  });

  it('asks secretary and deputies for quota and time, members for neither', () => {
    expect(problemsWith('post-design', ['posts', 0, 'quota'], undefined).map(({ path }) => path)).toEqual([['posts', 0, 'quota']]);
    expect(problemsWith('post-design', ['posts', 0, 'time'], undefined).map(({ path }) => path)).toEqual([['posts', 0, 'time']]);
    expect(problemsWith('post-design', ['posts', 8, 'quota'], undefined)).toEqual([]);
  });
});

const BOUNDED = ofKind('number').map(
  ([id, path, , place]) => [id, path, place, place.field as Extract<Field, { kind: 'number' }>] as const,
);

describe('a number', () => {
  it.each(BOUNDED)('at %s %s keeps within its limits', (_id, _path, { id, path }, { min, max }) => {
    for (const wrong of [min - 1, max + 1]) {
      expect(problemsWith(id, path, wrong).map((problem) => [problem.path, problem.code])).toContainEqual([path, 'OUT_OF_RANGE']);
    }
    for (const right of [min, max]) {
      expect(problemsWith(id, path, right).filter((problem) => problem.code === 'OUT_OF_RANGE')).toEqual([]);
    }
    for (const wrong of [min + 0.5, '12', 'abc']) {
      expect(problemsWith(id, path, wrong).map((problem) => [problem.path, problem.code])).toContainEqual([path, 'NOT_A_NUMBER']);
    }
  });
});

/** Text that hides something, or hides in something. */
const HOSTILE: readonly (readonly [what: string, text: string])[] = [
  ['a control character', '张\u0007三'],
  ['an escape', '张\u001B[31m三'],
  ['a null', '张\u0000三'],
  ['a mark that reverses text', '张\u202E三'],
  ['an isolate', '张\u2066三\u2069'],
  ['a right-to-left mark', '张\u200F三'],
  ['a line separator', '张\u2028三'],
  ['half a character', '张\uD83D三'],
  ['an invisible tag', '张\u{E0041}三'],
];
const TEXTS = ofKind('text', 'long-text').filter(([, path]) => !path.endsWith('.born'));

describe('hostile text', () => {
  it.each(TEXTS)('is refused at %s %s (%s), whatever it hides', (_id, _path, _kind, { id, path }) => {
    for (const [what, text] of HOSTILE) {
      const found = problemsWith(id, path, text);
      expect({ what, found: found.map((problem) => [problem.path, problem.code]) }).toEqual({
        what,
        found: expect.arrayContaining([[path, 'HIDDEN_CHARACTERS']]),
      });
      for (const { zh, en } of found) expect(`${zh}${en}`).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
    }
  });

  it.each(TEXTS)(
    'of ten thousand characters is refused at %s %s (%s), telling how many may be',
    (_id, _path, _kind, { id, path, field }) => {
      const { max } = field as TextField;
      const found = problemsWith(id, path, '长'.repeat(10_000)).find((problem) => problem.code === 'TOO_LONG');
      expect(found?.path).toEqual(path);
      expect(found?.zh).toContain(`最多 ${max} 字`);
      expect(problemsWith(id, path, '长'.repeat(max)).filter((problem) => problem.code === 'TOO_LONG')).toEqual([]);
      expect(problemsWith(id, path, '长'.repeat(max + 1)).map((problem) => problem.code)).toContain('TOO_LONG');
    },
  );

  it.each(TEXTS)(
    'stays harmless text at %s %s (%s): markup and spreadsheet formulas are kept as typed',
    (_id, _path, _kind, { id, path }) => {
      for (const text of ['<b>x</b>', '=1+1', '@SUM(A1)', '"a']) {
        const codes = problemsWith(id, path, text).map((problem) => problem.code);
        expect(codes.filter((code) => ['HIDDEN_CHARACTERS', 'WRONG_KIND', 'TOO_LONG'].includes(code))).toEqual([]);
      }
    },
  );

  it('is listed wherever it stands, all at once', () => {
    const dossier = {
      ...LANDU['working-body'],
      head: 'a\u0007',
      office: 'b\u202E',
      document: '长'.repeat(10_000),
      members: [{ who: '\u0000x' }],
    };
    const parsed = parseDossier('working-body', dossier);
    expect('problems' in parsed && parsed.problems.map(({ path, code }) => [path.join('.'), code])).toEqual([
      ['document', 'TOO_LONG'],
      ['head', 'HIDDEN_CHARACTERS'],
      ['members.0.who', 'HIDDEN_CHARACTERS'],
      ['office', 'HIDDEN_CHARACTERS'],
    ]);
  });
});

describe('other values', () => {
  it.each(ofKind('date'))('no day at %s %s (%s) is refused', (_id, _path, _kind, { id, path }) => {
    for (const wrong of ['2012-02-30', '0212-06-01', '昨天', 20_120_601]) {
      expect(problemsWith(id, path, wrong).map((problem) => [problem.path, problem.code])).toContainEqual([
        path,
        expect.stringMatching(/^(NOT_A_DATE|DATE_OUT_OF_RANGE)$/),
      ]);
    }
  });

  it.each(ofKind('choice'))('no choice at %s %s (%s) is refused', (_id, _path, _kind, { id, path }) => {
    for (const wrong of ['IN OUT', '__proto__', 3]) {
      expect(problemsWith(id, path, wrong).map((problem) => [problem.path, problem.code])).toContainEqual([path, 'NOT_A_CHOICE']);
    }
  });

  it.each(ofKind('percent'))('no share at %s %s (%s) is refused', (_id, _path, _kind, { id, path }) => {
    for (const wrong of [-0.01, 100.01, 31.234]) {
      expect(problemsWith(id, path, wrong).map((problem) => problem.path)).toContainEqual(path);
    }
    for (const right of [0, 100, 31.25]) expect(problemsWith(id, path, right)).toEqual([]);
  });

  it.each(LANDU_STAGES)('%s holds nothing that its form does not ask for', (id) => {
    const parsed = parseDossier(id, { ...LANDU[id], secret: 1 });
    expect('problems' in parsed && parsed.problems.map(({ path, code }) => [path, code])).toEqual([[['secret'], 'UNKNOWN_FIELD']]);
  });
});

describe('rows that contradict each other', () => {
  const [first, second] = LANDU.nomination.nominees;
  const problemsOf = (id: LanduStage, dossier: unknown) => {
    const parsed = parseDossier(id, dossier);
    return 'problems' in parsed ? parsed.problems.map(({ path, code }) => [path.join('.'), code]) : [];
  };

  it('two nominees of one name, spaces apart', () => {
    const twice = { ...second, name: `${first?.name.slice(0, 1)} ${first?.name.slice(1)}` };
    expect(problemsOf('nomination', { ...LANDU.nomination, nominees: [first, twice] })).toEqual([['nominees.1.name', 'DUPLICATE']]);
  });

  it('two nominees of one rank', () => {
    expect(problemsOf('nomination', { ...LANDU.nomination, nominees: [first, { ...second, rank: 1 }] })).toEqual([
      ['nominees.1.rank', 'DUPLICATE'],
    ]);
  });

  it('somebody both nominated and left out', () => {
    const excluded = [{ name: first?.name, code: 'AGE', reason: '超龄' }];
    expect(problemsOf('nomination', { ...LANDU.nomination, excluded })).toEqual([['excluded.0.name', 'BOTH_LISTED']]);
  });

  it('“other” as a source without words', () => {
    const other = [{ ...first, source: 'OTHER' }];
    expect(problemsOf('nomination', { ...LANDU.nomination, nominees: other })).toEqual([['nominees.0.sourceNote', 'SOURCE_NOTE_MISSING']]);
    expect(problemsOf('nomination', { ...LANDU.nomination, nominees: [{ ...other[0], sourceNote: '返乡创业青年' }] })).toEqual([]);
  });

  it('a source with more at least than at most, and a mechanism twice', () => {
    const proportions = [{ source: 'ENTREPRENEUR', min: 3, max: 2 }];
    expect(problemsOf('post-design', { ...LANDU['post-design'], proportions })).toEqual([['proportions.0.max', 'RANGE_REVERSED']]);
    const [document] = LANDU.mechanisms.documents;
    expect(problemsOf('mechanisms', { ...LANDU.mechanisms, documents: [document, document] })).toEqual([['documents.1.kind', 'DUPLICATE']]);
  });

  it('days that run backwards', () => {
    expect(problemsOf('survey', { ...LANDU.survey, surveyedTo: '2012-06-06' })).toEqual([['surveyedTo', 'DATES_REVERSED']]);
    expect(problemsOf('survey', { ...LANDU.survey, surveyedTo: '2012-06-07' })).toEqual([]);
    expect(problemsOf('recommendation', { ...LANDU.recommendation, congressOn: '2012-07-15' })).toEqual([['congressOn', 'DATES_REVERSED']]);
    expect(problemsOf('nomination', { ...LANDU.nomination, surveyedTo: '2012-07-11' })).toEqual([['surveyedTo', 'DATES_REVERSED']]);
  });

  it('a month of birth that is none', () => {
    for (const born of ['1984-13', '1984', '84-03', '1884-03', '春天']) {
      expect(problemsOf('nomination', { ...LANDU.nomination, nominees: [{ ...first, born }] })).toEqual([
        ['nominees.0.born', 'NOT_A_MONTH'],
      ]);
    }
    for (const born of ['1984年3月', '1984.3', '１９８４-0３']) {
      expect(problemsOf('nomination', { ...LANDU.nomination, nominees: [{ ...first, born }] })).toEqual([]);
    }
  });
});
