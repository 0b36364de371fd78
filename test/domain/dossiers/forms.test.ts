import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOSSIERS, type DossierDefinition, type DossierId, fromForm, toForm } from '../../../domain/dossiers/index.ts';
import { type Field, isRowsField, type ScalarField } from '../../../domain/fields/field.ts';
import { kept } from './judged.ts';
import { LANDU, LANDU_STAGES } from './landu.ts';

const ids = Object.keys(DOSSIERS) as DossierId[];

const line = (max: number) =>
  fc
    .string({
      unit: fc.constantFrom('张', '三', 'a', 'Z', '0', '=', '<', '&', '"', '％', '，', ' '),
      minLength: 1,
      maxLength: Math.min(max, 12),
    })
    .map((text) => `${text.trim()}字`);

const date = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

/** Any value that a field may hold as it is kept; undefined where it may be left out. */
function valueOf(field: ScalarField): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'text':
      return line(field.max);
    case 'long-text':
      return fc.array(line(20), { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
    case 'number':
      return fc.integer({ min: field.min, max: field.max });
    case 'percent':
      return fc.integer({ min: 0, max: 10_000 }).map((points) => points / 100);
    case 'date':
      return date;
    case 'choice':
      return fc.constantFrom(...field.choices.map((choice) => choice.value));
    case 'checkbox':
      return fc.constant(true);
  }
}

function anyOf(field: Field): fc.Arbitrary<unknown> {
  if (isRowsField(field)) return fc.array(recordOf(field.columns, true), { minLength: 1, maxLength: 3 });
  if (field.kind === 'list') return fc.array(line(field.maxLength), { minLength: 1, maxLength: 3 });
  return valueOf(field);
}

/** A record of fields, each there or, unless one has to be, left out. A name that two variants share is taken once. */
function recordOf(fields: readonly Field[], needsOne = false): fc.Arbitrary<Record<string, unknown>> {
  const entries = fields.map((field) => [field.name, anyOf(field)] as const);
  return fc
    .record(Object.fromEntries(entries), needsOne ? { requiredKeys: [fields[0]?.name ?? ''] } : { requiredKeys: [] })
    .map((record) => ({ ...record }));
}

describe('a form', () => {
  it.each(ids)('of %s gives back whatever it was filled with', (id) => {
    const definition: DossierDefinition = DOSSIERS[id];
    fc.assert(
      fc.property(recordOf(definition.fields), (dossier) => {
        expect(fromForm(definition, toForm(definition, dossier))).toEqual(dossier);
      }),
      { numRuns: 60 },
    );
  });

  it.each(LANDU_STAGES)('of %s takes the sample through unchanged', (id) => {
    const dossier = kept(id, LANDU[id]);
    expect(kept(id, fromForm(DOSSIERS[id], toForm(DOSSIERS[id], dossier)))).toEqual(dossier);
  });

  it.each(ids)('of %s names each field once, with a label in both languages', (id) => {
    const all = DOSSIERS[id].fields.flatMap((field) => [field, ...(isRowsField(field) ? field.columns : [])]);
    for (const { label, hint } of all) {
      expect(label.zh).toMatch(/\p{Script=Han}|X/u);
      expect(label.en).toMatch(/[A-Za-z]/);
      if (hint) expect([hint.zh, hint.en].every((text) => text !== '')).toBe(true);
    }
    const names = DOSSIERS[id].fields.map((field) => `${field.name}/${field.bodies?.join() ?? ''}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('keeps what was typed wrongly, so that it is shown again', () => {
    const typed = { establishedOn: '昨天', head: 'x'.repeat(500), 'members[0].who': '组织委员' };
    const read = fromForm(DOSSIERS['working-body'], typed);
    expect(toForm(DOSSIERS['working-body'], read)).toEqual(typed);
  });

  it('reads numbers, shares and days as people write them', () => {
    expect(fromForm(DOSSIERS.survey, { youth: '１２,940', coverageBefore: '31.5％', surveyedFrom: '2012年6月7日' })).toEqual({
      youth: 12_940,
      coverageBefore: 31.5,
      surveyedFrom: '2012-06-07',
    });
  });
});
