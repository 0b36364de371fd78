import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../domain/calendar/plan-date.ts';
import { forecast, movedBetween, type Supposition } from '../../../domain/process/forecast.ts';
import { TownshipProcess } from '../../../domain/process/township-process.ts';
import { townshipInput } from '../../support/township.ts';

const input = townshipInput();
const NOW = instantOf('2012-06-01', 9);

function rows(supposed: Supposition, now = NOW) {
  const run = new TownshipProcess(input, NOW);
  run.adopt(run.begin(NOW));
  return forecast(run.state, input, now, supposed);
}

describe('what becomes of the dates', () => {
  it('is the plan itself while everybody uses the days they have', () => {
    const of = (item: string) => rows({ kind: 'as-planned' }).find((row) => row.item === item);
    expect(of('survey')).toMatchObject({ opens: '2012-06-01', due: '2012-06-13', passes: '2012-06-18', done: false });
    expect(of('public-notice')).toMatchObject({ due: '2012-09-27', passes: '2012-10-08' });
    expect(of('summary')).toMatchObject({ due: '2012-12-20' });
  });

  it('moves what waits for a stage that slips, and nothing else', () => {
    const moved = movedBetween(rows({ kind: 'as-planned' }), rows({ kind: 'slip', stage: 'nomination', days: 14 }));
    const items = moved.map(({ after }) => after.item);
    expect(items).toContain('nomination');
    expect(items).toContain('formal-candidates');
    expect(items).not.toContain('survey');
    expect(items).not.toContain('mechanisms');
    for (const { before, after } of moved) expect(after.passes >= before.passes).toBe(true);
  });

  it('lets the days that follow take a slip up', () => {
    const moved = movedBetween(rows({ kind: 'as-planned' }), rows({ kind: 'slip', stage: 'survey', days: 1 }));
    const items = moved.map(({ after }) => after.item);
    expect(items.slice(0, 2)).toEqual(['survey', 'implementation-plan']);
    expect(moved.find(({ after }) => after.item === 'nomination')?.after.passes).toBe('2012-07-27');
    expect(items).not.toContain('formal-candidates');
    expect(items).not.toContain('summary');
  });

  it('gives a congress that fails a round of its own', () => {
    const of = (supposed: Supposition) => rows(supposed).find((row) => row.item === 'member-election');
    expect(of({ kind: 'congress-fails' })?.passes).toBe('2012-08-27');
    expect(of({ kind: 'as-planned' })?.passes).toBe('2012-08-22');
  });

  it('shows an amendment before it is made: later days for what is open, new days for what is ahead', () => {
    const amendment = {
      planVersion: 2,
      planDigest: '0'.repeat(64),
      stages: [
        { id: 'survey' as const, due: '2012-06-08' },
        { id: 'summary' as const, due: '2012-12-25' },
      ],
      reportFields: [],
      targets: {},
    };
    const moved = movedBetween(rows({ kind: 'as-planned' }), rows({ kind: 'amendment', amendment }));
    expect(moved.map(({ before, after }) => [after.item, before.due, after.due])).toEqual([['summary', '2012-12-20', '2012-12-25']]);
  });

  it('takes an overdue stage to be submitted today', () => {
    const survey = rows({ kind: 'as-planned' }, instantOf('2012-07-02', 9)).find((row) => row.item === 'survey');
    expect(survey).toMatchObject({ due: '2012-06-13', passes: '2012-07-05' });
  });
});
