import { describe, expect, it } from 'vitest';
import { judge, outcome, resultOf } from '../election/judge.ts';
import { RULES } from '../election/rules.ts';

/** The county file has 85 delegates and 1,420 members. */
const rules = { ...RULES, delegates: 85, leagueMembers: 1_420 };
const told = { context: { rules } };
const of = (change: Record<string, unknown>, code: string, context: object = {}) =>
  outcome('member-election', change, code, { context: { rules, ...context } });

/** A list that nobody stands on: names are not what is asked here. */
const noCandidates = { 'formal-candidates': { candidates: [] } };

/** Nothing said of delegates and absences, as in a form of old. */
const silent = {
  delegatesElected: undefined,
  delegatesAppointed: undefined,
  credentialsValid: undefined,
  credentialsOn: undefined,
  absences: undefined,
};

describe('who elects the members', () => {
  it('85 delegates in the county file and 20 entitled: refused, with both figures', () => {
    const small = judge('member-election', { ...silent, entitled: 20, present: 20 }, told);
    const result = resultOf(small, 'DELEGATES_DIFFER_FROM_COUNTY');
    expect(result).toMatchObject({ outcome: 'fails', figures: { delegates: 20, listed: 85 } });
    expect(result?.zh).toBe('代表 20 名，县名册为 85 名；请核对，确有变动的须写明理由');
  });

  it('a delegate fewer is let through with the reason, and says so', () => {
    const fewer = { delegatesElected: 84, credentialsValid: 84, entitled: 84, absences: [{ reason: '请假', people: 4 }] };
    expect(of(fewer, 'DELEGATES_DIFFER_FROM_COUNTY')).toBe('fails');
    expect(of({ ...fewer, electorateReason: '1名代表调离，出缺未补' }, 'DELEGATES_DIFFER_FROM_COUNTY')).toBe('warns');
  });

  it('a county file without the figure compares nothing', () => {
    expect(of({}, 'DELEGATES_DIFFER_FROM_COUNTY', { rules: RULES })).toBeUndefined();
  });

  it.each([
    ['the entitled are the delegates with valid credentials', {}, { credentialsValid: 84 }, 'ENTITLED_NOT_DELEGATES', 'fails'],
    ['no more credentials than delegates', {}, { delegatesElected: 80, delegatesAppointed: 4 }, 'CREDENTIALS_EXCEED_DELEGATES', 'fails'],
    [
      'delegates elected and appointed add up',
      { delegatesElected: 80, delegatesAppointed: 5 },
      { delegatesElected: 80 },
      'DELEGATES_DIFFER_FROM_COUNTY',
      'fails',
    ],
    [
      'credentials are reported before the vote',
      { credentialsOn: '2012-08-17' },
      { credentialsOn: '2012-08-18' },
      'CREDENTIALS_REPORTED_LATE',
      'fails',
    ],
    [
      'absences add up',
      {
        absences: [
          { reason: '请假', people: 3 },
          { reason: '无故', people: 2 },
        ],
      },
      { absences: [{ reason: '请假', people: 4 }] },
      'ABSENCES_DISAGREE',
      'warns',
    ],
    ['absences are told', {}, { absences: undefined }, 'ABSENCES_DISAGREE', 'warns'],
    ['how delegates came about is told', {}, silent, 'DELEGATES_NOT_TOLD', 'warns'],
    ['the congress was asked for on one day', {}, {}, 'REQUEST_DATES_DIFFER', 'holds'],
  ] as const)('%s', (what, within, beyond, code, said) => {
    const earlier = { ...noCandidates, recommendation: { requestedOn: '2012-07-16' } };
    const context = what.includes('asked for') ? { earlier } : {};
    expect([of(within, code, context), of(beyond, code, context)]).toEqual(['holds', said]);
  });

  it('another day for the request is said', () => {
    const earlier = { ...noCandidates, recommendation: { requestedOn: '2012-07-12' } };
    expect(of({}, 'REQUEST_DATES_DIFFER', { earlier })).toBe('warns');
  });

  it('where all members meet, the entitled are the members less those without the right to vote', () => {
    const all = { ...silent, mode: 'MEETING_OF_ALL', entitled: 1_420, present: 1_300, issued: 1_300, returned: 1_300, invalid: 0 };
    const code = 'ENTITLED_NOT_MEMBERS';
    expect([of(all, code), of({ ...all, entitled: 85 }, code), of({ ...all, withoutVote: 2 }, code)]).toEqual(['holds', 'fails', 'fails']);
    expect(of({ ...all, withoutVote: 2, entitled: 1_418 }, code)).toBe('holds');
  });

  it('members of another number than the county file has: a little is said, a lot needs the reason', () => {
    const all = { ...silent, mode: 'MEETING_OF_ALL' };
    const code = 'MEMBERS_DIFFER_FROM_COUNTY';
    expect([1_420, 1_400, 1_278, 1_277].map((leagueMembers) => of({ ...all, leagueMembers }, code))).toEqual([
      'holds',
      'warns',
      'warns',
      'fails',
    ]);
    expect(of({ ...all, leagueMembers: 200, electorateReason: '两所学校划出' }, code)).toBe('warns');
  });

  it('all members meet or their delegates do: delegates told with a meeting of all are asked about', () => {
    const code = 'DELEGATES_IN_MEETING_OF_ALL';
    const all = { ...silent, mode: 'MEETING_OF_ALL' };
    expect([of(all, code), of({ ...all, delegatesElected: 85 }, code), of({ ...all, credentialsValid: 85 }, code)]).toEqual([
      undefined,
      'warns',
      'warns',
    ]);
    expect(of({ delegatesElected: 85 }, code)).toBeUndefined();
  });

  it('delegates made or lost after the county file are told with the reason, whichever way they came about', () => {
    const added = {
      delegatesElected: 85,
      delegatesAppointed: 2,
      credentialsValid: 87,
      entitled: 87,
      absences: [{ reason: '请假', people: 7 }],
    };
    expect(of(added, 'DELEGATES_DIFFER_FROM_COUNTY')).toBe('fails');
    expect(of({ ...added, electorateReason: '经批准增补代表2名' }, 'DELEGATES_DIFFER_FROM_COUNTY')).toBe('warns');
    // A delegate who lost the right to vote is no difference of delegates, but of credentials.
    const lost = { delegatesElected: 85, credentialsValid: 84, entitled: 84, absences: [{ reason: '请假', people: 4 }] };
    expect([of(lost, 'DELEGATES_DIFFER_FROM_COUNTY'), of(lost, 'ENTITLED_NOT_DELEGATES')]).toEqual(['holds', 'holds']);
    expect(of({ ...lost, entitled: 85 }, 'ENTITLED_NOT_DELEGATES')).toBe('fails');
  });
});
