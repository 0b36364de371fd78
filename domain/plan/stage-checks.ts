import { monthDay, wellFormed, words, yesOrNo } from '../calendar/fields.ts';
import { nextMonthDay } from '../calendar/month-day.ts';
import { type Problem, problem } from '../language/problem.ts';
import { PHASES, type Phase, STAGES, type StageDefinition, type StageId, stageDefinition } from '../stages/stages.ts';
import { phaseSchema } from './plan-schema.ts';

/** Fixed by the rules, not by the plan: both receipts of a result, and inspection and notice before the appointment (REFERENCE §2.11). */
const ALWAYS_ON: readonly StageId[] = ['member-report', 'leadership-report', 'inspection', 'public-notice'];

const PHASE_NAMES: Readonly<Record<Phase, { zh: string; en: string }>> = {
  preparation: { zh: '准备阶段', en: 'preparation' },
  implementation: { zh: '实施阶段', en: 'implementation' },
  summary: { zh: '总结阶段', en: 'summary' },
};

/** Phases touch without gap or overlap, and none ends before it begins (REFERENCE §3.1). */
function phaseProblems(input: unknown): Problem[] {
  const phases = PHASES.map((id) => ({ id, window: wellFormed(input, ['phases', id], phaseSchema) }));
  return phases.flatMap(({ id, window }, index) => {
    if (!window) return [];
    const found: Problem[] = [];
    const { from, to } = window;
    if (to < from) {
      found.push(
        problem(
          ['phases', id, 'to'],
          'PHASE_ENDS_BEFORE_IT_BEGINS',
          { from, to },
          {
            zh: `结束日 ${to} 早于开始日 ${from}；应不早于 ${from}`,
            en: `ends on ${to}, before it begins on ${from}; allowed: ${from} or later`,
          },
        ),
      );
    }
    const before = phases[index - 1]?.window;
    const expected = before && nextMonthDay(before.to);
    if (expected !== undefined && from !== expected) {
      found.push(
        problem(
          ['phases', id, 'from'],
          'PHASE_GAP',
          { from, expected },
          {
            zh: `开始日 ${from} 与上一阶段不衔接；应为 ${expected}`,
            en: `begins on ${from}, which leaves a gap or overlap; allowed: ${expected}`,
          },
        ),
      );
    }
    return found;
  });
}

function switchProblems(input: unknown, stage: StageDefinition): Problem[] {
  const keys = ['stages', stage.id] as const;
  if (wellFormed(input, [...keys, 'enabled'], yesOrNo) !== false) return [];
  const { title } = stage;
  if (stage.competitive) {
    return [
      problem(
        [...keys, 'enabled'],
        'COMPETITIVE_STAGE_OFF',
        { stage: stage.id },
        {
          zh: `“${title}”体现竞争性，不能关闭；应为 true`,
          en: `"${stage.id}" is where people compete and cannot be switched off; allowed: true`,
        },
      ),
    ];
  }
  if (ALWAYS_ON.includes(stage.id)) {
    return [
      problem(
        [...keys, 'enabled'],
        'STAGE_ALWAYS_ON',
        { stage: stage.id },
        {
          zh: `“${title}”是规定环节，不能关闭；应为 true`,
          en: `"${stage.id}" is fixed by the rules and cannot be switched off; allowed: true`,
        },
      ),
    ];
  }
  if (wellFormed(input, [...keys, 'reason'], words(200)) !== undefined) return [];
  return [
    problem(
      [...keys, 'reason'],
      'REASON_MISSING',
      { stage: stage.id },
      {
        zh: `关闭“${title}”必须写明理由（reason），1 到 200 字`,
        en: `switching "${stage.id}" off needs a reason of 1 to 200 characters`,
      },
    ),
  ];
}

function windowProblems(input: unknown, stage: StageDefinition, due: string): Problem[] {
  const window = wellFormed(input, ['phases', stage.phase], phaseSchema);
  if (!window || (due >= window.from && due <= window.to)) return [];
  const late = due > window.to;
  const name = PHASE_NAMES[stage.phase];
  return [
    problem(
      ['stages', stage.id, 'due'],
      late ? 'DUE_AFTER_PHASE' : 'DUE_BEFORE_PHASE',
      { due, from: window.from, to: window.to },
      {
        zh: `期限 ${due} ${late ? '晚' : '早'}于${name.zh}；应在 ${window.from} 到 ${window.to} 之间`,
        en: `due on ${due}, ${late ? 'after' : 'before'} its phase (${name.en}); allowed: ${window.from} to ${window.to}`,
      },
    ),
  ];
}

/** The stages `id` really waits for: one that is switched off is replaced by those it would have waited for. */
function waitsFor(id: StageId, isOff: (stage: StageId) => boolean): StageId[] {
  return stageDefinition(id).after.flatMap((before) => (isOff(before) ? waitsFor(before, isOff) : [before]));
}

/** Everything wrong with phases, due dates and switches of a plan, as far as they are well-formed. */
export function stageProblems(input: unknown): Problem[] {
  const dueOf = (id: StageId): string | undefined => wellFormed(input, ['stages', id, 'due'], monthDay);
  const isOff = (id: StageId): boolean => wellFormed(input, ['stages', id, 'enabled'], yesOrNo) === false;
  const perStage = STAGES.flatMap((stage) => {
    const due = dueOf(stage.id);
    const switches = switchProblems(input, stage);
    if (due === undefined || isOff(stage.id)) return switches;
    const order = waitsFor(stage.id, isOff).flatMap((earlier) => {
      const before = dueOf(earlier);
      if (before === undefined || before <= due) return [];
      return [
        problem(
          ['stages', stage.id, 'due'],
          'DUE_ORDER',
          { due, earlier, before },
          {
            zh: `期限 ${due} 早于前一环节“${stageDefinition(earlier).title}”的 ${before}；应不早于 ${before}`,
            en: `due on ${due}, before "${earlier}" (${before}), which it waits for; allowed: ${before} or later`,
          },
        ),
      ];
    });
    return [...switches, ...windowProblems(input, stage, due), ...order];
  });
  return [...phaseProblems(input), ...perStage];
}
