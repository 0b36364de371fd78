import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { shownFields } from '../../../../api/pages/shared/shown-fields.ts';
import { mistakesOf, readForm, rowsToDraw } from '../../../../api/pages/submission/dossier-content.ts';
import { DossierInputs } from '../../../../api/pages/submission/inputs-view.tsx';
import { ShownDossier } from '../../../../api/pages/ui/shown-dossier.tsx';
import { DOSSIERS, type DossierId, parseDossier } from '../../../../domain/dossiers/index.ts';
import { type Field, fieldsFor, isRowsField } from '../../../../domain/fields/field.ts';
import { LEAGUE_BODIES } from '../../../../domain/language/league-body.ts';

const CASES = (Object.keys(DOSSIERS) as DossierId[]).flatMap((id) => LEAGUE_BODIES.map((body) => [id, body] as const));

function draw(
  fields: readonly Field[],
  values: Readonly<Record<string, string>> = {},
  mistakes: ReturnType<typeof mistakesOf> = [],
): string {
  const rows = rowsToDraw(fields, values);
  return renderToString(<DossierInputs fields={fields} action="/x" values={values} rows={rows} mistakes={mistakes} accounts={[]} />);
}

describe.each(CASES)('the form of %s for a %s', (id, body) => {
  const fields = fieldsFor(DOSSIERS[id].fields, body);

  test('has an input for every field and column, each with an id of its own', () => {
    const html = draw(fields);
    for (const field of fields) {
      const names = isRowsField(field) ? field.columns.map((column) => `${field.name}[0].${column.name}`) : [field.name];
      for (const name of names) expect(html).toContain(` name="${name}"`);
    }
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, one]) => one);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has a place for every mistake that an empty form makes', () => {
    const checked = parseDossier(id, {});
    if (!('problems' in checked)) throw new Error('an empty dossier has to have problems');
    // What the other body alone is asked for is no mistake of this form.
    const asked = checked.problems.filter(({ path }) => path.length === 0 || fields.some((field) => field.name === path[0]));
    const mistakes = mistakesOf(asked, 'zh-Hans');
    const html = draw(fields, {}, mistakes);
    for (const { field, text } of mistakes) {
      if (field) expect(html).toContain(` id="${field}"`);
      if (field) expect(html).toContain(text.replaceAll('"', '&quot;'));
    }
  });
});

test('a mistake in a cell is told at the cell, in the row where it stands once blank rows are closed up', () => {
  const { fields } = DOSSIERS.nomination;
  const form = { 'nominees[0].name': ' ', 'nominees[4].name': '<周例乙>', 'nominees[4].source': 'NONE' };
  const { dossier, values } = readForm({ id: 'nomination' }, fields, form);
  expect(values).toEqual({ 'nominees[0].name': '<周例乙>', 'nominees[0].source': 'NONE' });
  const checked = parseDossier('nomination', dossier);
  const mistakes = 'problems' in checked ? mistakesOf(checked.problems, 'zh-Hans') : [];
  expect(mistakes.map((one) => one.field)).toContain('nominees[0].source');
  const html = draw(fields, values, mistakes);
  expect(html).toContain('value="&lt;周例乙>"');
  expect(html).toMatch(/id="nominees\[0\]\.source-error"/);
});

test('more rows are drawn for the table that asked, never more than allowed', () => {
  const fields = DOSSIERS.nomination.fields;
  const [table] = fields.filter(isRowsField);
  expect(rowsToDraw(fields, {})[table!.name]).toBe(Math.max(3, table!.min));
  const drawn = Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`${table!.name}[${index}].name`, '']));
  expect(rowsToDraw(fields, {}, drawn, table!.name)[table!.name]).toBe(9);
  expect(rowsToDraw(fields, { [`${table!.name}[99999].name`]: 'x' })[table!.name]).toBe(table!.max);
});

test('what was filled in is shown in words, escaped, with the names of accounts', () => {
  const { fields } = DOSSIERS.nomination;
  const [people] = fields.filter(isRowsField);
  const choice = people!.columns.find((column) => column.kind === 'choice');
  const row = { name: '<周例乙>', account: 'abc', ...(choice?.kind === 'choice' ? { [choice.name]: choice.choices[0]!.value } : {}) };
  const shown = shownFields(fields, { [people!.name]: [row] }, { language: 'zh-Hans', names: new Map([['abc', '周例乙本人']]) });
  const html = renderToString(<ShownDossier fields={shown} />);
  expect(html).toContain('第 1 行：&lt;周例乙>');
  expect(html).not.toContain('<周例乙>');
  expect(html).toContain('周例乙本人');
  expect(html).toContain('未填写');
  if (choice?.kind === 'choice') expect(html).toContain(choice.choices[0]!.label.zh);
});

test('a table that fits a screen is one, with cards for narrow ones; one that does not is cards throughout', () => {
  const table = (columns: number): string => {
    const field = {
      kind: 'table' as const,
      name: 'x',
      label: '成员',
      columns: Array.from({ length: columns }, (_, index) => ({ label: `栏${index}`, number: index === 1 })),
      rows: [Array.from({ length: columns }, (_, index) => String(index))],
    };
    return renderToString(<ShownDossier fields={[field]} />);
  };
  expect(table(3)).toMatch(
    /<table class="with-cards"><caption[^>]*>成员<.*<th scope="col" class="number">栏1<.*<td class="number">1<.*<ol class="cards">/s,
  );
  expect(table(12)).toMatch(/^<section class="table">(?!.*<table).*<ol class="cards always">/s);
});

test.each(CASES)('hints of the form of %s for a %s that stand before another sentence end with their full stop', (id, body) => {
  for (const field of fieldsFor(DOSSIERS[id].fields, body)) {
    if (!isRowsField(field) || !field.hint) continue;
    expect(field.hint.zh).toMatch(/[^。]。$/);
    expect(field.hint.en).toMatch(/[^.\s]\.$/);
    expect(draw([field])).toContain(`${field.hint.zh}整行空着的不计入`);
  }
});

test.each(CASES)('a list of the form of %s for a %s says once how its lines are filled in', (id, body) => {
  for (const field of fieldsFor(DOSSIERS[id].fields, body)) {
    if (field.kind !== 'list') continue;
    expect(draw([field]).match(/[每一]行/g)).toHaveLength(1);
    if (field.hint) expect(field.hint.en).toMatch(/per line/);
  }
});
