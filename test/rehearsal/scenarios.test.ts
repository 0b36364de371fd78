import { beforeAll, describe, expect, test } from 'vitest';
import { dateOf } from '../../domain/calendar/plan-date.ts';
import { type ItemId, PRE_INSPECTION } from '../../domain/stages/items.ts';
import { itemOf } from '../../domain/state/township-state.ts';
import { readRehearsalCounty } from '../../rehearsal/county-file.ts';
import { readHalfYear } from '../../rehearsal/half-year.ts';
import { scriptOf } from '../../rehearsal/script.ts';
import { PaperCounty } from './paper-county.ts';

describe('the sample county’s cases in 2012', () => {
  let paper: PaperCounty;
  beforeAll(async () => {
    const { county: file } = await readRehearsalCounty('examples/county.yaml');
    const half = await readHalfYear('plans', 2012);
    paper = new PaperCounty(half, file, scriptOf(file.rehearsal, 2012, half.calendar));
    paper.play();
  });

  function itemAt(township: string, id: ItemId) {
    const state = paper.townships.get(township)?.state;
    const item = state && itemOf(state, id);
    if (!item) throw new Error(`${township} has no ${id}`);
    return item;
  }

  /** Rounds of an item: how each ended, and when it was submitted. */
  function roundsOf(township: string, id: ItemId): string[] {
    const item = itemAt(township, id);
    return [...item.pastRounds, { ...item, ended: item.status }].map(
      ({ ended, submission }) => `${submission ? dateOf(submission.at) : '–'} ${ended}`,
    );
  }

  const happened = (township: string, kind: string) =>
    paper.events.filter((event) => event.township === township && event.kind === kind).map(({ params }) => params);

  test('ten nominees are refused and leave no trace; eleven are taken a week later, a day late, and sent back once', () => {
    expect(roundsOf('fengya', 'nomination')).toEqual(['2012-07-25 returned', expect.stringMatching(/ passed$/)]);
    expect(itemAt('fengya', 'nomination').pastRounds[0]?.submission).toMatchObject({ late: true, counts: { nominees: 11 } });
  });

  test('twelve nominees and eleven candidates for ten seats are taken', () => {
    expect(itemAt('tongping', 'nomination').submission?.counts).toMatchObject({ nominees: 12 });
    expect(itemAt('tongping', 'formal-candidates')).toMatchObject({ round: 1, status: 'passed', submission: { counts: { formal: 11 } } });
  });

  test('equal votes at the cut lead to a run-off of two for one seat', () => {
    expect(roundsOf('yunchu', 'member-election')[0]).toBe('2012-08-23 run-off');
    expect(itemAt('yunchu', 'member-election')).toMatchObject({
      status: 'passed',
      ballots: { members: { kind: 'run-off', seats: 1, candidates: 2, elected: 8 } },
      results: { members: { elected: 9, vacant: 0 } },
      submission: { counts: { issued: 46, invalid: 1, 'votes.1': 26, 'votes.2': 19 } },
    });
  });

  test('ten of eleven leave one seat to a supplementary election among two', () => {
    expect(roundsOf('xingxi', 'member-election')[0]).toBe('2012-08-21 supplementary');
    expect(itemAt('xingxi', 'member-election')).toMatchObject({
      ballots: { members: { kind: 'supplementary', seats: 1, elected: 10 } },
      results: { members: { elected: 11, vacant: 0 } },
      submission: { counts: { candidates: 2, returned: 69, 'votes.1': 40 } },
    });
  });

  test('47 of 60 postpone the congress for want of 49; 55 hold it with the same list', () => {
    expect(roundsOf('yantang', 'member-election')).toEqual(['2012-08-10 postponed', '2012-08-24 passed']);
    expect(happened('yantang', 'postponed')).toEqual([{ need: 49 }]);
    expect(itemAt('yantang', 'member-election')).toMatchObject({
      ballots: { members: { kind: 'repeat' } },
      results: { members: { elected: 9 } },
      submission: { counts: { present: 55, notStanding: 0, offList: 0 } },
    });
  });

  test('a congress of 176 members, one after speeches, and one for the largest committee elect everybody', () => {
    expect(itemAt('shanao', 'member-election')).toMatchObject({ round: 1, submission: { counts: { leagueMembers: 176, elected: 9 } } });
    expect(itemAt('luming', 'member-election')).toMatchObject({ round: 1, submission: { counts: { mode: 2, rules: 1, elected: 9 } } });
    expect(itemAt('yudong', 'nomination').submission?.counts).toMatchObject({ nominees: 26 });
    expect(itemAt('yudong', 'member-election').submission?.counts).toMatchObject({ candidates: 24, elected: 21 });
  });

  test('candidates are inspected before the vote on the days of the file, leaders after it', () => {
    expect(roundsOf('qilu', PRE_INSPECTION)).toEqual(['2012-07-26 passed']);
    expect(itemAt('qilu', 'inspection')).toMatchObject({ status: 'passed', submission: { counts: { people: 4, passed: 4 } } });
  });

  test('an upheld objection moves one seat to another person after the holiday; everybody else is appointed on time', () => {
    const { objections = [], seats = [] } = paper.townships.get('gongye')?.state ?? {};
    expect(objections).toMatchObject([
      { person: 4, named: true, receivedBy: 'township-party-committee', finding: 'upheld', status: 'closed' },
    ]);
    expect(objections.map(({ receivedAt }) => dateOf(receivedAt))).toEqual(['2012-09-10']);
    expect(seats).toMatchObject([{ person: 4, from: 'by-election', status: 'appointed' }]);
    expect(itemAt('gongye', 'public-notice').notice).toMatchObject({ firstDay: '2012-09-06', lastDay: '2012-09-12' });
    expect(itemAt('gongye', 'seat/1/by-election').submission?.counts).toMatchObject({ candidates: 2, elected: 1 });
    expect(itemAt('gongye', 'seat/1/notice').notice).toMatchObject({ firstDay: '2012-09-25', lastDay: '2012-10-08' });
    expect(roundsOf('gongye', 'seat/1/appointment')).toEqual(['2012-10-09 passed']);
    expect(itemAt('gongye', 'appointment')).toMatchObject({
      status: 'passed',
      submission: { late: false, counts: { people: 14, missing: 0 } },
    });
    expect(happened('gongye', 'escalated')).toEqual([]);
  });

  test('every case ends as the county file says', () => {
    expect(paper.outcomes().filter((one) => !one.asExpected)).toEqual([]);
    expect(paper.outcomes()).toHaveLength(13);
  });
});
