import { describe, expect, it } from 'vitest';
import { authorizeCounty } from '../../../domain/authority/county.ts';
import { dateOf, timeOfDay } from '../../../domain/calendar/plan-date.ts';
import { roleSchema } from '../../../domain/roles.ts';
import type { CountyMessage } from '../../../domain/state/county-messages.ts';
import { countyInput, decidePlan, enrol, PlayedCounty, publish, sign } from '../../support/played-county.ts';
import { actor, COUNTY, PLAN_2012 } from '../../support/township.ts';
import { digestOf } from '../../support/township-messages.ts';

const CL = 'county-league';
const OD = 'organization-department';
const MONTHS = PLAN_2012.reports.months.map((row) => row.month);

const ladderOf = (played: PlayedCounty, item: string): string[] =>
  played.events
    .filter(
      (event) => event.item === item && ['reminder', 'overdue', 'escalated'].includes(event.kind) && event.params['again'] === undefined,
    )
    .map((event) => `${dateOf(event.at)} ${timeOfDay(event.at)} ${event.kind}${event.level ?? ''} → ${event.notify.join(', ')}`);

describe('the county’s plan', () => {
  it('lies before the organization department from the first moment; no township begins without it', () => {
    const played = new PlayedCounty();
    expect(played.item('plan')).toMatchObject({ status: 'submitted', asked: [{ body: OD, due: '2012-06-06' }] });
    expect(played.until('2012-07-31').state).toMatchObject({ status: 'preparing', enrolled: [] });
    expect(played.compiled).toEqual([]);
  });

  it('is approved, and every township is started', () => {
    const played = new PlayedCounty();
    played.approve();
    expect(played.state).toMatchObject({ status: 'running', enrolled: ['landu', 'shiyu'], toEnrol: [] });
    expect(played.item('plan')).toMatchObject({ status: 'passed', done: { account: actor(OD).account, late: false } });
    expect(() => played.send(decidePlan('approve'))).toThrow('ALREADY_ANSWERED');
  });

  it('is sent back with a reason, which ends this run', () => {
    const played = new PlayedCounty();
    const without = decidePlan('return');
    if (without.name === 'decidePlan') delete (without.envelope as { reasonDigest?: string }).reasonDigest;
    expect(() => played.send(without)).toThrow('REASON_MISSING');
    played.send(decidePlan('return'));
    expect(played.state).toMatchObject({ status: 'returned', endedAt: played.now });
    expect(played.process.next()).toBeUndefined();
    expect(() => played.approve()).toThrow('CLOSED');
  });

  it('is told to the department’s own lead when the department is late, and accepted late', () => {
    const played = new PlayedCounty().until('2012-06-20');
    expect(ladderOf(played, 'plan')).toEqual([
      `2012-06-05 09:00 reminder → ${OD}`,
      `2012-06-07 09:00 overdue → ${OD}`,
      `2012-06-07 09:00 escalated1 → ${OD}-lead`,
      `2012-06-11 09:00 escalated2 → ${OD}-lead`,
      `2012-06-15 09:00 escalated3 → ${OD}-lead`,
    ]);
    expect(played.send(decidePlan('approve')).late).toBe(true);
  });

  it('that nobody answers is told to the lead again every week, until it is answered', () => {
    const played = new PlayedCounty().until('2012-07-20', 10);
    const again = () =>
      played.events.filter((event) => event.params['again'] !== undefined).map(({ at, notify }) => [dateOf(at), ...notify]);
    const weekly = ['2012-06-25', '2012-06-29', '2012-07-06', '2012-07-13', '2012-07-20'].map((day) => [day, `${OD}-lead`]);
    expect(again()).toEqual(weekly);
    played.approve().until('2012-07-31');
    expect(again()).toEqual(weekly);
  });

  it('is another one once its digest differs', () => {
    expect(() => new PlayedCounty().send(decidePlan('approve', { digest: digestOf('another') }))).toThrow('STALE_REVISION');
  });
});

