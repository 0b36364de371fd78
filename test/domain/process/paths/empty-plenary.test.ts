import { describe, expect, it } from 'vitest';
import type { STAGE_IDS } from '../../../../domain/stages/stages.ts';
import { passingCounts } from '../../../support/passing-counts.ts';
import { PlayedTownship } from '../../../support/played-township.ts';
import { plenaryVote } from './counted.ts';

/** Two for one post and four for three: nobody passes the half of nine. */
const NOBODY = { secretary: { votes: [4, 4] }, deputies: { votes: [4, 4, 4, 4] } };
const report = (secretaries: number, deputies: number) => ({
  counts: { ...passingCounts('leadership-report'), leaders: secretaries + deputies, secretaries, deputies },
});

/** The plenary voted twice, and the party committee has the result before it. */
function votedTwice(
  first: { secretary: { votes: number[] }; deputies: { votes: number[] } },
  again: { secretary?: { votes: number[] }; deputies?: { votes: number[] } },
  leaders: { secretaries: number; deputies: number },
): PlayedTownship {
  const played = new PlayedTownship().reach('leadership-election');
  played.submit('leadership-election', { counts: plenaryVote(first.secretary, first.deputies, leaders) });
  played.submit('leadership-election', { counts: plenaryVote(again.secretary, again.deputies, leaders) });
  return played;
}

function statuses(played: PlayedTownship, ...ids: (typeof STAGE_IDS)[number][]): string[] {
  return ids.map((id) => played.item(id).status);
}

describe('a plenary that elects nobody', () => {
  const voted = () => votedTwice(NOBODY, NOBODY, { secretaries: 0, deputies: 0 });

  it('leaves every post vacant after the second round, which is reported once the party committee has confirmed it', () => {
    const played = voted();
    expect(played.item('leadership-election')).toMatchObject({
      status: 'submitted',
      results: { secretary: { elected: 0, vacant: 1 }, deputies: { elected: 0, vacant: 3 } },
    });
    played.answer('leadership-election', 'township-party-committee');
    expect(played.of('vacancy-reported').map(({ params }) => params)).toEqual([{ vacant: 4 }]);
    played.submit('leadership-report', report(0, 0));
    played.answer('leadership-report', 'township-party-committee');
    played.answer('leadership-report', 'county-league');
    expect(statuses(played, 'leadership-report')).toEqual(['passed']);
  });

  it('asks nobody to study, inspect and make known people who are not there: the members are appointed, and the run ends', () => {
    const played = voted();
    played.answer('leadership-election', 'township-party-committee');
    expect(statuses(played, 'organization-study', 'inspection', 'public-notice', 'appointment')).toEqual(['off', 'off', 'off', 'waiting']);
    played.submit('leadership-report', report(0, 0));
    for (const body of ['township-party-committee', 'county-league'] as const) played.answer('leadership-report', body);
    expect(statuses(played, 'appointment')).toEqual(['waiting']);
    played.pass('member-report');
    expect(statuses(played, 'appointment')).toEqual(['open']);
    const counts = { ...passingCounts('appointment'), leaders: 0, letters: 0, lettersDue: 0, lettersWrong: 0, onNotice: 0 };
    // A secretary whom nobody elected is no member of this appointment.
    expect(() => played.submit('appointment', { counts: { ...counts, notElected: 1 } })).toThrow('RULE_FAILED');
    played.submit('appointment', { counts });
    played.answer('appointment', 'county-league');
    expect(statuses(played, 'appointment')).toEqual(['passed']);
    expect(statuses(played.passEverything(), 'summary')).toEqual(['passed']);
  });

  it('may be held again: sent back by the party committee, it is voted on anew for every post, and those elected go on as usual', () => {
    const played = voted();
    played.answer('leadership-election', 'township-party-committee', { verdict: 'return' });
    expect(played.item('leadership-election').ballots).toMatchObject({ secretary: { kind: 'first' }, deputies: { kind: 'first' } });
    played.pass('leadership-election');
    expect(played.of('vacancy-reported')).toEqual([]);
    expect(statuses(played, 'organization-study', 'inspection', 'public-notice')).toEqual(['waiting', 'waiting', 'waiting']);
  });
});

describe('a plenary that fills some posts only', () => {
  it.each([
    ['no secretary', { secretary: { votes: [4, 4] }, deputies: { votes: [9, 8, 7, 1] } }, { secretary: { votes: [4, 4] } }, 0, 3, 1],
    ['no deputy', { secretary: { votes: [9] }, deputies: { votes: [4, 4, 4, 4] } }, { deputies: { votes: [4, 4, 4, 4] } }, 1, 0, 3],
  ] as const)('%s: the vacancy is reported and those elected are studied', (_, first, again, secretaries, deputies, vacant) => {
    const copy = (tally: { readonly votes: readonly number[] }) => ({ votes: [...tally.votes] });
    const played = votedTwice(
      { secretary: copy(first.secretary), deputies: copy(first.deputies) },
      Object.fromEntries(Object.entries(again).map(([office, tally]) => [office, copy(tally)])),
      { secretaries, deputies },
    );
    played.answer('leadership-election', 'township-party-committee');
    expect(played.of('vacancy-reported').map(({ params }) => params)).toEqual([{ vacant }]);
    played.pass('member-report');
    played.submit('leadership-report', report(secretaries, deputies));
    for (const body of ['township-party-committee', 'county-league'] as const) played.answer('leadership-report', body);
    expect(statuses(played, 'organization-study')).toEqual(['open']);
  });
});
