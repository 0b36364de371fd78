import { type DossierContext, defineDossier } from '../fields/define-dossier.ts';
import { basisPointsOf, choice, list, longText, number, optional, percent, text } from '../fields/field-builders.ts';
import { rows } from '../fields/rows.ts';
import type { Bilingual } from '../language/problem.ts';
import type { Counts } from '../rules/rule-result.ts';
import { STAGE_NAMES_EN } from '../stages/stage-names.ts';
import { PHASES, type Phase, STAGE_IDS, STAGES, type StageId } from '../stages/stages.ts';
import { figuresOnRecord } from './report-figures.ts';

const PHASE_WORDS = {
  preparation: { zh: '准备阶段', en: 'Preparation' },
  implementation: { zh: '实施阶段', en: 'Implementation' },
  summary: { zh: '总结阶段', en: 'Summary' },
} as const;

const STEP_WORDS = Object.fromEntries(STAGES.map(({ id, title }) => [id, { zh: title, en: STAGE_NAMES_EN[id] }])) as Record<
  StageId,
  Bilingual
>;

const soFar = (label: Bilingual) =>
  optional(number(label, { max: 100_000, hint: { zh: '还没有的可以不填', en: 'Leave empty if none yet' } }));

/** 每月报送 (M21, D20): the progress of the work by the end of a month (R83, R84), with the figures the county consolidates (R85). */
export const monthlyReport = defineDossier(
  'monthly-report',
  {
    phase: choice({ zh: '所处阶段', en: 'Phase' }, PHASE_WORDS),
    currentStep: choice({ zh: '当前环节', en: 'Current stage' }, STEP_WORDS),
    done: list(
      { zh: '本月进展', en: 'Done this month' },
      {
        max: 30,
        maxLength: 500,
        hint: {
          zh: '每行一条，例如：8月17日召开团代会，选出委员 9 名。',
          en: 'One per line, such as: congress held on 17 August, 9 members elected.',
        },
      },
    ),
    next: list(
      { zh: '下月打算', en: 'Planned for next month' },
      { max: 30, hint: { zh: '每行一条，例如：公示期满后办理聘任。', en: 'One per line, such as: appointment after the notice ends.' } },
    ),
    recommended: soFar({ zh: '支部推荐人数', en: 'Recommended' }),
    nominees: soFar({ zh: '推荐人选数', en: 'Nominees' }),
    formal: soFar({ zh: '正式候选人数', en: 'Formal candidates' }),
    elected: soFar({ zh: '当选委员数', en: 'Members elected' }),
    deputiesOutOfQuota: soFar({ zh: '编制外副书记数', en: 'Deputies in non-established posts' }),
    women: soFar({ zh: '当选委员中女性', en: 'Women among them' }),
    party: soFar({ zh: '当选委员中党员', en: 'Party members among them' }),
    branches: soFar({ zh: '直属团（总）支部数', en: 'Branches' }),
    newBranches: soFar({ zh: '新建团组织数', en: 'New units' }),
    coverage: optional(
      percent({ zh: '团组织有效覆盖率（%）', en: 'Effective coverage (%)' }, { hint: { zh: '例如：31.5', en: 'Such as 31.5' } }),
    ),
    further: optional(
      rows(
        { zh: '方案要求的其他数字', en: 'Further figures that the plan asks for' },
        { name: text({ zh: '项目', en: 'Figure' }, { max: 30 }), value: number({ zh: '数值', en: 'Value' }, { max: 1_000_000_000 }) },
        { max: 20, unique: 'name' },
      ),
    ),
    problems: optional(
      list(
        { zh: '存在问题', en: 'Problems' },
        { max: 30, hint: { zh: '每行一条，例如：外出务工代表请假 5 人。', en: 'One per line, such as: five delegates working away.' } },
      ),
    ),
    support: optional(
      list(
        { zh: '需要支持', en: 'Support needed' },
        { max: 30, hint: { zh: '每行一条，例如：兼职副书记培训。', en: 'One per line, such as: training for part-time deputies.' } },
      ),
    ),
    experience: optional(
      longText(
        { zh: '经验做法', en: 'Experience' },
        { max: 2_000, hint: { zh: '值得交流的做法，没有的可以不填', en: 'Worth passing on, if any' } },
      ),
    ),
  },
  {
    countsOf: (dossier, context) => ({
      ...standingCounts(dossier, context),
      figuresApart: figuresApart(dossier, context).length,
      done: dossier.done.length,
      next: dossier.next.length,
      recommended: dossier.recommended ?? 0,
      nominees: dossier.nominees ?? 0,
      formal: dossier.formal ?? 0,
      elected: dossier.elected ?? 0,
      deputiesOutOfQuota: dossier.deputiesOutOfQuota ?? 0,
      women: dossier.women ?? 0,
      party: dossier.party ?? 0,
      branches: dossier.branches ?? 0,
      newBranches: dossier.newBranches ?? 0,
      problems: dossier.problems?.length ?? 0,
      support: dossier.support?.length ?? 0,
      experience: dossier.experience === undefined ? 0 : 1,
      ...furtherCounts(dossier.further ?? [], context.reportFields ?? []),
      ...(dossier.coverage === undefined ? {} : { coverageBp: basisPointsOf(dossier.coverage) }),
    }),
  },
);

/** Phase and stage as told, by their place in the plan, beside those the township's run knows of the month. */
function standingCounts(
  { phase, currentStep }: { readonly phase: Phase; readonly currentStep: StageId },
  { month }: Pick<DossierContext, 'month'>,
): Counts {
  const place = (id: StageId) => STAGE_IDS.indexOf(id) + 1;
  return {
    phase: PHASES.indexOf(phase) + 1,
    stage: place(currentStep),
    ...(month
      ? { stageNow: place(month.now), stageWorked: month.worked.includes(currentStep) ? 1 : 0, phaseNow: PHASES.indexOf(month.phase) + 1 }
      : {}),
  };
}

const COMPARED = ['elected', 'women', 'party', 'deputiesOutOfQuota'] as const;

/** Figures of the elected that differ from what the votes on record came to. */
function figuresApart(dossier: { readonly [name in (typeof COMPARED)[number]]?: number | undefined }, context: DossierContext): string[] {
  const known = figuresOnRecord(context);
  return COMPARED.filter((name) => dossier[name] !== undefined && known[name] !== undefined && dossier[name] !== known[name]);
}

/** The figures that the plan asks for besides (R84), each under its name, and how many of them are missing. */
function furtherCounts(given: readonly { readonly name: string; readonly value: number }[], asked: readonly string[]): Counts {
  const values = new Map(given.map(({ name, value }) => [name, value]));
  const found = asked.flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [[`further.${name}`, value] as const];
  });
  return { ...Object.fromEntries(found), further: found.length, furtherMissing: asked.length - found.length };
}
