import { allOf, counted, someOf } from '../language/counted.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import { PHASES, type Phase, STAGES, type StageId } from '../stages/stages.ts';
import { betterNone, none, notAhead } from './findings.ts';
import { earlier, must, type StageGate, should } from './rule.ts';

/** 经验总结 (M22): experience collected (R88), results written up (R90) and passed on (R91). */
export const summary: StageGate = {
  needs: () => ['experiences', 'characters', 'results', 'publish', 'daysAhead'],
  judge: (count) => [
    must({
      rule: 'R88',
      code: 'EXPERIENCE_MISSING',
      figures: { experiences: count('experiences'), characters: count('characters') },
      holds: count('experiences') >= 1 && count('characters') >= 1,
      yes: [
        `整理经验 ${count('experiences')} 篇，${count('characters')} 字`,
        `${counted(count('experiences'), 'experience')} of ${counted(count('characters'), 'character')}`,
      ],
      no: ['没有整理经验', 'No experience was collected'],
    }),
    must({
      rule: 'R90',
      code: 'RESULTS_MISSING',
      figures: { results: count('results') },
      holds: count('results') >= 1,
      yes: ['已形成工作成果文件', 'There is a results document'],
      no: ['没有工作成果文件', 'There is no results document'],
    }),
    should({
      rule: 'R91',
      code: 'EXPERIENCE_NOT_SHARED',
      figures: { publish: count('publish') },
      holds: count('publish') === 1,
      yes: ['同意公布经验，供各乡镇（区）交流', 'The experience may be published for the other townships'],
      no: ['没有勾选同意公布，经验只供县里汇编', 'It may not be published; the county only compiles it'],
    }),
    notAhead('R90', count('daysAhead')),
  ],
};

/** Figures of the report that stand in an earlier dossier's counts too. */
const ON_RECORD: readonly (readonly [name: string, stage: StageId, count: string])[] = [
  ['recommended', 'recommendation', 'recommended'],
  ['nominees', 'nomination', 'nominees'],
  ['formal', 'formal-candidates', 'formal'],
  ['branches', 'recommendation', 'branches'],
];

/** 每月报送 (M21): what was done and what comes next (R84), with figures that can be true. */
export const monthlyReport: StageGate = {
  needs: () => [
    'done',
    'next',
    'recommended',
    'nominees',
    'formal',
    'elected',
    'deputiesOutOfQuota',
    'women',
    'party',
    'branches',
    'newBranches',
  ],
  judge: (count, facts, known) => {
    const differing = ON_RECORD.filter(([name, stage, recorded]) => {
      const known = earlier(facts, stage, recorded);
      return count(name) > 0 && known !== undefined && known !== count(name);
    }).length;
    const apart = Math.max(differing, count('figuresApart'));
    const elected = count('elected');
    const impossible = ['women', 'party', 'deputiesOutOfQuota'].filter((name) => count(name) > elected).length;
    const chain = [count('recommended'), count('nominees'), count('formal')].filter((number) => number > 0);
    return [
      must({
        rule: 'R84',
        code: 'PROGRESS_MISSING',
        figures: { done: count('done'), next: count('next') },
        holds: count('done') >= 1 && count('next') >= 1,
        yes: [
          `本月进展 ${count('done')} 件，下月打算 ${count('next')} 件`,
          `${counted(count('done'), 'thing')} done, ${count('next')} planned`,
        ],
        no: ['本月进展和下月打算都要填写', 'What was done and what is planned both have to be told'],
      }),
      ...standing(known),
      ...furtherFigures(count('further'), count('furtherMissing')),
      none({
        rule: 'R84',
        code: 'FIGURES_IMPOSSIBLE',
        wrong: impossible,
        figures: { elected, women: count('women'), party: count('party'), deputiesOutOfQuota: count('deputiesOutOfQuota') },
        yes: [
          `当选委员 ${elected} 名，其中女性 ${count('women')} 名、党员 ${count('party')} 名、编制外副书记 ${count('deputiesOutOfQuota')} 名`,
          `${counted(elected, 'member')} elected, ${counted(count('women'), 'of them a woman', 'of them women')}, ${counted(count('party'), 'Party member')}, ${counted(count('deputiesOutOfQuota'), 'deputy in a non-established post', 'deputies in non-established posts')}`,
        ],
        no: [
          `女性 ${count('women')} 名、党员 ${count('party')} 名、编制外副书记 ${count('deputiesOutOfQuota')} 名，有 ${impossible} 项多于当选委员 ${elected} 名`,
          `Women ${count('women')}, Party members ${count('party')}, deputies in non-established posts ${count('deputiesOutOfQuota')}: ${counted(impossible, 'exceeds', 'exceed')} the ${counted(elected, 'member')} elected`,
        ],
      }),
      should({
        rule: 'R84',
        code: 'FIGURES_OUT_OF_ORDER',
        figures: { recommended: count('recommended'), nominees: count('nominees'), formal: count('formal') },
        holds: chain.every((number, index) => index === 0 || number <= (chain[index - 1] ?? number)),
        yes: ['推荐、人选、正式候选人数依次不增', 'Recommended, nominees and formal candidates do not grow'],
        no: [
          `推荐 ${count('recommended')} 人、人选 ${count('nominees')} 名、正式候选人 ${count('formal')} 名，后一步多于前一步，请核对`,
          `${count('recommended')} recommended, ${counted(count('nominees'), 'nominee')}, ${counted(count('formal'), 'formal candidate')}: a later step exceeds an earlier one`,
        ],
      }),
      betterNone({
        rule: 'R84',
        code: 'FIGURES_DIFFER_FROM_RECORD',
        wrong: apart,
        yes: ['所填数字与已报送的材料一致', 'The figures agree with what was submitted'],
        no: [
          `有 ${apart} 项数字与已报送的材料不一致，请核对`,
          `${counted(apart, 'figure differs', 'figures differ')} from what was submitted; check the figures`,
        ],
      }),
    ];
  },
};

