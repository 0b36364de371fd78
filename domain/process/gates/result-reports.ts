import type { Verdict } from '../verdict.ts';
import { committeeProfile } from './committee-profile.ts';
import { notAhead } from './findings.ts';
import { earlier, type GateFacts, must, type StageGate, should } from './rule.ts';

type Count = (name: string) => number;

/** 委员选举结果上报 (M11, R55): exactly those elected, in time, with the committee's figures. */
export const memberReport: StageGate = {
  needs: () => ['members', 'women', 'party', 'league', 'outOfQuota', 'averageAgeTenths'],
  judge: (count, facts) => [
    notAhead('R55', count('daysAhead')),
    asElected('R55', ['委员', 'members'], count('members'), earlier(facts, 'member-election', 'elected'), count),
    inTime(count, facts),
    committeeProfile(count, ['到预定任职日', 'on the planned day of appointment']),
  ],
};

/** 班子选举结果上报 (M13, R59): exactly the leaders elected, in time. */
export const leadershipReport: StageGate = {
  needs: () => ['leaders', 'secretaries', 'deputies'],
  judge: (count, facts) => {
    const [secretaries, deputies] = [
      earlier(facts, 'leadership-election', 'secretaries'),
      earlier(facts, 'leadership-election', 'deputies'),
    ];
    const elected = secretaries === undefined || deputies === undefined ? undefined : secretaries + deputies;
    return [
      notAhead('R59', count('daysAhead')),
      asElected('R59', ['书记、副书记', 'leaders'], count('leaders'), elected, count),
      inTime(count, facts),
    ];
  },
};

/** The people reported are those elected, by number and by name. */
function asElected(
  rule: string,
  [zh, en]: readonly [string, string],
  reported: number,
  elected: number | undefined,
  count: Count,
): Verdict {
  const [outside, missing] = [count('notElected'), count('missing')];
  const expected = elected ?? reported;
  return must({
    rule,
    code: 'REPORT_DISAGREES',
    figures: { reported, elected: expected, outside, missing },
    holds: reported === expected && outside === 0 && missing === 0,
    yes: [`上报${zh} ${reported} 名，与选举结果一致`, `${reported} ${en} reported, as elected`],
    no: [
      `上报${zh} ${reported} 名，选举结果为 ${expected} 名；其中 ${outside} 人并未当选，${missing} 名当选人没有列入`,
      `${reported} ${en} reported, ${expected} elected: ${outside} were not elected, ${missing} elected are missing`,
    ],
  });
}

/** A result is reported within the plan's days (§2.7). */
function inTime(count: Count, { rules }: GateFacts): Verdict {
  const [days, most] = [count('daysAfterVote'), rules.reportDays];
  return should({
    rule: '§2.7',
    code: 'RESULT_REPORTED_LATE',
    figures: { days, most },
    holds: days <= most,
    yes: [`选举后 ${days} 天上报，不超过 ${most} 天`, `Reported ${days} day(s) after the vote, within ${most}`],
    no: [`选举后 ${days} 天上报，超过 ${most} 天`, `Reported ${days} days after the vote, more than ${most}`],
  });
}
