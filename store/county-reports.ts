import type { Collection } from 'mongodb';
import { collection, type Store } from './database.ts';

/** How a township's month stood when the county compiled it. */
export type ReportStatus = 'on-time' | 'late' | 'missing';

/** One township's line in a county report: where it stands, and each month's report; `reminded` counts reminders and escalations. */
export interface CountyReportRow {
  readonly township: string;
  readonly months: readonly {
    readonly month: string;
    readonly standing: ReportStatus;
    readonly revision?: string;
    readonly reminded?: number;
  }[];
  readonly stage: string;
  readonly level: number;
}

/** A report on a month (or quarter, named after its last month) compiled for the organization department (R85, R86). Never changed once written. */
export interface CountyReport {
  /** `workflowId#month`. */
  readonly _id: string;
  readonly workflowId: string;
  readonly campaign: string;
  readonly month: string;
  readonly revision: string;
  readonly digest: string;
  readonly townships: readonly CountyReportRow[];
  readonly counts: Readonly<Record<string, number>>;
  readonly compiledAt: Date;
}

export function countyReports(store: Store): Collection<CountyReport> {
  return collection(store, 'county_reports');
}

export async function findCountyReport(store: Store, workflowId: string, month: string): Promise<CountyReport | undefined> {
  return (await countyReports(store).findOne({ _id: `${workflowId}#${month}` })) ?? undefined;
}

/** Keeps the first compilation of a month. @returns the one on record. */
export async function keepCountyReport(store: Store, report: CountyReport): Promise<CountyReport> {
  return (
    (await countyReports(store).findOneAndUpdate(
      { _id: report._id },
      { $setOnInsert: report },
      { upsert: true, returnDocument: 'after' },
    )) ?? report
  );
}
