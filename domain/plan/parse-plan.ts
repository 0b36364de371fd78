import { problemsOf } from '../calendar/fields.ts';
import type { Problem } from '../language/problem.ts';
import { clockProblems } from './clock-checks.ts';
import { type Plan, planSchema } from './plan-schema.ts';
import { ruleProblems } from './rule-checks.ts';
import { stageProblems } from './stage-checks.ts';

export type PlanProblem = Problem;

/**
 * The plan, or everything that is wrong with it at once. Checks across fields run on whatever is well-formed, so that
 * one misspelt date does not hide the rest.
 */
export function parsePlan(input: unknown): { readonly plan: Plan } | { readonly problems: readonly PlanProblem[] } {
  const parsed = planSchema.safeParse(input);
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error, input)),
    ...stageProblems(input),
    ...clockProblems(input),
    ...ruleProblems(input),
  ];
  return parsed.success && problems.length === 0 ? { plan: parsed.data } : { problems };
}
