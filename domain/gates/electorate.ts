import { counted } from '../language/counted.ts';
import { ELECTION_MODES } from '../plan/choices.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import { type GateFacts, must, type Rule, should } from './rule.ts';

type Known = (name: string) => number | undefined;

/** Members come and go between June and the vote: so much of a difference from the county file needs no reason. */
const TOLERANCE = 0.1;

/**
 * Who is entitled follows from who was made a delegate and whose credentials are valid, or from the members where all of
 * them meet; held against the county file's figure (§2.1, §2.3). What was not filled in is said; what disagrees stops it.
 */
export function electorate(count: Known, { rules }: GateFacts): RuleResult[] {
  const ofAll = ELECTION_MODES[(count('mode') ?? 0) - 1] === 'MEETING_OF_ALL';
  const [apart, granted] = [count('requestsApart'), count('grantedApart')];
  return [
    ...(ofAll ? members(count, rules.leagueMembers) : delegates(count, rules.delegates)),
    absences(count),
    ...(apart === undefined ? [] : [requests(apart)]),
    ...(granted === undefined ? [] : [grants(granted)]),
  ];
}

function delegates(count: Known, listed: number | undefined): RuleResult[] {
  const entitled = count('entitled') ?? 0;
  const [chosen, valid, late] = [count('delegates'), count('credentials'), count('credentialsLate')];
  const reason = (count('electorateReason') ?? 0) > 0;
  const number = chosen ?? entitled;
  const differs: Rule = {
    rule: '§2.1',
    code: 'DELEGATES_DIFFER_FROM_COUNTY',
    figures: { delegates: number, listed: listed ?? number, reason: reason ? 1 : 0 },
    holds: listed === undefined || number === listed,
    yes: [`代表 ${number} 名，与县名册一致`, `${counted(number, 'delegate')}, as in the county file`],
    no: [
      `代表 ${number} 名，县名册为 ${listed} 名；${reason ? '已写明理由' : '请核对，确有变动的须写明理由'}`,
      `${counted(number, 'delegate')}, ${listed} in the county file; ${reason ? 'a reason is given' : 'check them, or give the reason'}`,
    ],
  };
  return [
    should({
      rule: '§2.1',
      code: 'DELEGATES_NOT_TOLD',
      figures: { delegates: number },
      holds: chosen !== undefined && valid !== undefined && late !== undefined,
      yes: ['写明了代表怎样产生、资格审查结果和报告日期', 'It says how the delegates came about, and what the check of credentials found'],
      no: [
        '没有写全代表怎样产生（选举、指定）、资格审查合格人数和审查报告日期',
        'How the delegates came about, how many credentials are valid, or when that was reported is missing',
      ],
    }),
    ...(listed === undefined ? [] : [reason ? should(differs) : must(differs)]),
    ...(valid === undefined ? [] : credentials({ valid, number, entitled })),
    ...(late === undefined
      ? []
      : [
          must({
            rule: '§2.1',
            code: 'CREDENTIALS_REPORTED_LATE',
            figures: { days: late },
            holds: late === 0,
            yes: ['代表资格审查在大会投票前已报告', 'The credentials were reported before the vote'],
            no: [
              `代表资格审查报告比大会晚 ${late} 天，应在投票前报告`,
              `The credentials were reported ${counted(late, 'day')} after the vote; that comes before it`,
            ],
          }),
        ]),
  ];
}

function credentials({
  valid,
  number,
  entitled,
}: {
  readonly valid: number;
  readonly number: number;
  readonly entitled: number;
}): RuleResult[] {
  return [
    must({
      rule: '§2.1',
      code: 'CREDENTIALS_EXCEED_DELEGATES',
      figures: { valid, delegates: number },
      holds: valid <= number,
      yes: [
        `资格审查合格 ${valid} 名，不多于代表 ${number} 名`,
        `${counted(valid, 'credential is', 'credentials are')} valid, of ${counted(number, 'delegate')}`,
      ],
      no: [
        `资格审查合格 ${valid} 名，多于代表 ${number} 名，请核对`,
        `${counted(valid, 'valid credential exceeds', 'valid credentials exceed')} the ${counted(number, 'delegate')}; check them`,
      ],
    }),
    must({
      rule: '§2.3',
      code: 'ENTITLED_NOT_DELEGATES',
      figures: { entitled, valid },
      holds: entitled === valid,
      yes: [
        `应到 ${entitled} 人，就是资格审查合格的代表`,
        `The ${counted(entitled, 'entitled is the delegate', 'entitled are the delegates')} whose credentials are valid`,
      ],
      no: [
        `应到 ${entitled} 人，资格审查合格的代表是 ${valid} 名，应当一致`,
        `${counted(entitled, 'is', 'are')} entitled, but ${counted(valid, 'delegate has', 'delegates have')} valid credentials; they are the same people`,
      ],
    }),
  ];
}

