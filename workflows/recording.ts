import { ApplicationFailure } from '@temporalio/common';
import {
  type ActivityOptions,
  isCancellation,
  type LocalActivityOptions,
  proxyActivities,
  proxyLocalActivities,
  proxySinks,
  type Sinks,
  workflowInfo,
} from '@temporalio/workflow';
import type { PlanClock } from '../domain/calendar/clock.ts';
import type { CountyRecord, RecordingActivities, RecordSource, TownshipRecord } from './activity-interfaces.ts';

/**
 * The fast way is one try inside the run's own step. It ends, with whatever else such a step may do, before four fifths of
 * a workflow task's time are over (`STEP_TIMEOUT`), when the SDK would complete the step as a heartbeat: what a
 * heartbeat leaves open is played again from its middle when the next step is lost.
 */
const FAST: LocalActivityOptions = {
  scheduleToCloseTimeout: '3500 milliseconds',
  startToCloseTimeout: '3500 milliseconds',
  retry: { maximumAttempts: 1 },
};

/**
 * The sure way: scheduled by a completed workflow task, so that it stands in the history before it runs. Its retries add
 * no events, however long MongoDB is away.
 */
const SURE: ActivityOptions = {
  startToCloseTimeout: '15s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '10s' },
};

const fast = proxyLocalActivities<RecordingActivities>(FAST);
const sure = proxyActivities<RecordingActivities>(SURE);

/** Failures of a recording activity that no second try and no other way would change. */
const FINAL: readonly string[] = ['VOUCHER_REFUSED', 'RUN_FOREIGN'];

/** More records than this behind one another in one step, and the step might last as long as a heartbeat. */
const FAST_IN_A_ROW = 3;

/** What a record consists of besides where it comes from. */
type Content<R extends RecordSource> = Omit<R, keyof RecordSource>;

/**
 * Writes a run's records, one after the other. Each has a step number that the run counts itself and the digest of the
 * record before: neither moves when a workflow task is lost or takes long, as the length of the history does.
 */
export class Recorder {
  readonly #input: { readonly campaign: string; readonly county: string; readonly clock: PlanClock };
  #step = 0;
  #epoch = 0;
  #digest = '';
  #durable = 0;
  #answeredAt = 0;

  constructor(input: { readonly campaign: string; readonly county: string; readonly clock: PlanClock }) {
    this.#input = input;
  }

  /**
   * @param inARow how many records this one follows without a pause
   * @throws ActivityFailure when the message's or the start's voucher is refused, or another run is on record under this id
   */
  township(content: Content<TownshipRecord>, inARow: number): Promise<void> {
    return this.#write((ways, source) => ways.recordTownship({ ...source, ...content }), inARow);
  }

  /** The same for the county's run. */
  county(content: Content<CountyRecord>, inARow: number): Promise<void> {
    return this.#write((ways, source) => ways.recordCounty({ ...source, ...content }), inARow);
  }

  /** Where a record of now comes from. */
  source(): RecordSource {
    const { workflowId, runId, firstExecutionRunId, historyLength } = workflowInfo();
    if (historyLength > this.#answeredAt) this.#durable = this.#step;
    const { campaign, county, clock } = this.#input;
    return {
      workflowId,
      runId,
      firstRunId: firstExecutionRunId,
      historyLength,
      campaign,
      county,
      clock,
      step: this.#step + 1,
      epoch: this.#epoch,
      before: this.#digest,
      durable: this.#durable,
      sure: false,
    };
  }

  async #write(record: (ways: RecordingActivities, source: RecordSource) => Promise<string>, inARow: number): Promise<void> {
    const quickly = inARow < FAST_IN_A_ROW ? await unlessHindered(record(fast, this.source())) : undefined;
    if (quickly === undefined) {
      this.#epoch += 1;
      this.#digest = await record(sure, { ...this.source(), sure: true });
    } else {
      this.#digest = quickly;
    }
    this.#step += 1;
    this.#answeredAt = workflowInfo().historyLength;
  }
}

/**
 * @returns undefined when the fast way failed and the sure way may do better. What is thrown is looked at by its type alone:
 * a local activity's failure comes wrapped while it happens, and bare when it is replayed.
 */
async function unlessHindered<T>(way: Promise<T>): Promise<T | undefined> {
  try {
    return await way;
  } catch (error) {
    if (isCancellation(error) || FINAL.includes(applicationFailureOf(error)?.type ?? '')) throw error;
    return undefined;
  }
}

/** The activity's own word inside a failure. */
export function applicationFailureOf(error: unknown): ApplicationFailure | undefined {
  if (error instanceof ApplicationFailure) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? cause : undefined;
}

/** What stands beside the records: refusals of signals, vouchers for the runs that a county's run starts. */
export const recordRefusal = sure.recordRefusal;

/** @returns a voucher for each start, in order */
export async function vouchForStarts(starts: Parameters<RecordingActivities['vouchForStarts']>[0]): Promise<readonly string[]> {
  return (await unlessHindered(fast.vouchForStarts(starts))) ?? (await sure.vouchForStarts(starts));
}

/** What a validator refused, for the audit: a refused message leaves no trace in a history. */
export interface AuditSinks extends Sinks {
  audit: {
    refused(refusal: {
      readonly workflowId: string;
      readonly message: string;
      readonly code: string;
      readonly nonce?: string;
      readonly actor?: unknown;
    }): void;
  };
}

export const { audit } = proxySinks<AuditSinks>();
