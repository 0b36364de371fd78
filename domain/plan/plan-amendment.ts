import { z } from 'zod';
import { stageIdSchema } from '../stages/stages.ts';

/**
 * An amendment of the plan for what is still ahead: new dates, further figures that reports have to give, targets.
 * Ids, dates and figures; the amended plan itself stays in MongoDB under its digest.
 */
export const planAmendmentSchema = z.object({
  /** Version of the amended plan: higher than the one in force. */
  planVersion: z.number().int().min(1).max(9_999),
  planDigest: z.string().regex(/^[0-9a-f]{64}$/),
  /** New last days of stages; a stage that is not named keeps its own. */
  stages: z.array(z.object({ id: stageIdSchema, due: z.iso.date() })).max(40),
  /** Figures that monthly reports give from now on, beside those of the form. */
  reportFields: z.array(z.string().regex(/^[a-z][A-Za-z0-9]{0,29}$/)).max(20),
  /** Targets by name, as whole numbers. */
  targets: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,29}$/), z.number().int().min(0).max(1_000_000_000)),
});
export type PlanAmendment = z.infer<typeof planAmendmentSchema>;

/** One amendment after another: later dates, fields and targets replace earlier ones of the same name. */
export function amended(before: PlanAmendment | null, next: PlanAmendment): PlanAmendment {
  if (!before) return next;
  const named = new Set(next.stages.map((row) => row.id));
  return {
    ...next,
    stages: [...before.stages.filter((row) => !named.has(row.id)), ...next.stages],
    reportFields: [...new Set([...before.reportFields, ...next.reportFields])],
    targets: { ...before.targets, ...next.targets },
  };
}
