import path from 'node:path';
import type { History } from '../../launcher/histories/history-files.ts';

/** Where recorded histories are kept: one file per run, protobuf, gzipped (launcher/histories). */
export const HISTORIES = path.resolve(import.meta.dirname, '..', 'histories');

/** The workflow id of the recorded county: it names its townships' runs after its own. */
export const COUNTY_RUN = 'reorganization/lanyu/2012-county';

/** The id a run had: a county names its townships' runs after its own. Not every server writes it into the history. */
export function idOf(name: string, { events }: History): string {
  return events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId || (name === 'county' ? COUNTY_RUN : name);
}
