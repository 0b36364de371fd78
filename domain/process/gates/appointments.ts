import { must, type StageGate } from './rule.ts';

/** 组织研究 (M14): a reason for each person (R97). */
export const organizationStudy: StageGate = {
  needs: () => ['proposals', 'withReason'],
  judge: (count) => [
    must({
      rule: 'R97',
      code: 'STUDY_WITHOUT_REASON',
      figures: { proposals: count('proposals'), withReason: count('withReason') },
      holds: count('proposals') >= 1 && count('withReason') === count('proposals'),
      yes: [`${count('proposals')} 人都写明了理由`, `Each of ${count('proposals')} people has a reason`],
      no: [
        `${count('proposals')} 人中只有 ${count('withReason')} 人写明了理由`,
        `Only ${count('withReason')} of ${count('proposals')} have a reason`,
      ],
    }),
  ],
};

/** 任前考察 (M15): a team of enough people, and everybody passed (R27.8). */
export const inspection: StageGate = {
  needs: () => ['team', 'people', 'passed'],
  judge: (count, { rules }) => [
    must({
      rule: '§2.8',
      code: 'INSPECTION_TEAM_SMALL',
      figures: { team: count('team'), need: rules.inspectionTeamMin },
      holds: count('team') >= rules.inspectionTeamMin,
      yes: [`考察组 ${count('team')} 人`, `A team of ${count('team')}`],
      no: [
        `考察组 ${count('team')} 人，至少 ${rules.inspectionTeamMin} 人`,
        `A team of ${count('team')}; at least ${rules.inspectionTeamMin} needed`,
      ],
    }),
    must({
      rule: 'R27.8',
      code: 'INSPECTION_NOT_PASSED',
      figures: { people: count('people'), passed: count('passed') },
      holds: count('passed') === count('people'),
      yes: [`${count('people')} 人考察都通过`, `All ${count('people')} passed`],
      no: [`${count('people')} 人中 ${count('passed')} 人考察通过`, `${count('passed')} of ${count('people')} passed`],
    }),
  ],
};

/** 任前公示 (M16): somebody is named, somewhere (R27.8). */
export const publicNotice: StageGate = {
  needs: () => ['people', 'places'],
  judge: (count) => [
    must({
      rule: '§2.9',
      code: 'NOTICE_INCOMPLETE',
      figures: { people: count('people'), places: count('places') },
      holds: count('people') >= 1 && count('places') >= 1,
      yes: [`公示 ${count('people')} 人`, `${count('people')} people are named`],
      no: ['公示须写明对象和范围', 'The notice has to name people and places'],
    }),
  ],
};

/** 正式聘任 (M17): papers for everybody (C-10). */
export const appointment: StageGate = {
  needs: () => ['people', 'letters'],
  judge: (count) => [
    must({
      rule: 'R27.9',
      code: 'NOBODY_APPOINTED',
      figures: { people: count('people'), letters: count('letters') },
      holds: count('people') >= 1 && count('letters') <= count('people'),
      yes: [`任职 ${count('people')} 人，其中聘书 ${count('letters')} 份`, `${count('people')} appointed, ${count('letters')} by letter`],
      no: ['没有任职人员', 'Nobody is appointed'],
    }),
  ],
};
