import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
import { monthlyReportId } from '../domain/process/items.ts';
import { itemOf, type TownshipState } from '../domain/process/township-state.ts';
import { type CountyReport, keepCountyReport, type ReportStanding } from '../store/county-reports.ts';
import { listTownshipProgress } from '../store/progress.ts';
import type { CompileRequest, ReportingActivities } from '../workflows/activity-interfaces.ts';
import type { ActivityDeps } from './deps.ts';

/** Compiles a report from what the townships' runs have on record (R85). The first compilation stays. */
export function createReportingActivities({ store }: Pick<ActivityDeps, 'store'>): ReportingActivities {
  return {
    async compileCountyReport(request) {
      const progress = new Map((await listTownshipProgress(store, request.campaign)).map((row) => [row.township, row]));
      const townships = request.townships.map((township) => {
        const row = progress.get(township);
        const months = request.months.map((month) => ({ month, ...(row ? reportOf(row.state, month) : { standing: 'missing' as const }) }));
        return { township, months, stage: row?.standing.stage ?? '', level: row?.standing.level ?? 0 };
      });
      const body = { month: request.months.at(-1) ?? '', townships, counts: countsOf(townships) };
      const digest = createHash('sha256').update(canonicalJson(body)).digest('hex');
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

function reportOf(state: TownshipState, month: string): { standing: ReportStanding; revision?: string } {
  const item = itemOf(state, monthlyReportId(month));
  const first = item?.pastRounds[0]?.submission ?? item?.submission;
  if (!first) return { standing: 'missing' };
  return { standing: first.late ? 'late' : 'on-time', revision: (item?.submission ?? first).revision };
}

function countsOf(townships: CountyReport['townships']): Record<string, number> {
  const count = (standing: ReportStanding) => townships.flatMap((row) => row.months).filter((row) => row.standing === standing).length;
  return {
    units: townships.length,
    onTime: count('on-time'),
    late: count('late'),
    missing: count('missing'),
    escalated: townships.filter((row) => row.level > 0).length,
  };
}
