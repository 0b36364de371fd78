import { z } from 'zod';
import { idText, matching, oneOf, wholeNumber } from '../calendar/fields.ts';
import { STAGE_IDS } from '../stages/stages.ts';
import { scenarioSchema } from './scenario-schema.ts';

/**
 * How the robots of a rehearsal 演练 play a county. Only the rehearsal reads it. A township that is not listed plays
 * straight; days are working days of the plan.
 */
const stage = oneOf(...STAGE_IDS);

const playSchema = z.discriminatedUnion('plays', [
  /** Everything on time. */
  z.strictObject({ unit: idText, plays: z.literal('straight') }),
  /** One stage is submitted some working days after its due date. */
  z.strictObject({ unit: idText, plays: z.literal('late'), stage, workdays: wholeNumber(1, 40) }),
  /** Submitter or decider of one stage does nothing until so many working days after the due date. */
  z.strictObject({ unit: idText, plays: z.literal('silent'), stage, who: oneOf('submitter', 'decider'), workdays: wholeNumber(8, 40) }),
  /** The first round of one stage is sent back to that stage or an earlier one. */
  z.strictObject({ unit: idText, plays: z.literal('returned'), stage, to: stage, then: oneOf('step-by-step', 'straight-back') }),
  /** The run is held while one stage is open, and released after so many working days. */
  z.strictObject({
    unit: idText,
    plays: z.literal('held'),
    stage,
    by: oneOf('organization-department', 'township-party-committee'),
    workdays: wholeNumber(1, 40),
  }),
]);
export type Play = z.infer<typeof playSchema>;

const instant = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00$/, {
  zh: '带时区的时间，如 2012-08-02T09:30:00+08:00',
  en: 'a time with its zone, such as 2012-08-02T09:30:00+08:00',
});

const month = matching(/^\d{4}-(?:0[1-9]|1[0-2])$/, { zh: '年-月，如 2012-07', en: 'year-month such as 2012-07' });

export const rehearsalScriptSchema = z.strictObject({
  plays: z.array(playSchema).max(500),
  /** Every other township-month is reported on time; `null`: never. */
  reportExceptions: z.array(z.strictObject({ unit: idText, month, submittedAt: instant.nullable() })).max(500),
  /** Unusual cases by township. */
  scenarios: z.array(scenarioSchema).max(500),
});
export type RehearsalScript = z.infer<typeof rehearsalScriptSchema>;
