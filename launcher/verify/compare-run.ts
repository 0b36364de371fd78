import { compareDocuments } from './compare-documents.ts';
import { compareCommands, compareDecisions } from './compare-messages.ts';
import { compareOrigin } from './compare-origin.ts';
import { comparePages } from './compare-pages.ts';
import type { Difference } from './difference.ts';
import type { OnRecord } from './on-record.ts';
import type { ReplayedRun } from './replayed-run.ts';

/** Everything in which MongoDB's record of a run is not what the run itself knows; empty when they agree. */
export function compareRun(run: ReplayedRun, record: OnRecord): Difference[] {
  const origin = compareOrigin(run, record);
  // A run that is not the service's own is told as such; what is left of the service's own may be nothing.
  const nothingLeft = run.origin !== undefined && run.origin.counts === undefined;
  if (nothingLeft) return origin;
  if (run.failure !== undefined) return [...origin, { kind: 'run-unreadable', workflowId: run.workflowId, detail: run.failure }];
  const { last } = run;
  return [
    ...origin,
    ...compareDecisions(run, last, record),
    ...compareCommands(run, last, record),
    ...comparePages(run, record),
    ...compareDocuments(run, last, record),
  ];
}
