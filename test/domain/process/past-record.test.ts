import { describe, expect, it } from 'vitest';
import { planTimeAt, wallTimeOf } from '../../../domain/calendar/clock.ts';
import { addDays } from '../../../domain/calendar/plan-date.ts';
import { progressSummaryOf } from '../../../domain/process/progress-summary.ts';
import { STAGES } from '../../../domain/stages/stages.ts';
import { enteredWith, nextEntry, POSTED_ON, RECORD_CLOCK } from '../../support/past-record.ts';
import { countyInput, decidePlan, PlayedCounty, publish, sign } from '../../support/played-county.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { actor, PLAN_2012, townshipInput } from '../../support/township.ts';
import { digestOf, nonce, plain } from '../../support/township-messages.ts';
import { message, objection, step } from './paths/counted.ts';

/** The day on which the year 2012 is put on record. */
const ENTERED = '2026-11-27';
const MONTHS = PLAN_2012.reports.months.map(({ month }) => month);
const league = actor('county-league');

const begun = () => new PlayedTownship(ENTERED, townshipInput({ clock: RECORD_CLOCK }));

/** Enters everything as it opens, up to and without `before`. */
function enter(township: PlayedTownship, before?: string): PlayedTownship {
  for (let next = nextEntry(township.state); next && next.item.id !== before; next = nextEntry(township.state)) {
    if (next.answer) township.answer(next.item.id, next.answer);
    else township.submit(next.item.id, enteredWith(next.item.id));
    township.untilInstant(township.now);
    if (township.state.status !== 'running') break;
  }
  return township;
}

describe('a township’s record of the past', () => {
  it('goes by wall time, and opens with every month of its year and no due date anywhere', () => {
    expect([planTimeAt(RECORD_CLOCK, 1_790_000_000_000), wallTimeOf(RECORD_CLOCK, 1_790_000_000_000)]).toEqual([
      1_790_000_000_000, 1_790_000_000_000,
    ]);
    const { state } = begun();
    const open = state.items.filter(({ status }) => status === 'open').map(({ id }) => id);
    expect(open).toEqual(expect.arrayContaining(['survey', ...MONTHS.map((month) => `monthly-report/${month}`)]));
    expect(state.items.map(({ due }) => due).filter((due) => due !== null)).toEqual([]);
    const standing = progressSummaryOf(state);
    expect(standing).toMatchObject({ due: null, level: 0 });
    expect(standing.waitingOn.map(({ item }) => item)).toEqual(open);
  });

  it('waits for ever without a word: nothing reminds, is overdue, climbs or goes missing, and nobody is told', () => {
    const township = begun();
    township.submit('survey');
    const before = township.state.sequence;
    expect(township.process.next()).toBeUndefined();
    township.until('2028-03-01');
    expect(township.state.sequence).toBe(before);
    expect(township.of('reminder', 'overdue', 'escalated', 'report-missing')).toEqual([]);
    expect(township.events.flatMap(({ notify }) => notify)).toEqual([]);
  });

  it('is completed on the day it is entered, with nothing late in it', () => {
    const township = enter(begun());
    const { state } = township;
    expect(state.status).toBe('completed');
    expect(STAGES.map(({ id }) => township.item(id).status)).toEqual(STAGES.map(() => 'passed'));
    expect(MONTHS.map((month) => township.item(`monthly-report/${month}`).status)).toEqual(MONTHS.map(() => 'passed'));
    expect(state.items.flatMap(({ submission, asked }) => [submission?.late, ...asked.map(({ given }) => given?.late)])).not.toContain(
      true,
    );
    expect(Object.values(state.receipts).some(({ late }) => late)).toBe(false);
    expect(township.events.flatMap(({ notify }) => notify)).toEqual([]);
  });

  it('takes the notice’s own day in the year, by which it is over at once; not before the year, nor ahead', () => {
    const township = enter(begun(), 'public-notice');
    const posting = (postedOn: string) => () => township.submit('public-notice', { postedOn });
    const wrong = expect.objectContaining({ code: 'NOTICE_DATE_WRONG', details: { from: PLAN_2012.firstDay, to: ENTERED } });
    expect(posting(addDays(PLAN_2012.firstDay, -1))).toThrow(wrong);
    expect(posting(addDays(ENTERED, 1))).toThrow(wrong);
    posting(POSTED_ON)();
    township.untilInstant(township.now);
    const { status, notice } = township.item('public-notice');
    expect([status, notice?.firstDay]).toEqual(['passed', addDays(POSTED_ON, 1)]);
    expect(township.item('appointment').status).toBe('open');
  });

  it('keeps the rules: a dossier that fails one is refused, and so is a stale round', () => {
    const township = enter(begun(), 'appointment');
    expect(() => township.submit('appointment', { counts: { people: 0 } })).toThrow('RULE_FAILED');
    expect(() => township.submit('appointment', { round: 2 })).toThrow('STALE_ROUND');
  });

  it('is neither extended, nor held, nor amended', () => {
    const township = begun();
    const amendment = { planVersion: 2, planDigest: digestOf('amended'), stages: [], reportFields: [], targets: {} };
    const sent = [
      plain('extend', league, { item: 'survey', round: 1, due: '2027-01-29' }),
      plain('hold', actor('organization-department')),
      message('amendPlan', league, amendment),
    ];
    for (const one of sent) expect(() => township.send(one)).toThrow('NO_DEADLINES');
  });

  it('gives an objection no last day: it waits for its office, and never goes to the organization department by itself', () => {
    const township = enter(begun(), 'appointment');
    township.send(objection(2));
    township.send(step(1, 'accepted'));
    township.until('2028-03-01');
    expect(township.state.objections[0]).toMatchObject({ due: null, deferredUntil: null, decisionAskedAt: null });
    expect(progressSummaryOf(township.state).waitingOn.find(({ item }) => item === 'objection/1')).toMatchObject({ due: null });
    for (const then of ['investigating', 'not-upheld', 'answered', 'closed'] as const) township.send(step(1, then));
    expect(progressSummaryOf(township.state).waitingOn.some(({ item }) => item === 'objection/1')).toBe(false);
  });

  it('is closed by county staff whatever of it is done', () => {
    const township = begun();
    township.send(plain('close', league));
    expect(township.state.status).toBe('closed');
    expect(progressSummaryOf(township.state).waitingOn).toEqual([]);
  });
});

