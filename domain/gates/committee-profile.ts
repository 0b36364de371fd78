import { counted } from '../language/counted.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import { should } from './rule.ts';

/** Tenths as a person reads them: 264 → `26.4`. */
function tenths(value: number): string {
  return `${Math.floor(value / 10)}.${value % 10}`;
}

/**
 * What the committee looks like, with its average age on a day (R22.1); nothing in it is required, unless somebody is
 * unknown.
 */
export function committeeProfile(count: (name: string) => number, [zhDay, enDay]: readonly [zh: string, en: string]): RuleResult {
  const names = ['members', 'women', 'party', 'league', 'inQuota', 'outOfQuota', 'averageAgeTenths', 'unknown'] as const;
  const figures = Object.fromEntries(names.map((name) => [name, count(name)]));
  const said = [
    `委员 ${count('members')} 名：女 ${count('women')} 名，中共党员 ${count('party')} 名，共青团员 ${count('league')} 名，编制外 ${count('outOfQuota')} 名，${zhDay}平均 ${tenths(count('averageAgeTenths'))} 岁`,
    `${counted(count('members'), 'member')}: ${counted(count('women'), 'woman', 'women')}, ${count('party')} of the Party, ${count('league')} of the League, ${count('outOfQuota')} in non-established posts, ${tenths(count('averageAgeTenths'))} years old on average ${enDay}`,
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
