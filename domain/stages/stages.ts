import { z } from 'zod';
import type { Body } from '../roles.ts';

/** The stages of a township's reorganisation, in the order of the plan (REFERENCE §1.5, M2–M22). */
export const STAGE_IDS = [
  'working-body',
  'survey',
  'implementation-plan',
  'post-design',
  'publicity',
  'recommendation',
  'nomination',
  'formal-candidates',
  'member-election',
  'member-report',
  'leader-candidates',
  'leadership-election',
  'leadership-report',
  'organization-study',
  'inspection',
  'public-notice',
  'appointment',
  'mechanisms',
  'functions',
  'summary',
] as const;
export const stageIdSchema = z.enum(STAGE_IDS);
export type StageId = z.infer<typeof stageIdSchema>;

export const PHASES = ['preparation', 'implementation', 'summary'] as const;
export type Phase = (typeof PHASES)[number];

/**
 * What the answer of a body means.
 * - `approve` 批准: gates the stage; may also return it
 * - `receipt` 签收: confirms that a report arrived; gates the stage; may also return it
 * - `note` 知悉、备案: has a clock, gates nothing, cannot return
 * - `settle` 裁定: who of the people with equal votes is taken, after the last run-off; given by a message of its own
 */
export type AnswerKind = 'approve' | 'receipt' | 'note' | 'settle';

/** One answer a stage asks for. Answers of the same `turn` are asked for together, the next turn after them. */
export interface StageAnswer {
  readonly by: Body;
  readonly kind: AnswerKind;
  readonly turn: number;
}

export interface StageDefinition {
  readonly id: StageId;
  /** The M-step of REFERENCE §1.5. */
  readonly step: string;
  /** The Chinese term of the plan. */
  readonly title: string;
  readonly phase: Phase;
  readonly submitter: Body;
  readonly answers: readonly StageAnswer[];
  /** Stages that must be passed before this one opens. Empty: opens with the run. */
  readonly after: readonly StageId[];
  /** Runs beside the main chain (∥ in the plan's table). */
  readonly parallel: boolean;
  /** A stage in which people compete (R29): never switched off, never waived. */
  readonly competitive: boolean;
  /** Passes by the clock of the public notice instead of by an answer. A stage without gating answers passes when submitted. */
  readonly passesByNotice: boolean;
}

const approve = (by: Body, turn = 1): StageAnswer => ({ by, kind: 'approve', turn });
const receipt = (by: Body): StageAnswer => ({ by, kind: 'receipt', turn: 1 });
const note = (by: Body, turn = 1): StageAnswer => ({ by, kind: 'note', turn });

type Row = Omit<StageDefinition, 'parallel' | 'competitive' | 'passesByNotice'> &
  Partial<Pick<StageDefinition, 'parallel' | 'competitive' | 'passesByNotice'>>;

/**
 * The order of the process. Read it top to bottom: each row says who submits, who answers, and what it waits for.
 * Rows marked `parallel` run beside the chain.
 */
