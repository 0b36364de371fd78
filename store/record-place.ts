/** Where a record stands in its run's course: the fence that keeps records of lost workflow tasks from replacing true ones. */
export interface RecordPlace {
  readonly runId: string;
  /** The first run of the chain; a reset keeps it. */
  readonly firstRunId: string;
  /** How many of the run's records went the sure way. */
  readonly epoch: number;
  /** Counted by the run, from 1. */
  readonly step: number;
  /** SHA-256 of the record: state, events and message. */
  readonly digest: string;
  /** The last step that is known to stand in the run's history. */
  readonly durable: number;
  /** Runs under this id that a reset has replaced: they write nothing any more. */
  readonly replaced?: readonly string[];
}

/**
 * What a record may do to what is on record:
 * - `same` it is on record already: nothing is left to do
 * - `next` it follows what is on record
 * - `replaces` what is on record was written by workflow tasks that were lost, or belongs to a run that was reset
 * - `conflict` it cannot be told here; only what is scheduled by a completed task may decide
 * - `ahead` what is on record is later: this is a late try of a step that is over, or Temporal's data is older than MongoDB's
 * - `foreign` another run, or one that was replaced, has this id
 */
export type Effect = 'same' | 'next' | 'replaces' | 'conflict' | 'ahead' | 'foreign';

/** A record's own place, and what it says of the one before it. */
export interface ClaimedPlace extends RecordPlace {
  readonly before: string;
  /** Scheduled by a completed workflow task. */
  readonly sure: boolean;
}

/** @param onRecord undefined when nothing of the run is on record */
export function effectOf(record: ClaimedPlace, onRecord: RecordPlace | undefined): Effect {
  if (!onRecord) return record.sure || record.step === 1 ? 'next' : 'conflict';
  if (onRecord.firstRunId !== record.firstRunId || onRecord.replaced?.includes(record.runId)) return 'foreign';
  if (onRecord.runId !== record.runId) return record.sure ? 'replaces' : 'conflict';
  if (record.sure) return sureEffect(record, onRecord);
  const follows = onRecord.epoch === record.epoch && onRecord.step === record.step - 1 && onRecord.digest === record.before;
  if (follows) return 'next';
  return isSame(record, onRecord) ? 'same' : 'conflict';
}

/**
 * An epoch begins with a record that a completed task has scheduled, and that the run waits for: whatever else is on record
 * with that epoch or a later one is later. What is known to stand in the history was no lost task's.
 */
function sureEffect(record: ClaimedPlace, onRecord: RecordPlace): Effect {
  if (isSame(record, onRecord)) return 'same';
  return onRecord.epoch >= record.epoch || onRecord.durable >= record.step ? 'ahead' : 'replaces';
}

function isSame(record: RecordPlace, { epoch, step, digest }: RecordPlace): boolean {
  return epoch === record.epoch && step === record.step && digest === record.digest;
}
