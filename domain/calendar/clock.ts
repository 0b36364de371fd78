import { z } from 'zod';
import type { PlanInstant } from './plan-date.ts';

/**
 * Where plan time comes from. `live` (正式): plan time is wall time. `trial` (演练): plan time begins at `planStart`
 * when the wall clock shows `wallStart`, and one plan day passes in `msPerPlanDay` wall milliseconds. `record` (往年记录):
 * a year that is over is put on record; plan time is wall time, nothing has a last day, and nobody is told of anything.
 */
export const planClockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('live') }),
  z.object({
    kind: z.literal('trial'),
    planStart: z.number().int(),
    wallStart: z.number().int(),
    msPerPlanDay: z.number().int().min(50).max(86_400_000),
  }),
  z.object({ kind: z.literal('record') }),
]);
export type PlanClock = z.infer<typeof planClockSchema>;

/** What a campaign is: 正式, 演练, 往年记录. */
export type CampaignKind = PlanClock['kind'];

/** False of a record of the past: nothing in it is ever due, and its people are not asked to do anything by a day. */
export function hasDeadlines({ kind }: PlanClock): boolean {
  return kind !== 'record';
}

const DAY_MS = 86_400_000;

/** Plan time at a moment of wall time (both ms since 1970). */
export function planTimeAt(clock: PlanClock, wallMs: number): PlanInstant {
  if (clock.kind !== 'trial') return wallMs;
  return clock.planStart + Math.floor(((wallMs - clock.wallStart) * DAY_MS) / clock.msPerPlanDay);
}

/** Wall time at which plan time reaches `instant`, rounded up so that a timer never wakes a moment too early. */
export function wallTimeOf(clock: PlanClock, instant: PlanInstant): number {
  if (clock.kind !== 'trial') return instant;
  return clock.wallStart + Math.ceil(((instant - clock.planStart) * clock.msPerPlanDay) / DAY_MS);
}
