import { z } from 'zod';
import { STAGE_IDS, type StageId } from './stages.ts';

/** One month's report of a township as an item of its run: `monthly-report/2012-08` (R83). */
export type MonthlyReportId = `monthly-report/${string}`;

/** Whatever is submitted and answered in a township's run: a stage, or one month's report. */
export type ItemId = StageId | MonthlyReportId;

const MONTHLY_REPORT = /^monthly-report\/\d{4}-(0[1-9]|1[0-2])$/;

export const itemIdSchema = z.custom<ItemId>(
  (value) => typeof value === 'string' && ((STAGE_IDS as readonly string[]).includes(value) || MONTHLY_REPORT.test(value)),
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
