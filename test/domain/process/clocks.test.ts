import { describe, expect, it } from 'vitest';
import { dateOf, instantOf, timeOfDay } from '../../../domain/calendar/plan-date.ts';
import type { Body } from '../../../domain/roles.ts';
import type { ProcessEvent } from '../../../domain/state/events.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { report } from '../../support/township-messages.ts';

const TL = 'township-league';
const PC = 'township-party-committee';
const CL = 'county-league';
const OD = 'organization-department';
const LEAD = 'organization-department-lead';

/** The ladder's messages about one body's clock of one item, but for repetitions of the top rung: `2012-06-14 09:00 level 1 → township-party-committee`. */
function ladderOf(played: PlayedTownship, item: string, late: Body): string[] {
  return played
    .of('reminder', 'overdue', 'escalated')
    .filter((event) => event.item === item && event.params['body'] === late && event.params['again'] === undefined)
    .map(line);
}

function line(event: ProcessEvent): string {
  const what = event.kind === 'escalated' ? `level ${event.level}` : event.kind;
  return `${dateOf(event.at)} ${timeOfDay(event.at)} ${what} → ${event.notify.join(', ')}`;
}

describe('the whole ladder, for whoever is late', () => {
  it('a township league that does not submit', () => {
    expect(ladderOf(new PlayedTownship().until('2012-07-31'), 'survey', TL)).toEqual([
      `2012-06-08 09:00 reminder → ${TL}`,
      `2012-06-12 09:00 reminder → ${TL}`,
      `2012-06-14 09:00 overdue → ${TL}`,
      `2012-06-14 09:00 level 1 → ${PC}`,
      `2012-06-18 09:00 level 2 → ${CL}`,
      `2012-06-25 09:00 level 3 → ${OD}`,
    ]);
  });

  it('a township party committee that does not submit: reminded once, its clock being short', () => {
    expect(ladderOf(new PlayedTownship().until('2012-07-31'), 'working-body', PC)).toEqual([
      `2012-06-05 09:00 reminder → ${PC}`,
      `2012-06-07 09:00 overdue → ${PC}`,
      `2012-06-07 09:00 level 1 → ${CL}`,
      `2012-06-11 09:00 level 2 → ${CL}`,
      `2012-06-15 09:00 level 3 → ${OD}`,
    ]);
  });

  it('a township party committee that does not decide', () => {
    const played = new PlayedTownship().until('2012-06-04', 10);
    played.submit('survey');
    expect(played.item('survey').asked[0]?.due).toBe('2012-06-07');
    expect(ladderOf(played.until('2012-07-31'), 'survey', PC)).toEqual([
      `2012-06-06 09:00 reminder → ${PC}`,
      `2012-06-08 09:00 overdue → ${PC}`,
      `2012-06-08 09:00 level 1 → ${CL}`,
      `2012-06-12 09:00 level 2 → ${CL}`,
      `2012-06-18 09:00 level 3 → ${OD}`,
    ]);
  });

  it.each(['mechanisms', 'member-report'] as const)('a county league that does not answer %s', (id) => {
    const played = new PlayedTownship().reach(id).until('2012-06-04', 10);
    played.submit(id);
    expect(ladderOf(played.until('2012-07-31'), id, CL)).toEqual([
      `2012-06-06 09:00 reminder → ${CL}`,
      `2012-06-08 09:00 overdue → ${CL}`,
      `2012-06-08 09:00 level 1 → ${OD}`,
      `2012-06-12 09:00 level 2 → ${OD}`,
      `2012-06-18 09:00 level 3 → ${OD}`,
    ]);
  });

  it('a county league that does not take note: its clock runs, and gates nothing', () => {
    const played = new PlayedTownship().until('2012-06-04', 10);
    played.submit('working-body');
    expect(ladderOf(played.until('2012-07-31'), 'working-body', CL)).toHaveLength(5);
    expect(played.item('working-body').status).toBe('passed');
  });

  it.each(['post-design', 'inspection'] as const)('an organization department that does not decide on %s: its own lead', (id) => {
    const played = new PlayedTownship().reach(id).until('2012-06-04', 10);
    played.submit(id);
    if (id === 'post-design') played.answer(id, PC);
    expect(ladderOf(played.until('2012-07-31'), id, OD)).toEqual([
      `2012-06-06 09:00 reminder → ${OD}`,
      `2012-06-08 09:00 overdue → ${OD}`,
      `2012-06-08 09:00 level 1 → ${LEAD}`,
      `2012-06-12 09:00 level 2 → ${LEAD}`,
      `2012-06-18 09:00 level 3 → ${LEAD}`,
    ]);
  });

  it('ends for a clock that was answered, and starts anew in the next round', () => {
    const played = new PlayedTownship().until('2012-06-18', 10);
    played.pass('survey').until('2012-06-30');
    expect(ladderOf(played, 'survey', TL)).toHaveLength(5);
    const again = new PlayedTownship().until('2012-06-15', 10);
    again.submit('survey');
    again.answer('survey', PC, { verdict: 'return' });
    expect(again.item('survey')).toMatchObject({ round: 2, due: '2012-06-20' });
    expect(ladderOf(again.until('2012-07-31'), 'survey', TL).slice(-5)).toEqual([
      `2012-06-19 09:00 reminder → ${TL}`,
      `2012-06-21 09:00 overdue → ${TL}`,
      `2012-06-21 09:00 level 1 → ${PC}`,
      `2012-06-26 09:00 level 2 → ${CL}`,
      `2012-07-02 09:00 level 3 → ${OD}`,
    ]);
  });
});

