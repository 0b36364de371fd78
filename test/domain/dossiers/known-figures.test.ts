import { describe, expect, it } from 'vitest';
import { DOSSIERS } from '../../../domain/dossiers/index.ts';
import { knownFigures } from '../../../domain/dossiers/known-figures.ts';
import { gate } from '../../../domain/gates/gates-of.ts';
import { LANDU, landuContext } from '../election/landu.ts';

/** What the plan, the county file or another body has entered already is not asked for a second time. */

describe('a form opens with', () => {
  it('X from the plan, the term of office, members and delegates of the county file, and the day the congress was asked for', () => {
    const context = landuContext('member-election');
    const rules = { ...context.rules, leagueMembers: 1420, delegates: 85 };
    expect(knownFigures('post-design', { ...context, rules })).toEqual({ x: rules.seats - rules.secretaries - rules.deputies });
    expect(knownFigures('appointment', { ...context, rules })).toEqual({ termYears: rules.termYears });
    const opened = knownFigures('member-election', {
      ...context,
      rules,
      earlier: { recommendation: { requestedOn: '2012-07-16' } },
      agreedOn: { 'formal-candidates': '2012-08-13' },
    });
    expect(opened).toMatchObject({ mode: 'CONGRESS_CONTESTED', leagueMembers: 1420, delegatesElected: 85 });
    expect(opened['approvals']).toEqual([
      { what: 'CONVENING', by: 'PARTY', requestedOn: '2012-07-16' },
      { what: 'CONVENING', by: 'LEAGUE', requestedOn: '2012-07-16', grantedOn: '2012-08-13' },
      { what: 'CANDIDATES', by: 'PARTY' },
      { what: 'CANDIDATES', by: 'LEAGUE', grantedOn: '2012-08-13' },
    ]);
  });

  it('all members instead of delegates where they meet', () => {
    const context = landuContext('member-election');
    const rules = { ...context.rules, electionMode: 'MEETING_OF_ALL' as const, leagueMembers: 120, delegates: 85 };
    const opened = knownFigures('member-election', { ...context, rules });
    expect([opened['mode'], opened['leagueMembers'], 'delegatesElected' in opened]).toEqual(['MEETING_OF_ALL', 120, false]);
  });
});

describe('the day of the county league’s approval, copied into the vote', () => {
  const said = (day?: string) => {
    const context = landuContext('member-election', day === undefined ? {} : { agreedOn: { 'formal-candidates': day } });
    const counts = DOSSIERS['member-election'].countsOf(LANDU['member-election'], context);
    return gate('member-election', counts, { rules: context.rules, body: 'COMMITTEE', passed: {} }).find(
      ({ code }) => code === 'GRANT_DATES_DIFFER',
    );
  };

  it('is held against what the county league entered itself', () => {
    expect(said()).toBeUndefined();
    expect(said('2012-08-03')).toMatchObject({ outcome: 'holds' });
    expect(said('2012-08-01')).toMatchObject({ outcome: 'warns', zh: '团县委批复日期与团县委填写的相差 2 天，请核对' });
  });
});
