import { describe, expect, it } from 'vitest';
import { WorkingCalendar } from '../../../domain/calendar/working-calendar.ts';
import { electedOf } from '../../../domain/election/elected.ts';
import { publicNoticeText } from '../../../domain/election/notice-text.ts';
import { noticeEnd } from '../../../domain/plan/notice-end.ts';
import { shippedCalendar } from '../../support/shipped-plan.ts';
import { checked, codes, judge, resultOf } from './judge.ts';
import { LANDU, LANDU_STAGES, landuContext, person } from './landu.ts';

const ELECTED = [5, 3, 6, 7, 2, 1, 8, 4, 9].map((number) => person(number).name);

describe('the sample township’s dossiers', () => {
  it.each(LANDU_STAGES)('%s breaks no rule', (stage) => {
    expect(codes(judge(stage), 'fails')).toEqual([]);
  });

  it('the congress: 69 had to be present, nine of ten who passed 41 votes are elected, and the ballot was below the customary 20 %', () => {
    const congress = judge('member-election');
    expect(resultOf(congress, 'NO_QUORUM')?.figures).toMatchObject({ entitled: 85, present: 80, need: 69 });
    expect(resultOf(congress, 'SEATS_NOT_FILLED')).toMatchObject({ outcome: 'holds', figures: { elected: 9, half: 41, open: 0 } });
    expect(congress.counts).toMatchObject({
      elected: 9,
      women: 5,
      party: 7,
      outOfQuota: 7,
      sourcesShort: 0,
      sourcesOver: 0,
      requestLeadDays: 32,
    });
    expect(codes(congress, 'warns')).toEqual(['BALLOT_DIFFERENTIAL_LOW']);
  });

  it('the elected are announced in the order of the ballot paper', () => {
    const context = landuContext('leadership-report');
    expect(electedOf(context, 'member-election').map(({ name }) => name)).toEqual(ELECTED);
    expect(electedOf(context, 'leadership-election').map(({ name, office }) => [name, office])).toEqual([
      [person(1).name, 'secretary'],
      [person(2).name, 'deputies'],
      [person(4).name, 'deputies'],
      [person(3).name, 'deputies'],
    ]);
  });

  it('the report has the committee’s profile: 5 women, 7 of the Party, 2 of the League, 7 out of quota, 26.4 years', () => {
    const report = judge('member-report');
    expect(report.counts).toMatchObject({ members: 9, women: 5, party: 7, league: 2, outOfQuota: 7, averageAgeTenths: 264, unknown: 0 });
    expect(resultOf(report, 'COMMITTEE_PROFILE')?.zh).toContain('平均 26.4 岁');
    expect(resultOf(report, 'RESULT_REPORTED_LATE')?.figures).toEqual({ days: 3, most: 7 });
  });

  it('the plenary: eight had to be present, one secretary, two deputies out of quota and one in quota', () => {
    const plenary = judge('leadership-election');
    expect(resultOf(plenary, 'NO_QUORUM')?.figures).toMatchObject({ entitled: 9, need: 8 });
    expect(plenary.counts).toMatchObject({
      electors: 9,
      secretaries: 1,
      deputies: 3,
      deputiesIn: 1,
      deputiesOut: 2,
      fullTime: 2,
      partTime: 2,
    });
    expect(plenary.ruleResults.filter(({ code }) => code === 'NO_QUORUM')).toHaveLength(1);
    expect(codes(plenary, 'warns')).toEqual([]);
  });

  it('two of four are appointed by letter', () => {
    expect(judge('appointment').counts).toMatchObject({
      people: 9,
      leaders: 4,
      letters: 2,
      lettersDue: 2,
      lettersWrong: 0,
      onNotice: 4,
      missing: 0,
    });
  });

  it('the committee is 26.4 years old on average on the day of its appointment, whatever day was planned', () => {
    const appointed = judge('appointment', {}, { context: { appointmentOn: '2012-10-10' } });
    expect(resultOf(appointed, 'COMMITTEE_PROFILE')?.figures).toMatchObject({ members: 9, women: 5, party: 7, league: 2, outOfQuota: 7 });
    expect(resultOf(appointed, 'COMMITTEE_PROFILE')?.zh).toContain('任职之日平均 26.4 岁');
  });

  it('the notice says what the township posted', async () => {
    const notice = checked('public-notice', LANDU['public-notice']) as Parameters<typeof publicNoticeText>[0];
    const period = noticeEnd(
      notice.postedOn,
      { unit: 'CALENDAR', length: 7, rollToWorkday: true },
      new WorkingCalendar(await shippedCalendar()),
    );
    expect(publicNoticeText(notice, period, { county: '岚榆县', body: 'COMMITTEE' })).toEqual([
      '共青团澜渡镇第九届委员会书记、副书记拟任人选任前公示',
      '根据《岚榆县乡镇（区）团组织格局创新“1+3+X”工作方案》，经民主选举、组织研究和任前考察，现将拟任人选公示如下：',
      '林样甲，女，1984年3月生，本科，中共党员，现任镇党政办科员，拟任团委书记；',
      '沈样乙，男，1987年11月生，本科，中共党员，现任镇组织干事，拟任团委副书记；',
      '唐样丁，女，1983年9月生，高中，中共党员，现任蔬菜合作社理事长，拟任团委副书记（兼职）；',
      '王样丙，男，1981年6月生，大专，中共党员，现任竹制品公司经理，拟任团委副书记（兼职）。',
      '公示时间：2012年8月31日至9月6日。对公示对象如有异议，请在公示期内以来信、来电、来访方式反映。',
      '反映问题应实事求是，提倡署真实姓名。受理：澜渡镇党委组织办，电话0000-0000001；团县委组织部，电话0000-0000002。',
      '中共澜渡镇委员会　2012年8月30日',
    ]);
    const how = (place: { body: 'COMMITTEE' | 'WORKING_COMMITTEE'; byElection?: boolean }) =>
      publicNoticeText(notice, period, { county: '岚榆县', ...place })[1];
    expect(how({ body: 'WORKING_COMMITTEE' })).toMatch(/经民主推荐、组织研究和任前考察/);
    expect(how({ body: 'COMMITTEE', byElection: true })).toMatch(/经补选和任前考察/);
  });
});
