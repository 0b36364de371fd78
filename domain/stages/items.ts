import { z } from 'zod';
import { STAGE_IDS, type StageId } from './stages.ts';

/** One month's report of a township as an item of its run: `monthly-report/2012-08` (R83). */
export type MonthlyReportId = `monthly-report/${string}`;

/** What is done anew for one seat that was vacated or whose person is deferred, in this order (C-04, §2.9). */
export const SEAT_STEPS = ['by-election', 'inspection', 'notice', 'appointment'] as const;
export type SeatStep = (typeof SEAT_STEPS)[number];

/** One step of one seat's own track beside the appointment: `seat/1/by-election`. */
export type SeatItemId = `seat/${number}/${SeatStep}`;

/** Inspection before the vote, where the township's rules say so (C-04). */
export const PRE_INSPECTION = 'pre-inspection';

/** Whatever is submitted and answered in a township's run: a stage, a step of one seat's track, or one month's report. */
export type ItemId = StageId | typeof PRE_INSPECTION | SeatItemId | MonthlyReportId;

const MONTHLY_REPORT = /^monthly-report\/\d{4}-(0[1-9]|1[0-2])$/;
const SEAT_ITEM = /^seat\/[1-9]\d{0,2}\/(by-election|inspection|notice|appointment)$/;

export function isStage(item: string): item is StageId {
  return (STAGE_IDS as readonly string[]).includes(item);
}

export const itemIdSchema = z.custom<ItemId>(
  (value) =>
    typeof value === 'string' && (isStage(value) || value === PRE_INSPECTION || SEAT_ITEM.test(value) || MONTHLY_REPORT.test(value)),
);

/** What is submitted with a dossier of its own: everything but the months. */
export const submittableSchema = z.custom<Exclude<ItemId, MonthlyReportId>>(
  (value) => itemIdSchema.safeParse(value).success && !isMonthlyReport(value as ItemId),
);

export function monthlyReportId(month: string): MonthlyReportId {
  return `monthly-report/${month}`;
}

export function isMonthlyReport(item: ItemId): item is MonthlyReportId {
  return item.startsWith('monthly-report/');
}

/** The month of a monthly report, `YYYY-MM`. */
export function monthOfReport(item: MonthlyReportId): string {
  return item.slice('monthly-report/'.length);
}

export function seatItemId(seat: number, step: SeatStep): SeatItemId {
  return `seat/${seat}/${step}`;
}

export function isSeatItem(item: ItemId): item is SeatItemId {
  return SEAT_ITEM.test(item);
}

/** The number of the track a seat's item belongs to, and its step. */
export function seatOf(item: SeatItemId): { readonly seat: number; readonly step: SeatStep } {
  const [, seat, step] = item.split('/');
  return { seat: Number(seat), step: step as SeatStep };
}
