import { dayFigure, dayOfFigure } from '../calendar/plan-date.ts';
import { counted } from '../language/counted.ts';
import { datePhrase } from '../language/days.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import { committeeProfile } from './committee-profile.ts';
import { inTheirOffice } from './eligibility.ts';
import { betterNone, none, notAhead } from './findings.ts';
import { earlier, type GateFacts, isMainCourse, must, type StageGate, should } from './rule.ts';

type Count = (name: string) => number;

/** A deputy out of quota, and several. */
const [OUT, OUTS] = ['deputy in a non-established post', 'deputies in non-established posts'] as const;

/** 正式聘任 (M17): papers of the right form for everybody elected, and nobody who no longer may (R27.9, C-10, §2.10). */
export const appointment: StageGate = {
  needs: () => ['people', 'leaders', 'letters', 'lettersWrong', 'ranked', 'paid', 'tooOld', 'notMembers', 'termYears'],
  judge: (count, facts, known) => [
    notAhead('R27.9', count('daysAhead')),
    must({
      rule: 'R27.9',
      code: 'NOBODY_APPOINTED',
      figures: { people: count('people') },
      holds: count('people') >= 1,
      yes: [`任职 ${count('people')} 人，其中聘书 ${count('letters')} 份`, `${count('people')} appointed, ${count('letters')} by letter`],
      no: ['没有任职人员', 'Nobody is appointed'],
    }),
    ...papers(count, facts),
    ...dayOfOffice(count, facts),
    ...onTheDay(count, facts),
    ...(isMainCourse(facts) ? [...names(count, facts), ...inTheirOffice(known('otherOffice'), 'R27.9')] : []),
    // A committee's, not one seat's; submissions of earlier versions have no figures of it.
    ...(isMainCourse(facts) && count('averageAgeTenths') > 0 ? [committeeProfile(count, ['任职之日', 'on the day of appointment'])] : []),
  ],
};

/** Letters for deputies out of quota, who have neither rank nor pay; approvals for everybody else (C-10). */
function papers(count: Count, { rules }: GateFacts): RuleResult[] {
  const [letters, due] = [count('letters'), count('lettersDue')];
  const [term, years] = [count('termYears'), rules.termYears];
  return [
    none({
      rule: 'C-10',
      code: 'WRONG_FORM_OF_PAPER',
      wrong: count('lettersWrong'),
      figures: { letters, due },
      yes: [
        `编制外副书记 ${due} 名发聘书，其他人发任职批复`,
        `${counted(due, `${OUT} gets`, `${OUTS} get`)} a letter, everybody else an approval`,
      ],
      no: [
        `有 ${count('lettersWrong')} 人的任职形式不对：编制外副书记（${due} 名）发聘书，其他人发任职批复`,
        `${counted(count('lettersWrong'), 'has', 'have')} the wrong paper: a letter is for the ${counted(due, OUT, OUTS)} only`,
      ],
    }),
    none({
      rule: '§2.10',
      code: 'OUT_OF_QUOTA_RANKED',
      wrong: count('ranked'),
      yes: ['编制外副书记不定行政级别', 'Deputies in non-established posts have no administrative rank'],
      no: [
        `有 ${count('ranked')} 名编制外副书记定了行政级别，按规定不定`,
        `${counted(count('ranked'), `${OUT} has`, `${OUTS} have`)} a rank; such deputies have none`,
      ],
    }),
    none({
      rule: '§2.10',
      code: 'OUT_OF_QUOTA_PAID',
      wrong: count('paid'),
      yes: ['编制外副书记不领取报酬', 'Deputies in non-established posts have no pay'],
      no: [
        `有 ${count('paid')} 名编制外副书记领取报酬，按规定不领`,
        `${counted(count('paid'), `${OUT} is`, `${OUTS} are`)} paid; such deputies have no pay`,
      ],
    }),
    should({
      rule: '§2.10',
      code: 'TERM_DIFFERS',
      figures: { term, years },
      holds: term === years,
      yes: [`任期 ${term} 年，与方案一致`, `A term of ${counted(term, 'year')}, as planned`],
      no: [`任期 ${term} 年，方案为 ${years} 年`, `A term of ${counted(term, 'year')}; the plan has ${years}`],
    }),
    should({
      rule: '§2.10',
      code: 'NO_TALKS_BEFORE',
      figures: { talks: count('talks') },
      holds: count('talks') > 0,
      yes: ['已进行任前谈话', 'Talks before the appointment were held'],
      no: ['没有进行任前谈话，通常应逐人谈话', 'No talks before the appointment; they are customary'],
    }),
  ];
}

