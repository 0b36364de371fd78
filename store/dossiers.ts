import type { Collection } from 'mongodb';
import type { Counts } from '../domain/rules/rule-result.ts';
import { collection, type Store } from './database.ts';

/** A file that was submitted with a dossier, as the revision's digest covers it. */
export interface Attachment {
  readonly id: string;
  /** SHA-256 of its content. */
  readonly sha256: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/** One revision of a dossier; immutable. Personal data lives here and not in any history. */
export interface DossierRevision {
  /** Opaque revision id, as the run knows it. */
  readonly _id: string;
  readonly workflowId: string;
  readonly campaign: string;
  readonly township?: string;
  readonly item: string;
  readonly round: number;
  readonly dossier: unknown;
  /** Files submitted with it, in the order of the form; absent when there are none. */
  readonly attachments?: readonly Attachment[];
  /** SHA-256 of the dossier's canonical JSON; with attachments, of the dossier and their list. */
  readonly digest: string;
  readonly counts: Counts;
  readonly linkedAccounts: readonly string[];
  readonly account: string;
  readonly writtenAt: Date;
}

export function dossiers(store: Store): Collection<DossierRevision> {
  return collection(store, 'dossiers');
}

/** Keeps a revision; writing the same id again changes nothing. */
export async function keepRevision(store: Store, revision: DossierRevision): Promise<void> {
  await dossiers(store).updateOne({ _id: revision._id }, { $setOnInsert: revision }, { upsert: true });
}

export async function findRevision(store: Store, id: string): Promise<DossierRevision | undefined> {
  return (await dossiers(store).findOne({ _id: id })) ?? undefined;
}

/** Several revisions in one question, in no order. */
export async function findRevisions(store: Store, ids: readonly string[]): Promise<DossierRevision[]> {
  return dossiers(store)
    .find({ _id: { $in: [...ids] } })
    .toArray();
}
