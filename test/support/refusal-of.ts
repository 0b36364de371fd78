import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

/** The refusal's code inside whatever an Update failed with. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof WorkflowUpdateFailedError)) throw error;
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ApplicationFailure) return cause.type ?? undefined;
  }
  return undefined;
}

/** What became of an Update: `recorded`, or the code it was refused with. @throws what is no refusal */
export const refusal = (sent: Promise<unknown>): Promise<string | undefined> => sent.then(() => 'recorded', codeOf);
