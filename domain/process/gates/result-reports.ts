import type { Verdict } from '../verdict.ts';
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
    profile(count),
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

/** Tenths as a person reads them: 264 → `26.4`. */
function tenths(value: number): string {
  return `${Math.floor(value / 10)}.${value % 10}`;
}

/** What the committee looks like; nothing in it is required, unless somebody is unknown. */
function profile(count: Count): Verdict {
  const names = ['members', 'women', 'party', 'league', 'inQuota', 'outOfQuota', 'averageAgeTenths', 'unknown'] as const;
  const figures = Object.fromEntries(names.map((name) => [name, count(name)]));
  const said = [
    `委员 ${count('members')} 名：女 ${count('women')} 名，中共党员 ${count('party')} 名，共青团员 ${count('league')} 名，编制外 ${count('outOfQuota')} 名，到预定任职日平均 ${tenths(count('averageAgeTenths'))} 岁`,
    `${count('members')} members: ${count('women')} women, ${count('party')} of the Party, ${count('league')} of the League, ${count('outOfQuota')} out of quota, ${tenths(count('averageAgeTenths'))} years old on average on the planned day of appointment`,
  ] as const;
  return should({
    rule: 'R22.1',
    code: 'COMMITTEE_PROFILE',
    figures,
    holds: count('unknown') === 0,
    yes: said,
    no: [`${said[0]}；另有 ${count('unknown')} 名没有基本情况`, `${said[1]}; nothing is on record of ${count('unknown')} more`],
  });
}
