import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { RecordingActivities } from '../workflows/activity-interfaces.ts';

/**
 * Lets a recording activity run only for the workflow that it records. Whoever reaches Temporal could otherwise ask a worker
 * for it directly, with any record.
 * @throws ApplicationFailure RUN_FOREIGN, not retryable
 */
export function ofTheirOwnRuns(recording: RecordingActivities): RecordingActivities {
  return {
    recordTownship: (record) => recording.recordTownship(own(record)),
    recordCounty: (record) => recording.recordCounty(own(record)),
    recordRefusal: (refused) => recording.recordRefusal(own(refused)),
    vouchForStarts: (starts) => {
      for (const { workflowId } of starts) if (!workflowId.startsWith(`${ownRun().workflowId}/`)) throw foreign();
      return recording.vouchForStarts(starts);
    },
  };
}

function own<R extends { readonly workflowId: string; readonly runId: string }>(record: R): R {
  const { workflowId, runId } = ownRun();
  if (record.workflowId !== workflowId || record.runId !== runId) throw foreign();
  return record;
}

function ownRun(): { readonly workflowId?: string; readonly runId?: string } {
  return (Context.current().info as { readonly workflowExecution?: { workflowId: string; runId: string } }).workflowExecution ?? {};
}

function foreign(): ApplicationFailure {
  return ApplicationFailure.create({ type: 'RUN_FOREIGN', message: 'RUN_FOREIGN: asked for by another run', nonRetryable: true });
}
