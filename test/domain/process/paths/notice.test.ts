import { describe, expect, it } from 'vitest';
import { PlayedTownship } from '../../../support/played-township.ts';
import { actor } from '../../../support/township.ts';
import { objection, step } from './counted.ts';

function posted(): PlayedTownship {
  const played = new PlayedTownship().reach('public-notice').until('2012-09-10');
  played.submit('public-notice', { postedOn: '2012-09-10' });
  return played;
}

describe('a corrected notice', () => {
  it('starts again from the day it is posted anew, under the next round', () => {
    const played = posted().until('2012-09-14');
    played.submit('public-notice', { postedOn: '2012-09-14' });
    expect(played.item('public-notice')).toMatchObject({
      round: 2,
      status: 'submitted',
      notice: { firstDay: '2012-09-15', lastDay: '2012-09-21' },
      pastRounds: [{ round: 1, ended: 'corrected' }],
    });
    played.until('2012-09-18');
    expect(played.item('public-notice').status).toBe('submitted');
    played.until('2012-09-22', 0);
    expect(played.item('public-notice').status).toBe('passed');
    expect(played.of('notice-corrected')).toHaveLength(1);
  });

  it('takes the objections to the one before with it', () => {
    const played = posted();
    played.send(objection(2));
    played.until('2012-09-14').submit('public-notice', { postedOn: '2012-09-14' });
    expect(played.state.objections[0]?.round).toBe(2);
    played.until('2012-09-22');
    expect(played.state.seats).toMatchObject([{ person: 2, status: 'deferred' }]);
    for (const to of ['accepted', 'investigating', 'not-upheld'] as const) played.send(step(1, to, actor('organization-department', 1)));
    expect(played.item('seat/1/appointment').status).toBe('open');
  });

  it('is refused once the notice has ended, and by a stale round', () => {
    const played = posted();
    played.until('2012-09-14').submit('public-notice', { postedOn: '2012-09-14' });
    expect(() => played.submit('public-notice', { round: 1, postedOn: '2012-09-14' })).toThrow('STALE_ROUND');
    played.until('2012-09-22');
    expect(() => played.submit('public-notice')).toThrow('ALREADY_SUBMITTED');
  });
});