const ORDER: readonly Row[] = [
  // Preparation 准备阶段 (R60–R62)
  {
    id: 'working-body',
    step: 'M2',
    title: '成立组织机构',
    phase: 'preparation',
    submitter: 'township-party-committee',
    answers: [note('county-league')],
    after: [],
    parallel: true,
  },
  {
    id: 'survey',
    step: 'M3',
    title: '调查摸底',
    phase: 'preparation',
    submitter: 'township-league',
    answers: [approve('township-party-committee')],
    after: [],
  },
  {
    id: 'implementation-plan',
    step: 'M4',
    title: '工作实施方案',
    phase: 'preparation',
    submitter: 'township-league',
    answers: [approve('township-party-committee'), note('county-league', 2)],
    after: ['survey'],
  },

  // Implementation 实施阶段 (R63–R86)
  {
    id: 'post-design',
    step: 'M5',
    title: '设岗定责',
    phase: 'implementation',
    submitter: 'township-league',
    answers: [approve('township-party-committee'), approve('organization-department', 2)],
    after: ['implementation-plan'],
  },
  {
    id: 'publicity',
    step: 'M6',
    title: '宣传发动',
    phase: 'implementation',
    submitter: 'township-league',
    answers: [note('county-league')],
    after: ['post-design'],
  },
  {
    id: 'recommendation',
    step: 'M7',
    title: '支部推荐',
    phase: 'implementation',
    submitter: 'township-league',
    answers: [],
    after: ['publicity'],
  },
  {
    id: 'nomination',
    step: 'M8',
    title: '人选推荐',
    phase: 'implementation',
    submitter: 'township-league',
    answers: [approve('township-party-committee')],
    after: ['recommendation'],
    competitive: true,
  },
  {
    id: 'formal-candidates',
    step: 'M9',
    title: '确定正式候选人',
    phase: 'implementation',
    submitter: 'township-party-committee',
    answers: [approve('county-league')],
    after: ['nomination'],
    competitive: true,
  },
  {
    id: 'member-election',
    step: 'M10',
    title: '民主选举',
    phase: 'implementation',
    submitter: 'township-league',
    answers: [approve('township-party-committee')],
    after: ['formal-candidates'],
    competitive: true,
  },
  {
    id: 'member-report',
    step: 'M11',
    title: '委员选举结果上报',
    phase: 'implementation',
    submitter: 'township-league',
    answers: [receipt('township-party-committee'), receipt('county-league')],
    after: ['member-election'],
    parallel: true,
  },
  {
    id: 'leader-candidates',
    step: 'M12',
    title: '书记、副书记预备人选',
    phase: 'implementation',
    submitter: 'township-league',
    answers: [approve('township-party-committee'), approve('county-league')],
    after: ['member-election'],
    competitive: true,
  },
  {
    id: 'leadership-election',
    step: 'M12',
    title: '书记、副书记选举',
    phase: 'implementation',
    submitter: 'township-league',
    answers: [approve('township-party-committee')],
    after: ['leader-candidates'],
    competitive: true,
  },
  {
    id: 'leadership-report',
    step: 'M13',
    title: '班子选举结果上报',
    phase: 'implementation',
    submitter: 'township-league',
    answers: [receipt('township-party-committee'), receipt('county-league')],
    after: ['leadership-election'],
    parallel: true,
  },
  {
    id: 'organization-study',
    step: 'M14',
    title: '组织研究',
    phase: 'implementation',
    submitter: 'township-party-committee',
    answers: [approve('organization-department')],
    after: ['member-report', 'leadership-report'],
  },
  {
    id: 'inspection',
    step: 'M15',
    title: '任前考察',
    phase: 'implementation',
    submitter: 'township-party-committee',
    answers: [approve('organization-department')],
    after: ['organization-study'],
  },
  {
    id: 'public-notice',
    step: 'M16',
    title: '任前公示',
    phase: 'implementation',
    submitter: 'township-party-committee',
    answers: [],
    after: ['inspection'],
    passesByNotice: true,
  },
  {
    id: 'appointment',
    step: 'M17',
    title: '正式聘任',
    phase: 'implementation',
    submitter: 'township-party-committee',
    answers: [approve('county-league')],
    after: ['public-notice'],
  },
  {
    id: 'mechanisms',
    step: 'M18',
    title: '运行机制',
    phase: 'implementation',
    submitter: 'township-league',
    answers: [approve('county-league')],
    after: ['implementation-plan'],
    parallel: true,
  },
  {
    id: 'functions',
    step: 'M19',
    title: '功能定位、工作内容',
    phase: 'implementation',
    submitter: 'township-league',
    answers: [approve('county-league')],
    after: ['implementation-plan'],
    parallel: true,
  },

  // Summary 总结阶段 (R87–R91)
  {
    id: 'summary',
    step: 'M22',
    title: '经验总结',
    phase: 'summary',
    submitter: 'township-league',
    answers: [approve('county-league')],
    after: ['appointment', 'mechanisms', 'functions'],
  },
];

export const STAGES: readonly StageDefinition[] = ORDER.map((row) => ({
  parallel: false,
  competitive: false,
  passesByNotice: false,
  ...row,
}));

const BY_ID = new Map(STAGES.map((stage) => [stage.id, stage]));

export function stageDefinition(id: StageId): StageDefinition {
  const stage = BY_ID.get(id);
  if (!stage) throw new RangeError(`no stage ${id}`);
  return stage;
}

/** Every stage that waits, directly or through others, for `id`; in plan order. */
export function stagesBehind(id: StageId): StageId[] {
  const behind = new Set<StageId>();
  for (const stage of STAGES) {
    if (stage.after.some((before) => before === id || behind.has(before))) behind.add(stage.id);
  }
  return STAGES.filter((stage) => behind.has(stage.id)).map((stage) => stage.id);
}

/** Stages that `id` waits for, directly or through others: those a decision on `id` may return to; in plan order. */
export function stagesBefore(id: StageId): StageId[] {
  return STAGES.filter((stage) => stagesBehind(stage.id).includes(id)).map((stage) => stage.id);
}
