import { randomBytes } from 'node:crypto';
import { monthlyReportId } from '../domain/stages/items.ts';
import type { StageId } from '../domain/stages/stages.ts';
import { itemOf, type TownshipState } from '../domain/state/township-state.ts';
import { type CountyReport, keepCountyReport, type ReportStatus } from '../store/county-reports.ts';
import { countyReportDigest } from '../store/digests.ts';
import { events } from '../store/events.ts';
import { listTownshipProgress } from '../store/progress.ts';
import type { CompileRequest, ReportingActivities } from '../workflows/activity-interfaces.ts';
import type { ActivityDeps } from './deps.ts';

/** Compiles a report from what the townships' runs have on record (R85). The first compilation stays. */
export function createReportingActivities({ store }: Pick<ActivityDeps, 'store'>): ReportingActivities {
  return {
    async compileCountyReport(request) {
      const progress = new Map((await listTownshipProgress(store, request.campaign)).map((row) => [row.township, row]));
      const reminded = await remindersOf(store, request);
      const townships = request.townships.map((township) => {
        const row = progress.get(township);
        const months = request.months.map((month) => ({
          month,
          ...(row ? reportOf(row.state, month) : { standing: 'missing' as const }),
          reminded: reminded.get(`${township}#${month}`) ?? 0,
        }));
        return { township, months, stage: row?.standing.stage ?? '', level: row?.standing.level ?? 0 };
      });
      const states = request.townships.flatMap((township) => progress.get(township)?.state ?? []);
      const body = { month: request.months.at(-1) ?? '', townships, counts: { ...countsOf(townships), ...stagesReached(states) } };
      const digest = countyReportDigest(body);
      const report = await keepCountyReport(store, reportRow(request, body, digest));
      return { revision: report.revision, digest: report.digest, counts: { ...report.counts } };
    },
  };
}

function reportRow(
  { workflowId, campaign }: CompileRequest,
  body: Pick<CountyReport, 'month' | 'townships' | 'counts'>,
  digest: string,
): CountyReport {
  return {
    _id: `${workflowId}#${body.month}`,
    workflowId,
    campaign,
    ...body,
    digest,
    revision: randomBytes(12).toString('base64url'),
    compiledAt: new Date(),
  };
}

function reportOf(state: TownshipState, month: string): { standing: ReportStatus; revision?: string } {
  const item = itemOf(state, monthlyReportId(month));
  const first = item?.pastRounds[0]?.submission ?? item?.submission;
  if (!first) return { standing: 'missing' };
  return { standing: first.late ? 'late' : 'on-time', revision: (item?.submission ?? first).revision };
}

function countsOf(townships: CountyReport['townships']): Record<string, number> {
  const count = (standing: ReportStatus) => townships.flatMap((row) => row.months).filter((row) => row.standing === standing).length;
  return {
    units: townships.length,
    onTime: count('on-time'),
    late: count('late'),
    missing: count('missing'),
    escalated: townships.filter((row) => row.level > 0).length,
  };
}

/** How often each township was reminded of, or escalated for, each month's report; by `township#month`. */
async function remindersOf(store: ActivityDeps['store'], { campaign, months }: CompileRequest): Promise<ReadonlyMap<string, number>> {
  const rows = await events(store)
    .find(
      { campaign, kind: { $in: ['reminder', 'overdue', 'escalated'] }, item: { $in: months.map(monthlyReportId) } },
      { projection: { township: 1, item: 1 } },
    )
    .toArray();
  const counts = new Map<string, number>();
  for (const { township, item } of rows) {
    const key = `${township ?? ''}#${(item ?? '').slice('monthly-report/'.length)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** How many townships have come how far: what the organization department asks first. */
function stagesReached(states: readonly TownshipState[]): Record<string, number> {
  const passed = (id: StageId) => states.filter((state) => itemOf(state, id)?.status === 'passed').length;
  return {
    membersElected: passed('member-election'),
    leadersElected: passed('leadership-election'),
    inNotice: states.filter((state) => itemOf(state, 'public-notice')?.status === 'submitted').length,
    appointed: passed('appointment'),
    mechanismsDone: passed('mechanisms'),
  };
}
