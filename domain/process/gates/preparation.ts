import { must, type StageGate } from './rule.ts';

/** 成立组织机构 (M2, R27.2). */
export const workingBody: StageGate = {
  needs: () => ['members', 'withDuty'],
  judge: (count) => [
    must({
      rule: 'R27.2',
      code: 'GROUP_WITHOUT_MEMBERS',
      figures: { members: count('members') },
      holds: count('members') >= 1,
      yes: [`领导小组成员 ${count('members')} 名`, `The leading group has ${count('members')} members`],
      no: ['领导小组没有成员', 'The leading group has no members'],
    }),
  ],
};

/** 调查摸底 (M3, R34, R43, R76, R80). */
export const survey: StageGate = {
  needs: () => ['youth', 'distributed'],
  judge: (count) => [
    must({
      rule: 'R34',
      code: 'DISTRIBUTION_DISAGREES',
      figures: { youth: count('youth'), distributed: count('distributed') },
      holds: count('distributed') === count('youth'),
      yes: [`四类青年合计 ${count('youth')} 人，与青年总数一致`, `The four groups add up to all ${count('youth')} young people`],
      no: [
        `四类青年合计 ${count('distributed')} 人，与青年总数 ${count('youth')} 人不一致`,
        `The four groups add up to ${count('distributed')}, not to ${count('youth')}`,
      ],
    }),
  ],
};

/** 工作实施方案 (M4, R62). */
export const implementationPlan: StageGate = { needs: () => ['plans'], judge: () => [] };

/** 设岗定责 (M5, R35–R37, R96). */
export const postDesign: StageGate = { needs: () => ['posts'], judge: () => [] };

/** 宣传发动 (M6, R38, R98, R99). */
export const publicity: StageGate = { needs: () => ['entries'], judge: () => [] };
