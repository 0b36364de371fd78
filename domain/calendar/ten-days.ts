import { lastDayOfMonth, type PlanDate } from './plan-date.ts';

/** 旬: 上旬 1st–10th, 中旬 11th–20th, 下旬 21st to the month's last day (REFERENCE §3.1). */
export type TenDays = 'first' | 'middle' | 'last';

export interface DateWindow {
  readonly from: PlanDate;
  /** Included. */
  readonly to: PlanDate;
}

/** The days of one ten-day period; `month` 1–12. */
export function xun(year: number, month: number, part: TenDays): DateWindow {
  const prefix = `${year}-${String(month).padStart(2, '0')}`;
  if (part === 'first') return { from: `${prefix}-01`, to: `${prefix}-10` };
  if (part === 'middle') return { from: `${prefix}-11`, to: `${prefix}-20` };
  return { from: `${prefix}-21`, to: lastDayOfMonth(prefix) };
}