describe('a county’s record of the past', () => {
  const record = () => new PlayedCounty(ENTERED, countyInput(['landu', 'shiyu'], { clock: RECORD_CLOCK }));
  const end = (by = league) => {
    const key = nonce();
    return { name: 'endRecord', envelope: { nonce: key, actor: by, reasonDigest: digestOf(key) } } as const;
  };

  it('compiles no report, asks for the results once the plan is approved, and is never due', () => {
    const county = record();
    expect(county.item('plan').asked[0]?.due).toBeNull();
    county.approve().until('2028-03-01');
    expect(county.compiled).toEqual([]);
    expect(MONTHS.map((month) => county.item(`county-report/${month}`).status)).toEqual(MONTHS.map(() => 'off'));
    expect(county.item('results')).toMatchObject({ status: 'open', due: null });
    expect(county.process.next()).toBeUndefined();
    expect(county.events.map(({ kind }) => kind)).toEqual(['plan-waiting', 'plan-approved', 'stage-opened']);
    expect(county.events.flatMap(({ notify }) => notify)).toEqual([]);
    expect(() => county.send(sign(county.state, '2012-08'))).toThrow('NO_SUCH_ITEM');
  });

  it('goes on when the results are published, until county staff end it', () => {
    const county = record().approve();
    county.send(publish());
    expect(county.state).toMatchObject({ status: 'running', endedAt: null });
    county.send(end());
    expect(county.state).toMatchObject({ status: 'ended', endedAt: county.now });
    expect(() => county.send(end())).toThrow('CLOSED');
  });

  it('may be ended before its plan is approved; no township begins then', () => {
    const county = record();
    county.send(end());
    expect(county.state).toMatchObject({ status: 'ended', enrolled: [] });
    expect(() => county.send(decidePlan('approve'))).toThrow('CLOSED');
  });

  it('is ended by county staff alone, and only a record is', () => {
    expect(() => record().send(end(actor('organization-department')))).toThrow('NOT_AUTHORIZED');
    expect(() => new PlayedCounty().send(end())).toThrow('NO_RECORD');
  });

  it('is not amended', () => {
    const county = record().approve();
    const amendment = { planVersion: 2, planDigest: digestOf('amended'), stages: [], reportFields: [], targets: {} };
    const envelope = { nonce: nonce(), actor: league, reasonDigest: digestOf('why'), ...amendment };
    expect(() => county.send({ name: 'amendPlan', envelope })).toThrow('NO_DEADLINES');
  });
});
