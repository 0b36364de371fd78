import type { PlanClock } from '../domain/calendar/clock.ts';
import type { CountyState } from '../domain/state/county-state.ts';
import type { ProcessEvent } from '../domain/state/events.ts';
import type { Receipt, Vouched } from '../domain/state/messages.ts';
import type { TownshipState } from '../domain/state/township-state.ts';

/**
 * Where a record comes from, and its place in the run's course. The place is counted by the run itself: the history's
 * length is none, because it moves when a workflow task is lost or takes long.
 */
export interface RecordSource {
  readonly workflowId: string;
  readonly runId: string;
  /** The first run of the chain: a reset keeps it, a run started by hand under the same id has another. */
  readonly firstRunId: string;
  /** For operators and for backups of one instant; orders nothing. */
  readonly historyLength: number;
  readonly campaign: string;
  readonly county: string;
  readonly clock: PlanClock;
  /** 1 for a run's first record. */
  readonly step: number;
  /** How many records of the run went the sure way so far, this one included: a fencing token. */
  readonly epoch: number;
  /** What the recording activity returned for the record before; empty before the first. */
  readonly before: string;
  /** The last step of which this run knows that it stands in its history. */
  readonly durable: number;
  /** The record was scheduled by a completed workflow task, and may replace what the run has forgotten. */
  readonly sure: boolean;
}

/** How a run was started: whoever starts one without the app has no voucher for its input. */
export interface RecordedStart {
  readonly input: unknown;
  readonly voucher: string;
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
  /** Of the first record only. */
  readonly start?: RecordedStart;
}

export interface CountyRecord extends RecordSource {
  readonly state: CountyState;
  readonly events: readonly ProcessEvent[];
  readonly message?: RecordedMessage;
  /** Of the first record only. */
  readonly start?: RecordedStart;
}

/** A message sent as a signal that was refused: its sender is told in the inbox. */
export interface RefusedMessage extends Pick<RecordSource, 'workflowId' | 'runId' | 'campaign' | 'county' | 'clock'> {
  readonly name: string;
  readonly township?: string;
  readonly vouched: unknown;
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
}

/** A run that is to be started, and what it is started with. */
export interface Start {
  readonly workflowId: string;
  readonly input: unknown;
}

/**
 * Part of the run's own step, before anything is answered: as local activities the fast way, as ordinary ones the sure
 * way. Each may run twice, and long after the run has given it up.
 */
export interface RecordingActivities {
  /**
   * Verifies the voucher of the message or the start and writes decision, events, notices and the whole snapshot in one
   * transaction.
   * @returns the record's digest, which the next record names
   * @throws ApplicationFailure, not retryable: VOUCHER_REFUSED when the message or the start did not come from the app;
   * RUN_FOREIGN when another run, or one that was replaced, is on record under this id; RECORD_CONFLICT on the fast way
   * when what is on record is not the record before
   * @throws ApplicationFailure PAGES_AHEAD on the sure way, again and again, while MongoDB holds what only a newer state
   * of this run can have written
   */
  recordTownship(record: TownshipRecord): Promise<string>;
  /** The same for the county's run. */
  recordCounty(record: CountyRecord): Promise<string>;
  /** Writes the refusal to the audit and, when the message came from the app, to its sender's inbox. */
  recordRefusal(refused: RefusedMessage): Promise<void>;
  /** Vouches for the runs that a county's run starts. @returns one voucher each, in order */
  vouchForStarts(starts: readonly Start[]): Promise<readonly string[]>;
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