/** An office begins within a month; not before the county league agreed, unless its document names the day (§2.10). */
function dayOfOffice(count: Count, { agreed }: GateFacts): RuleResult[] {
  const [officeDay, ahead] = [count('officeDay'), count('officeAhead')];
  // Submissions of earlier versions have no day of office.
  if (officeDay === 0) return [];
  const soon = should({
    rule: '§2.10',
    code: 'OFFICE_FAR_AHEAD',
    figures: { days: ahead },
    holds: ahead <= 31,
    yes: ['任职日期不晚于一个月之后', 'The day of office is within a month'],
    no: [`任职日期在 ${ahead} 天之后，请核对`, `The day of office is ${counted(ahead, 'day')} ahead; check it`],
  });
  if (!agreed) return [soon];
  const [office, agreement] = [dayOfFigure(officeDay), agreed.documentOn];
  const [officeZh, agreementZh] = [office, agreement].map((day) => datePhrase(day, 'zh-Hans'));
  const [officeEn, agreementEn] = [office, agreement].map((day) => datePhrase(day, 'en'));
  return [
    soon,
    must({
      rule: '§2.10',
      code: 'OFFICE_BEFORE_AGREEMENT',
      figures: { officeDay, documentOn: dayFigure(agreement), stated: agreed.officeStated ? 1 : 0 },
      holds: office >= agreement || agreed.officeStated === true,
      yes:
        office >= agreement
          ? [
              `任职日期${officeZh}不早于团县委批复日期${agreementZh}`,
              `The day of office, ${officeEn}, is not before the county League’s document of ${agreementEn}`,
            ]
          : [
              `团县委批复（${agreementZh}）写明自${officeZh}起任职`,
              `The county League’s document of ${agreementEn} says that the office begins on ${officeEn}`,
            ],
      no: [
        `任职日期${officeZh}早于团县委批复日期${agreementZh}`,
        `The day of office, ${officeEn}, is before the county League’s document of ${agreementEn}`,
      ],
    }),
  ];
}

/** Age and membership once more, on the day itself (R47, §2.10). */
function onTheDay(count: Count, { rules }: GateFacts): RuleResult[] {
  const people = count('people');
  return [
    none({
      rule: 'R47',
      code: 'TOO_OLD',
      wrong: count('tooOld'),
      figures: { people, maxAge: rules.maxAge },
      yes: [`任职之日都不超过 ${rules.maxAge} 周岁`, `Nobody is older than ${rules.maxAge} on the day`],
      no: [
        `有 ${count('tooOld')} 人任职之日超过 ${rules.maxAge} 周岁`,
        `${counted(count('tooOld'), 'is', 'are')} older than ${rules.maxAge} on the day`,
      ],
    }),
    none({
      rule: 'R47',
      code: 'NOT_A_MEMBER',
      wrong: count('notMembers'),
      figures: { people },
      yes: ['任职之日都是中共党员或共青团员', 'Everybody is a Party or League member on the day'],
      no: [
        `有 ${count('notMembers')} 人任职之日既非党员也非团员`,
        `${counted(count('notMembers'), 'is a member', 'are members')} of neither Party nor League on the day`,
      ],
    }),
    betterNone({
      rule: 'R47',
      code: 'AGE_UNKNOWN',
      wrong: count('agesUnknown'),
      figures: { people },
      yes: ['每人的出生年月都有记录', 'Everybody’s month of birth is on record'],
      no: [`有 ${count('agesUnknown')} 人没有出生年月记录，无法核对年龄`, `No month of birth is on record of ${count('agesUnknown')}`],
    }),
  ];
}

/** Only the elected, and of the leaders only those whose notice is over without an open objection (§2.9). */
function names(count: Count, facts: GateFacts): RuleResult[] {
  const free = earlier(facts, 'public-notice', 'people') ?? count('onNotice');
  return [
    none({
      rule: 'R27.9',
      code: 'APPOINTED_NOT_ELECTED',
      wrong: count('notElected'),
      yes: ['任职的都是当选的人', 'Everybody appointed was elected'],
      no: [
        `有 ${count('notElected')} 人并未当选，请核对姓名`,
        `${counted(count('notElected'), 'was', 'were')} not elected; check the names`,
      ],
    }),
    none({
      rule: '§2.9',
      code: 'APPOINTED_WITHOUT_NOTICE',
      wrong: count('unnoticed'),
      yes: ['任职的书记、副书记都经过公示', 'Secretary and deputies appointed were all named in the notice'],
      no: [
        `有 ${count('unnoticed')} 名书记、副书记没有经过公示`,
        `${counted(count('unnoticed'), 'leader was', 'leaders were')} not named in the notice`,
      ],
    }),
    must({
      rule: '§2.9',
      code: 'APPOINTED_WHILE_OBJECTED',
      figures: { onNotice: count('onNotice'), free },
      holds: count('onNotice') <= free,
      yes: [
        `经公示任职 ${count('onNotice')} 人，没有未了结异议`,
        `${count('onNotice')} appointed after the notice, none with an open objection`,
      ],
      no: [
        `公示后可以任职的是 ${free} 人，现列 ${count('onNotice')} 人；异议未了结的人另行办理`,
        `${free} may be appointed after the notice, ${counted(count('onNotice'), 'is', 'are')} listed; whoever has an open objection waits`,
      ],
    }),
    betterNone({
      rule: 'R27.9',
      code: 'ELECTED_NOT_APPOINTED',
      wrong: count('missing'),
      yes: ['当选的人都任职', 'Everybody elected is appointed'],
      no: [
        `有 ${count('missing')} 名当选人没有列入，办结后各自单独办理任职`,
        `${counted(count('missing'), 'elected is', 'elected are')} not listed; each is then appointed apart`,
      ],
    }),
  ];
}
