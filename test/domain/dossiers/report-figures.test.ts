import { describe, expect, it } from 'vitest';
import { DOSSIERS } from '../../../domain/dossiers/index.ts';
import { figuresOnRecord } from '../../../domain/dossiers/report-figures.ts';
import { gate } from '../../../domain/gates/gates-of.ts';
import { LANDU as ELECTIONS } from '../election/landu.ts';
import { LANDU, LANDU_RULES, landuContext } from './landu.ts';

const record = { ...LANDU, 'member-election': ELECTIONS['member-election'], 'leadership-election': ELECTIONS['leadership-election'] };

describe('the figures of a monthly report that are on record', () => {
  it('are those of the sample’s August report, once the congress and the plenary were held', () => {
    const { functions: _later, ...august } = record;
    const { recommended, nominees, formal, elected, deputiesOutOfQuota, women, party, branches, coverage } = LANDU['monthly-report'];
    expect(figuresOnRecord(landuContext({ earlier: august }))).toEqual({
      recommended,
      nominees,
      formal,
      elected,
      deputiesOutOfQuota,
      women,
      party,
      branches,
      coverage,
    });
  });

  it('go on with the units and the coverage of the work that followed', () => {
    expect(figuresOnRecord(landuContext({ earlier: record }))).toMatchObject({ newBranches: 5, coverage: 52 });
  });

  it('are none where nothing is on record', () => {
    expect(figuresOnRecord(landuContext({ earlier: {} }))).toEqual({});
  });
});

describe('figures that an amended plan asks a report for', () => {
  const report = LANDU['monthly-report'];
  const ruleResultsWith = (further: readonly { name: string; value: number }[], reportFields: readonly string[]) => {
    const parsed = DOSSIERS['monthly-report'].schema.parse({ ...report, further });
    const counts = DOSSIERS['monthly-report'].countsOf(parsed, landuContext({ reportFields }));
    const ruleResults = gate('monthly-report', counts, { rules: LANDU_RULES, body: 'COMMITTEE', passed: {} });
    return { counts, result: ruleResults.find(({ code }) => code === 'FURTHER_FIGURES_MISSING') };
  };

  it('stop a report in which one is missing', () => {
    const { result } = ruleResultsWith([{ name: 'newUnits', value: 3 }], ['newUnits', 'livestreams']);
    expect(result).toMatchObject({ outcome: 'fails', rule: 'R84', figures: { asked: 2, missing: 1 } });
    expect(result?.zh).toBe('方案要求的其他数字 2 项，缺 1 项');
  });

  it('travel with it under their names when all are there, a nought too', () => {
    const { counts, result } = ruleResultsWith(
      [
        { name: 'newUnits', value: 0 },
        { name: 'livestreams', value: 12 },
      ],
      ['newUnits', 'livestreams'],
    );
    expect(result?.outcome).toBe('holds');
    expect(counts).toMatchObject({ 'further.newUnits': 0, 'further.livestreams': 12, furtherMissing: 0 });
  });

  it('are not spoken of where the plan asks for none', () => {
    const { counts, result } = ruleResultsWith([{ name: 'newUnits', value: 3 }], []);
    expect(result).toBeUndefined();
    expect(counts).not.toHaveProperty('further.newUnits');
  });
});
