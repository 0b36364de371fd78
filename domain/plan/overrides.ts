import { z } from 'zod';
import { oneOf, wholeNumber, words } from '../calendar/fields.ts';
import { ELECTION_MODES, INSPECTION_TIMINGS } from './choices.ts';
import { proportionsSchema } from './plan-schema.ts';

/** X members beside the 1+3, so that a committee has 9 to 21 seats (R19, R20; REFERENCE §2.11). */
export const X_MIN = 5;
export const X_MAX = 17;
export const xSchema = wholeNumber(X_MIN, X_MAX);

const reason = words(200);

/** What one township does differently from the plan, each with its reason (R20, R28). */
export const overridesSchema = z.strictObject({
  x: z.strictObject({ value: xSchema, reason }).optional(),
  sources: z.strictObject({ value: proportionsSchema, reason }).optional(),
  electionMode: z.strictObject({ value: oneOf(...ELECTION_MODES), reason }).optional(),
  inspectionTiming: z.strictObject({ value: oneOf(...INSPECTION_TIMINGS), reason }).optional(),
});
export type TownshipOverrides = z.infer<typeof overridesSchema>;
