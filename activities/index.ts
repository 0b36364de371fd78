import type { MailActivities, RecordingActivities, ReportingActivities } from '../workflows/activity-interfaces.ts';
import { createReportingActivities } from './compile-county-report.ts';
import type { ActivityDeps } from './deps.ts';
import { createMailActivities } from './mail.ts';
import { ofTheirOwnRuns } from './own-run.ts';
import { createRecordingActivities } from './record.ts';

export type Activities = RecordingActivities & ReportingActivities & MailActivities;

/** Every activity of the app, over one set of dependencies. */
export function createActivities(deps: ActivityDeps): Activities {
  return { ...ofTheirOwnRuns(createRecordingActivities(deps)), ...createReportingActivities(deps), ...createMailActivities(deps) };
}