describe('the county’s monthly report', () => {
  it('is compiled five working days after the month’s end and to be signed that day', () => {
    const played = new PlayedCounty().approve().until('2012-07-06', 8);
    expect(played.compiled).toEqual([]);
    played.until('2012-07-06', 9);
    expect(played.compiled).toEqual(['2012-06']);
    expect(played.item('county-report/2012-06')).toMatchObject({ status: 'open', due: '2012-07-06' });
    expect(played.events.at(-1)).toMatchObject({ kind: 'county-report-ready', notify: [CL], params: { units: 2 } });
    expect(played.send(sign(played.state, '2012-06')).late).toBe(false);
    expect(played.events.at(-1)).toMatchObject({ kind: 'county-report-sent', notify: [OD] });
    expect(() => played.send(sign(played.state, '2012-06'))).toThrow('ALREADY_ANSWERED');
  });

  it('that is not signed is overdue, and climbs to the organization department', () => {
    const played = new PlayedCounty().approve().until('2012-07-31');
    expect(ladderOf(played, 'county-report/2012-06')).toEqual([
      `2012-07-09 09:00 overdue → ${CL}`,
      `2012-07-09 09:00 escalated1 → ${OD}`,
      `2012-07-11 09:00 escalated2 → ${OD}`,
      `2012-07-17 09:00 escalated3 → ${OD}`,
    ]);
    expect(played.send(sign(played.state, '2012-06')).late).toBe(true);
  });

  it('is signed as it was compiled, and not before', () => {
    const played = new PlayedCounty().approve();
    expect(() => played.send(sign(played.state, '2012-06'))).toThrow('NOT_OPEN');
    expect(() => played.send(sign(played.state, '2012-05'))).toThrow('NO_SUCH_ITEM');
    played.until('2012-07-06', 9);
    expect(() => played.send(sign(played.state, '2012-06', { digest: digestOf('another') }))).toThrow('STALE_REVISION');
    expect(() => played.send(sign(played.state, '2012-06', { item: 'results' }))).toThrow('NOT_OPEN');
  });

  it('of months that ended before the start is not asked for', () => {
    const played = new PlayedCounty('2012-08-15').approve().until('2012-12-31');
    expect(played.compiled).toEqual(['2012-08', '2012-09', '2012-10', '2012-11']);
    expect(played.item('county-report/2012-07').status).toBe('off');
  });

  it('covers a quarter where the plan says so', () => {
    const county = [
      { months: ['2012-06'], due: '2012-07-06' },
      { months: ['2012-07', '2012-08', '2012-09'], due: '2012-10-12' },
    ];
    const plan = { ...PLAN_2012, reports: { ...PLAN_2012.reports, county } };
    expect(new PlayedCounty('2012-06-01', countyInput(['landu'], { plan })).approve().until('2012-10-31').compiled).toEqual([
      '2012-06',
      '2012-09',
    ]);
  });
});

describe('the county’s end', () => {
  const allSigned = (): PlayedCounty => {
    const played = new PlayedCounty().approve();
    for (const month of MONTHS) {
      played.until(PLAN_2012.reports.county.find((period) => period.months.includes(month))?.due ?? '', 10);
      played.send(sign(played.state, month));
    }
    return played;
  };

  it('asks for the results document when the last month is signed, and closes with it', () => {
    const played = allSigned();
    expect(played.item('results')).toMatchObject({ status: 'open', due: '2013-01-11' });
    played.send(publish());
    expect(played.state).toMatchObject({ status: 'completed', endedAt: played.now });
    expect(played.process.next()).toBeUndefined();
    expect(() => played.send(publish())).toThrow('CLOSED');
  });

  it('does not close before: the results document is not open while a month is missing', () => {
    const played = new PlayedCounty().approve().until('2013-01-08', 10);
    expect(() => played.send(publish())).toThrow('NOT_OPEN');
  });
});

describe('townships added later', () => {
  it('join the list, each once', () => {
    const played = new PlayedCounty().approve().until('2012-09-01');
    played.send(enrol(['qilu']));
    expect(played.state.enrolled).toEqual(['landu', 'shiyu', 'qilu']);
    expect(() => played.send(enrol(['qilu']))).toThrow('TOWNSHIP_EXISTS');
    expect(() => played.send(enrol(['fengya', 'fengya']))).toThrow('TOWNSHIP_EXISTS');
    expect(played.state.enrolled).toHaveLength(3);
  });

  it('need the plan’s approval first', () => {
    expect(() => new PlayedCounty().send(enrol(['qilu']))).toThrow('PLAN_NOT_APPROVED');
  });
});

describe('authority at the county: message × role × unit', () => {
  const messages = (by: ReturnType<typeof actor>): CountyMessage[] => [
    decidePlan('approve', { actor: by }),
    sign(new PlayedCounty().state, '2012-06', { actor: by }),
    publish({ actor: by }),
    enrol(['qilu'], by),
  ];
  const SENDERS: Readonly<Record<string, string>> = { decidePlan: OD, sign: CL, publish: CL, enrol: CL };

  it.each(roleSchema.options)('a %s', (role) => {
    for (const unit of [COUNTY, `${COUNTY}/landu`, 'elsewhere', '*']) {
      for (const message of messages({ ...actor(role), unit })) {
        const code = unit !== COUNTY ? 'WRONG_UNIT' : SENDERS[message.name] === role ? undefined : 'NOT_AUTHORIZED';
        expect([message.name, unit, authorizeCounty(message, COUNTY)]).toEqual([message.name, unit, code]);
        const played = new PlayedCounty();
        const before = structuredClone(played.state);
        const refused = played.process.refusalOf(message, played.now)?.code;
        if (code) expect(refused).toBe(code);
        expect(played.state).toEqual(before);
      }
    }
  });

  it('answers a nonce it has answered with the same receipt', () => {
    const played = new PlayedCounty();
    const message = decidePlan('approve');
    const receipt = played.send(message);
    expect(played.process.refusalOf(message, played.now)).toBeUndefined();
    expect(played.process.answered(message.envelope.nonce)).toEqual(receipt);
  });
});
