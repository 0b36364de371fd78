import { counted } from '../language/counted.ts';
import { betterNone, none } from './findings.ts';
import { isMainCourse, must, type StageGate, should } from './rule.ts';

/** 任前公示 (M16): those who passed, somewhere, with an office that receives objections (R27.8, R98, §2.9). */
export const publicNotice: StageGate = {
  needs: () => ['people', 'places', 'offices', 'press'],
  judge: (count, facts) => {
    const [people, places, offices, press] = [count('people'), count('places'), count('offices'), count('press')];
    return [
      must({
        rule: '§2.9',
        code: 'NOTICE_INCOMPLETE',
        figures: { people, places, offices },
        holds: people >= 1 && places >= 1 && offices >= 1,
        yes: [
          `公示 ${people} 人，张贴 ${places} 处，受理单位 ${offices} 个`,
          `${people} named, posted in ${counted(places, 'place')}, ${counted(offices, 'receiving office')}`,
        ],
        no: [
          `公示须写明对象、范围和受理单位，现为 ${people} 人、${places} 处、${offices} 个`,
          `The notice has to name people, places and a receiving office; found ${people}, ${places}, ${offices}`,
        ],
      }),
      should({
        rule: 'R98',
        code: 'NOTICE_IN_PRESS',
        figures: { press },
        holds: press === 0,
        yes: ['公示范围适度，没有媒体发布', 'Moderately open: no press'],
        no: ['公示另在媒体发布；方案要求适度公开，一般不作媒体宣传', 'The notice is in the press too; the plan wants it moderately open'],
      }),
      ...(isMainCourse(facts)
        ? [
            none({
              rule: 'R27.8',
              code: 'NOTICE_NOT_PASSED',
              wrong: count('notPassed'),
              figures: { people },
              yes: ['公示的都是考察通过的人', 'Everybody named passed the inspection'],
              no: [
                `有 ${count('notPassed')} 人没有通过考察，不能公示`,
                `${count('notPassed')} did not pass the inspection and cannot be named`,
              ],
            }),
            betterNone({
              rule: 'R27.8',
              code: 'PASSED_NOT_ON_NOTICE',
              wrong: count('missing'),
              figures: { people },
              yes: ['考察通过的人都在公示中', 'Everybody who passed is named'],
              no: [
                `有 ${count('missing')} 名考察通过的人没有公示`,
                `${counted(count('missing'), 'who passed is', 'who passed are')} not named`,
              ],
            }),
          ]
        : []),
    ];
  },
};
