import { counted } from '../language/counted.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import { committeeProfile } from './committee-profile.ts';
import { inTheirOffice } from './eligibility.ts';
import { notAhead } from './findings.ts';
import { earlier, type GateFacts, must, type StageGate, should } from './rule.ts';

type Count = (name: string) => number;

/** 委员选举结果上报 (M11, R55): exactly those elected, in time, with the committee's figures. */
export const memberReport: StageGate = {
  needs: () => ['members', 'women', 'party', 'league', 'outOfQuota', 'averageAgeTenths'],
  judge: (count, facts) => [
    notAhead('R55', count('daysAhead')),
    asElected('R55', ['委员', 'member'], count('members'), earlier(facts, 'member-election', 'elected'), count),
    inTime(count, facts),
    committeeProfile(count, ['到预定任职日', 'on the planned day of appointment']),
  ],
};

/** 班子选举结果上报 (M13, R59): exactly the leaders elected, in time. */
export const leadershipReport: StageGate = {
  needs: () => ['leaders', 'secretaries', 'deputies'],
  judge: (count, facts, known) => {
    const [secretaries, deputies] = [
      earlier(facts, 'leadership-election', 'secretaries'),
      earlier(facts, 'leadership-election', 'deputies'),
    ];
    const elected = secretaries === undefined || deputies === undefined ? undefined : secretaries + deputies;
    return [
      notAhead('R59', count('daysAhead')),
      asElected('R59', ['书记、副书记', 'leader'], count('leaders'), elected, count),
      ...inTheirOffice(known('otherOffice'), 'R59'),
      ...vacant({ secretaries, deputies }, facts),
      inTime(count, facts),
    ];
  },
};

/** Posts that nobody was elected to stay empty, and are reported with the result (§2.6). */
function vacant(
  elected: { readonly secretaries: number | undefined; readonly deputies: number | undefined },
  { rules }: GateFacts,
): RuleResult[] {
  const [secretaries, deputies] = [elected.secretaries ?? rules.secretaries, elected.deputies ?? rules.deputies];
  const [noSecretary, fewer] = [Math.max(0, rules.secretaries - secretaries), Math.max(0, rules.deputies - deputies)];
  if (noSecretary + fewer === 0) return [];
  const zh = [...(noSecretary > 0 ? [`书记 ${noSecretary} 名`] : []), ...(fewer > 0 ? [`副书记 ${fewer} 名`] : [])].join('、');
  const en = [
    ...(noSecretary > 0 ? [counted(noSecretary, 'secretary', 'secretaries')] : []),
    ...(fewer > 0 ? [counted(fewer, 'deputy', 'deputies')] : []),
  ].join(' and ');
  return [
    should({
      rule: '§2.6',
      code: 'LEADERS_VACANT',
      figures: { secretaries: noSecretary, deputies: fewer },
      holds: false,
      yes: ['', ''],
      no: [`空缺${zh}，随本报告上报`, `Vacant, and reported with this: ${en}`],
    }),
  ];
}

/** The people reported are those elected, by number and by name. */
function asElected(
  rule: string,
  [zh, one]: readonly [zh: string, one: string],
  reported: number,
  elected: number | undefined,
  count: Count,
): RuleResult {
  const [outside, missing] = [count('notElected'), count('missing')];
  const expected = elected ?? reported;
  return must({
    rule,
    code: 'REPORT_DISAGREES',
    figures: { reported, elected: expected, outside, missing },
    holds: reported === expected && outside === 0 && missing === 0,
    yes:
      reported === 0
        ? [`选举中没有人当选${zh}，如实上报`, `Nobody was elected, and none of the ${one}s is reported`]
        : [`上报${zh} ${reported} 名，与选举结果一致`, `${counted(reported, one)} reported, as elected`],
    no: [
      `上报${zh} ${reported} 名，选举结果为 ${expected} 名；其中 ${outside} 人并未当选，${missing} 名当选人没有列入`,
      `${counted(reported, one)} reported, ${expected} elected: ${counted(outside, 'was', 'were')} not elected, ${counted(missing, 'elected is', 'elected are')} missing`,
    ],
  });
}

/** A result is reported within the plan's days (§2.7). */
function inTime(count: Count, { rules }: GateFacts): RuleResult {
  const [days, most] = [count('daysAfterVote'), rules.reportDays];
  return should({
    rule: '§2.7',
    code: 'RESULT_REPORTED_LATE',
    figures: { days, most },
    holds: days <= most,
    yes: [`选举后 ${days} 天上报，不超过 ${most} 天`, `Reported ${counted(days, 'day')} after the vote, within ${most}`],
    no: [`选举后 ${days} 天上报，超过 ${most} 天`, `Reported ${counted(days, 'day')} after the vote, more than ${most}`],
  });
}
