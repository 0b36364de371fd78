import { describe, expect, it } from 'vitest';
import { countiesRead, mayRead, RECORDS, type RecordKind, readsAny } from '../../../domain/authority/reading.ts';
import { type Role, roleSchema } from '../../../domain/roles.ts';

const UNITS = ['lanyu', 'lanyu/landu', 'lanyu/shiyu', 'qingshi', 'qingshi/landu', '*', ''];

/** What is seen of `lanyu`, and of its township `landu`, as `unit record` and `unit record@landu`. */
const seenBy = (role: Role): string[] =>
  UNITS.flatMap((unit) =>
    RECORDS.flatMap((record) => [
      ...(mayRead({ role, unit }, record, 'lanyu') ? [`${unit} ${record}`] : []),
      ...(mayRead({ role, unit }, record, 'lanyu', 'landu') ? [`${unit} ${record}@landu`] : []),
    ]),
  );

const all = (unit: string, records: readonly RecordKind[]) => records.flatMap((record) => [`${unit} ${record}`, `${unit} ${record}@landu`]);

describe('who reads what', () => {
  it('a township’s bodies: that there is a campaign, what the county does, and their own township', () => {
    const records = { 'township-league': [], 'township-party-committee': ['objection-matter'] } as const;
    for (const role of ['township-league', 'township-party-committee'] as const)
      expect(seenBy(role)).toEqual([
        ...all('lanyu/landu', ['campaign', 'county', 'township', ...records[role]]),
        // Of another township of the county: nothing that is a township’s.
        ...['campaign', 'county', 'township', ...records[role]].map((record) => `lanyu/shiyu ${record}`),
      ]);
  });

  it('the county’s bodies: their own county, and no other', () => {
    expect(seenBy('county-league')).toEqual(all('lanyu', RECORDS));
    expect(seenBy('organization-department')).toEqual(
      all(
        'lanyu',
        RECORDS.filter((record) => record !== 'commands'),
      ),
    );
  });

  it('auditors: their county or all of them; administrators: what there is, and nothing of what is in it', () => {
    expect(seenBy('auditor')).toEqual([...all('lanyu', RECORDS), ...all('*', RECORDS)]);
    expect(seenBy('administrator')).toEqual([...all('lanyu', ['campaign', 'engine-record']), ...all('*', ['campaign', 'engine-record'])]);
  });

  it('a role or a record that nobody has entered: nothing at all', () => {
    for (const role of ['supervisor', 'constructor', '__proto__', ''] as unknown as Role[]) {
      expect(seenBy(role)).toEqual([]);
      expect(RECORDS.filter((record) => readsAny(role, record))).toEqual([]);
    }
    for (const record of ['secret', 'constructor', '__proto__', ''] as unknown as RecordKind[])
      for (const role of roleSchema.options)
        for (const unit of UNITS)
          expect([mayRead({ role, unit }, record, 'lanyu'), countiesRead({ role, unit }, record)]).toEqual([false, undefined]);
  });

  it('in which counties, for lists', () => {
    const counties = (role: Role, unit: string) => countiesRead({ role, unit }, 'campaign');
    expect(counties('township-league', 'lanyu/landu')).toBe('lanyu');
    expect(counties('county-league', 'lanyu')).toBe('lanyu');
    expect(counties('county-league', '*')).toBeUndefined();
    expect(counties('auditor', '*')).toBe('*');
    expect(counties('administrator', 'lanyu')).toBe('lanyu');
  });
});