const PHASE_WORDS: Readonly<Record<Phase, readonly [zh: string, en: string]>> = {
  preparation: ['准备阶段', 'preparation'],
  implementation: ['实施阶段', 'implementation'],
  summary: ['总结阶段', 'summary'],
};

/** Where the township says it stands, against its own run: a stage that was worked on in the month, and that stage's phase or the plan's. */
function standing(known: (name: string) => number | undefined): RuleResult[] {
  const [stage, phase, now, phaseNow] = ['stage', 'phase', 'stageNow', 'phaseNow'].map(known);
  const [told, at] = [STAGES[(stage ?? 0) - 1], STAGES[(now ?? 0) - 1]];
  const said = PHASES[(phase ?? 0) - 1];
  if (!told || !at || !said) return [];
  const worked = known('stageWorked') === 1;
  const [phaseZh, phaseEn] = PHASE_WORDS[said];
  const [rightZh, rightEn] = PHASE_WORDS[worked ? told.phase : at.phase];
  return [
    must({
      rule: 'R84',
      code: 'STAGE_DIFFERS_FROM_RUN',
      figures: { stage: stage ?? 0, stageNow: now ?? 0 },
      holds: worked,
      yes: [`当前环节“${told.title}”与办理情况一致`, `The stage ${told.id} is one that was worked on in the month`],
      no: [
        `当前环节填的是“${told.title}”，而本月办理的是“${at.title}”，请核对`,
        `The report says ${told.id}, but the township was at ${at.id} in the month; check it`,
      ],
    }),
    must({
      rule: 'R84',
      code: 'PHASE_DIFFERS_FROM_RUN',
      figures: { phase: phase ?? 0, phaseNow: phaseNow ?? 0 },
      holds: phase === phaseNow || (worked && said === told.phase),
      yes: [`所处阶段“${phaseZh}”与办理情况一致`, `The phase ${phaseEn} agrees with where the township stands`],
      no: [
        `所处阶段填的是“${phaseZh}”，而本月办理的环节属于“${rightZh}”，请核对`,
        `The report says the phase is ${phaseEn}, but the stage of the month belongs to ${rightEn}; check it`,
      ],
    }),
  ];
}

const FURTHER = ['further figure that the plan asks for', 'further figures that the plan asks for'] as const;

/** Figures that the plan, or an amendment of it, asks for besides; no word where it asks for none. */
function furtherFigures(given: number, missing: number): RuleResult[] {
  const asked = given + missing;
  if (asked === 0) return [];
  return [
    must({
      rule: 'R84',
      code: 'FURTHER_FIGURES_MISSING',
      figures: { asked, missing },
      holds: missing === 0,
      yes: [`方案要求的其他数字 ${asked} 项都已填写`, `${allOf(asked, `${FURTHER[0]} is`, `${FURTHER[1]} are`)} given`],
      no: [`方案要求的其他数字 ${asked} 项，缺 ${missing} 项`, `${someOf(missing, asked, FURTHER, ['is', 'are'])} missing`],
    }),
  ];
}
