import type { CountyState } from '../../domain/state/county-state.ts';
import { commandSubject } from '../../store/command-subject.ts';
import type { ReplayedRun } from './replayed-run.ts';

/** A document that a run refers to: a dossier's revision, the plan, a county report, the results. */
export interface DocumentRef {
  readonly revision: string;
  readonly digest: string;
  /** What it is, where the run says so. */
  readonly item?: string;
  readonly round?: number;
  /** A plan's digest is made over the plan and its year. */
  readonly year?: number;
}

/** Every document that a run refers to, by what it was started with, by its messages, and wherever else one stands in its state. */
export function documentsOf({ last, messages, origin }: Pick<ReplayedRun, 'last' | 'messages' | 'origin'>): DocumentRef[] {
  const found = new Map<string, DocumentRef>();
  const add = (ref: DocumentRef) => {
    if (!found.has(ref.revision)) found.set(ref.revision, ref);
  };
  const ofTownship = last?.township !== undefined;
  const input = ofTownship ? undefined : origin?.input;
  if (input) add({ revision: input.planRevision, digest: input.planDigest, item: 'plan', round: 1, year: input.plan.year });
  for (const { name, envelope } of messages) {
    const { revision, digest, planDigest } = envelope as { revision?: unknown; digest?: unknown; planDigest?: unknown };
    if (typeof revision === 'string' && typeof digest === 'string')
      add({ revision, digest, ...commandSubject(name, envelope, ofTownship) });
    if (input && name === 'amendPlan' && typeof planDigest === 'string')
      add({ revision: envelope.nonce, digest: planDigest, item: 'plan', year: input.plan.year });
  }
  for (const item of last?.state.items ?? []) {
    const document = ofTownship ? undefined : (item as CountyState['items'][number]).document;
    if (document) add({ revision: document.revision, digest: document.digest, item: item.id });
    look(item, (ref) => add({ ...ref, item: item.id }));
  }
  return [...found.values()];
}

function look(value: unknown, add: (ref: DocumentRef) => void): void {
  if (typeof value !== 'object' || value === null) return;
  const { revision, digest, round } = value as { revision?: unknown; digest?: unknown; round?: unknown };
  if (typeof revision === 'string' && typeof digest === 'string') add({ revision, digest });
  for (const one of Object.values(value))
    look(one, (ref) => add(typeof round === 'number' && ref.round === undefined ? { ...ref, round } : ref));
}
