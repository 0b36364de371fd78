import type { Plan } from '../../domain/plan/plan-schema.ts';
import { countyReportDigest, digestOf, dossierDigest, planDigest } from '../../store/digests.ts';
import type { DossierRevision } from '../../store/dossiers.ts';
import type { Difference } from './difference.ts';
import type { DocumentRef } from './documents-of.ts';
import { type DossierLabel, expectedLabels, type Last } from './expected.ts';
import type { OnRecord } from './on-record.ts';
import type { ReplayedRun } from './replayed-run.ts';

/** Every document that the run refers to: there, its content hashed again, and filed as it was submitted. */
export function compareDocuments(run: ReplayedRun, last: Last | undefined, record: OnRecord): Difference[] {
  const labels = last ? expectedLabels(run, last) : new Map<string, DossierLabel>();
  return record.refs.flatMap((ref): Difference[] => {
    const { revision, item, round } = ref;
    const about = {
      workflowId: run.workflowId,
      revision,
      ...(last?.township === undefined ? {} : { township: last.township }),
      ...(item === undefined ? {} : { item }),
      ...(round === undefined ? {} : { round }),
    };
    const dossier = record.dossiers.get(revision);
    const report = record.reports.get(revision);
    if (!dossier && !report) return [{ kind: 'document-missing', ...about }];
    const content = dossier ? contentFaults(ref, dossier, record) : reportFaults(ref, run, report);
    const label = labels.get(revision);
    const misfiled = dossier && label ? misfiledAs(dossier, label) : [];
    return [
      ...(content.length > 0 ? [{ kind: 'document-differs' as const, ...about, detail: content.join(', ') }] : []),
      ...(misfiled.length > 0 ? [{ kind: 'document-misfiled' as const, ...about, detail: misfiled.join(', ') }] : []),
    ];
  });
}

function contentFaults({ revision, digest, year }: DocumentRef, dossier: DossierRevision, { files }: OnRecord): string[] {
  const made = year === undefined ? dossierDigest(dossier) : planDigest((dossier.dossier as { readonly plan: Plan }).plan, year);
  // The digest beside the content is what a decision is held against; it is right, or filed wrong with nothing else to tell so.
  const wrong = made === digest && (dossier.digest === digest || year === undefined) ? [] : ['content'];
  return [...wrong, ...(files.get(revision) ?? []).map(({ number, fault }) => `file ${number} ${fault}`)];
}

function reportFaults(
  { digest, item }: DocumentRef,
  { workflowId }: ReplayedRun,
  report: OnRecord['reports'] extends ReadonlyMap<string, infer R> ? R | undefined : never,
): string[] {
  if (!report) return [];
  const { month, _id } = report;
  const filed = _id === `${workflowId}#${month}` && report.workflowId === workflowId && (item === undefined || item.endsWith(`/${month}`));
  return report.digest === digest && countyReportDigest(report) === digest && filed ? [] : ['content'];
}

function misfiledAs(dossier: DossierRevision, label: DossierLabel): string[] {
  const fields = ['workflowId', 'campaign', 'township', 'item', 'round', 'digest', 'counts', 'linkedAccounts', 'account'] as const;
  return fields.filter((field) => digestOf(dossier[field] ?? null) !== digestOf(label[field] ?? null));
}