describe('both clocks', () => {
  it('a stage that opens on time is due on its planned day', () => {
    const played = new PlayedTownship().until('2012-06-12', 10).pass('survey');
    expect(played.item('implementation-plan').due).toBe('2012-06-20');
  });

  it('a stage that opens late is due three working days later, shown as behind plan but not escalated', () => {
    const played = new PlayedTownship().until('2012-06-25', 10).pass('survey');
    expect(played.item('implementation-plan').due).toBe('2012-06-28');
    expect(ladderOf(played.until('2012-06-29', 8), 'implementation-plan', TL)).toEqual([`2012-06-27 09:00 reminder → ${TL}`]);
  });

  it('a decider has three working days from the submission, however early or late it came', () => {
    const played = new PlayedTownship().until('2012-06-21', 17);
    played.submit('survey');
    expect(played.item('survey').asked[0]).toMatchObject({ body: PC, due: '2012-06-27' });
  });

  it('the second turn’s clock begins with the first turn’s answer', () => {
    const played = new PlayedTownship().reach('post-design').until('2012-06-04', 10);
    played.submit('post-design');
    played.until('2012-06-06', 10).answer('post-design', PC);
    expect(played.item('post-design').asked.map((asked) => asked.due)).toEqual(['2012-06-07', '2012-06-11']);
  });

  it('accepts what comes late, marks it, and blocks nothing', () => {
    const onTime = new PlayedTownship().until('2012-06-13', 23);
    expect(onTime.submit('survey').late).toBe(false);
    const late = new PlayedTownship().until('2012-06-14', 0);
    expect(late.submit('survey').late).toBe(true);
    expect(late.item('survey').submission?.late).toBe(true);
    late.until('2012-06-20', 0);
    expect(late.answer('survey', PC).late).toBe(true);
    expect(late.item('survey').asked[0]?.given?.late).toBe(true);
    expect(late.item('implementation-plan').status).toBe('open');
  });
});

describe('a township that starts late', () => {
  it('floods nobody: nothing is overdue before three working days are over', () => {
    const played = new PlayedTownship('2012-08-15');
    expect([played.item('survey').due, played.item('working-body').due]).toEqual(['2012-08-20', '2012-08-20']);
    expect(played.until('2012-08-20', 23).of('overdue', 'escalated')).toEqual([]);
    expect(played.of('reminder').map((event) => [event.item, dateOf(event.at)])).toEqual([
      ['working-body', '2012-08-17'],
      ['survey', '2012-08-17'],
    ]);
  });

  it('is not asked for months that ended before, and gets three working days for the one that runs', () => {
    const played = new PlayedTownship('2012-08-15');
    expect(['2012-06', '2012-07', '2012-08', '2012-09'].map((month) => played.item(report(month)).status)).toEqual([
      'off',
      'off',
      'open',
      'waiting',
    ]);
    expect(() => played.submit(report('2012-07'), { round: 1 })).toThrow('NOT_OPEN');
    const lastEvening = new PlayedTownship(instantOf('2012-08-31', 20));
    expect(lastEvening.item(report('2012-08')).due).toBe('2012-09-05');
    expect(new PlayedTownship(instantOf('2012-09-01')).item(report('2012-08')).status).toBe('off');
  });

  it('a system that was switched off for a month sends what is still true, once', () => {
    const played = new PlayedTownship();
    const now = instantOf('2012-07-10', 10);
    const change = played.process.tick(now);
    const kinds = change?.events.filter((event) => event.item === 'survey').map((event) => event.kind);
    expect(kinds).toEqual(['overdue', 'escalated', 'escalated', 'escalated']);
    if (change) played.process.adopt(change);
    expect(played.process.tick(now)).toBeUndefined();
  });
});