function members(count: Known, listed: number | undefined): RuleResult[] {
  const [entitled, all, without] = [count('entitled') ?? 0, count('leagueMembers') ?? 0, count('withoutVote') ?? 0];
  const reason = (count('electorateReason') ?? 0) > 0;
  const differs: Rule = {
    rule: '§2.1',
    code: 'MEMBERS_DIFFER_FROM_COUNTY',
    figures: { members: all, listed: listed ?? all, reason: reason ? 1 : 0 },
    holds: listed === undefined || all === listed,
    yes: [`团员 ${all} 名，与县名册一致`, `${counted(all, 'member')}, as in the county file`],
    no: [
      `团员 ${all} 名，县名册为 ${listed} 名；${reason ? '已写明理由' : '请核对，相差较多的须写明理由'}`,
      `${counted(all, 'member')}, ${listed} in the county file; ${reason ? 'a reason is given' : 'check them; a large difference needs a reason'}`,
    ],
  };
  const far = listed !== undefined && Math.abs(all - listed) > listed * TOLERANCE;
  return [
    ...(listed === undefined ? [] : [far && !reason ? must(differs) : should(differs)]),
    ...(count('delegates') === undefined && count('credentials') === undefined ? [] : [noDelegates(count)]),
    must({
      rule: '§2.3',
      code: 'ENTITLED_NOT_MEMBERS',
      figures: { entitled, members: all, without },
      holds: entitled === all - without,
      yes: [
        `团员大会应到 ${entitled} 人，就是有选举权的团员`,
        `The ${counted(entitled, 'entitled is the only member', 'entitled are all members')} with the right to vote`,
      ],
      no: [
        `团员大会应到 ${entitled} 人，团员 ${all} 名减去没有选举权的 ${without} 名是 ${all - without} 人，应当一致`,
        `${counted(entitled, 'is', 'are')} entitled; ${counted(all, 'member')} less ${without} without the right to vote leaves ${all - without}, who meet`,
      ],
    }),
  ];
}

/** All members meet, or their delegates do: not both. */
function noDelegates(count: Known): RuleResult {
  return should({
    rule: '§2.1',
    code: 'DELEGATES_IN_MEETING_OF_ALL',
    figures: { delegates: count('delegates') ?? 0, credentials: count('credentials') ?? 0 },
    holds: false,
    yes: ['', ''],
    no: [
      '召开的是团员大会，却填写了代表各项；请核对选举方式，召开团员大会的不填代表各项',
      'All members met, and yet delegates are told; check the way of electing, and leave the delegates empty for a meeting of all members',
    ],
  });
}

function absences(count: Known): RuleResult {
  const [entitled, present, absent] = [count('entitled') ?? 0, count('present') ?? 0, count('absent')];
  const away = Math.max(0, entitled - present);
  return should({
    rule: '§2.3',
    code: 'ABSENCES_DISAGREE',
    figures: { away, absent: absent ?? 0 },
    holds: (absent ?? 0) === away,
    yes: [`缺席 ${away} 人，都登记了原因`, `${away} absent, each with the reason`],
    no:
      absent === undefined
        ? [
            `应到 ${entitled} 人、实到 ${present} 人，缺席 ${away} 人没有登记原因`,
            `${counted(away, `of the ${entitled} entitled is`, `of the ${entitled} entitled are`)} absent without a reason on record`,
          ]
        : [
            `缺席登记 ${absent} 人，而应到 ${entitled} 人减实到 ${present} 人是 ${away} 人，请核对`,
            `${counted(absent, 'absent is', 'absent are')} listed, but ${entitled} entitled less ${present} present leaves ${away}; check them`,
          ],
  });
}

function grants(apart: number): RuleResult {
  return should({
    rule: '§2.1',
    code: 'GRANT_DATES_DIFFER',
    figures: { days: apart },
    holds: apart === 0,
    yes: ['团县委批复日期与团县委填写的一致', 'The county League’s approval is dated as the county League entered it'],
    no: [
      `团县委批复日期与团县委填写的相差 ${apart} 天，请核对`,
      `The county League’s approval is dated ${counted(apart, 'day')} apart from what the county League entered; check it`,
    ],
  });
}

function requests(apart: number): RuleResult {
  return should({
    rule: '§2.1',
    code: 'REQUEST_DATES_DIFFER',
    figures: { days: apart },
    holds: apart === 0,
    yes: ['请示召开大会的日期与支部推荐时所填一致', 'The congress was asked for on the day given with the recommendations'],
    no: [
      `请示召开大会的日期与支部推荐时所填相差 ${apart} 天，请核对`,
      `The congress was asked for ${counted(apart, 'day')} apart from what was given with the recommendations; check it`,
    ],
  });
}
