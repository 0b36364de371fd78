import type { PlanClock } from '../domain/clock.ts';
import type { CountyState } from '../domain/process/county-state.ts';
import type { ProcessEvent } from '../domain/process/events.ts';
import type { Receipt, Vouched } from '../domain/process/messages.ts';
import type { TownshipState } from '../domain/process/township-state.ts';

/** Where a record comes from; `historyLength` tells a newer record of a run from an older one. */
export interface RecordSource {
  readonly workflowId: string;
  readonly runId: string;
  readonly historyLength: number;
  readonly campaign: string;
  readonly county: string;
  readonly clock: PlanClock;
}

/** A person's message that is being recorded, exactly as it arrived. */
export interface RecordedMessage extends Vouched<unknown> {
  readonly name: string;
  readonly receipt: Receipt;
}

export interface TownshipRecord extends RecordSource {
  readonly township: string;
  readonly state: TownshipState;
  readonly events: readonly ProcessEvent[];
  readonly message?: RecordedMessage;
}

export interface CountyRecord extends RecordSource {
  readonly state: CountyState;
  readonly events: readonly ProcessEvent[];
  readonly message?: RecordedMessage;
}

/** A message sent as a signal that was refused: its sender is told in the inbox. */
export interface RefusedMessage extends RecordSource {
  readonly name: string;
  readonly township?: string;
  readonly vouched: unknown;
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Local activities: part of the run's own step, before anything is answered. Each may run twice. */
export interface RecordingActivities {
  /**
   * Verifies the message's voucher and writes decision, events, notices and the whole snapshot in one transaction.
   * @throws ApplicationFailure of type VOUCHER_REFUSED, not retryable, when the message did not come from the app.
   */
  recordTownship(record: TownshipRecord): Promise<void>;
  /** The same for the county's run. */
  recordCounty(record: CountyRecord): Promise<void>;
  /** Writes the refusal to the audit and, when the message came from the app, to its sender's inbox. */
  recordRefusal(refused: RefusedMessage): Promise<void>;
}

export interface CompileRequest {
  readonly workflowId: string;
  readonly campaign: string;
  readonly county: string;
  /** The months covered; the last one names the report. */
  readonly months: readonly string[];
  readonly townships: readonly string[];
}

export interface ReportingActivities {
  /** Compiles the county's report on these months from the read model and stores it once (R85). */
  compileCountyReport(request: CompileRequest): Promise<{ revision: string; digest: string; counts: Record<string, number> }>;
}

export interface MailActivities {
  /** Sends waiting mails one after the other until told to stop; heartbeats. @returns how many were sent. */
  deliverWaitingMails(request: { readonly forMs: number }): Promise<number>;
}
