import type { Collection } from 'mongodb';
import { collection, type Store } from './database.ts';

/** Drafts go this long after they were last saved, in seconds. */
export const DRAFT_KEPT_S = 30 * 86_400;

/** One person's form of one item. */
export interface DraftPlace {
  readonly account: string;
  readonly workflowId: string;
  readonly item: string;
}

interface DraftRow extends DraftPlace {
  /** `account#workflowId#item`: a person has one form of an item. */
  readonly _id: string;
  readonly round: number;
  /** Names hold dots and brackets, which are no field names. */
  readonly values: readonly (readonly [name: string, typed: string])[];
  readonly attachments: readonly string[];
  readonly savedAt: Date;
}

/** What somebody has typed into a form and not submitted. */
export interface Draft {
  /** As typed, by input name. */
  readonly values: Readonly<Record<string, string>>;
  /** Ids of files. */
  readonly attachments: readonly string[];
  readonly savedAt: Date;
}

export function drafts(store: Store): Collection<DraftRow> {
  return collection(store, 'drafts');
}

function idOf({ account, workflowId, item }: DraftPlace): string {
  return `${account}#${workflowId}#${item}`;
}

/** Keeps what is in the form now, in place of what was. */
export async function saveDraft(store: Store, { account, workflowId, item }: DraftPlace, round: number, draft: Draft): Promise<void> {
  const _id = idOf({ account, workflowId, item });
  const row: DraftRow = { _id, account, workflowId, item, round, ...draft, values: Object.entries(draft.values) };
  await drafts(store).replaceOne({ _id }, row, { upsert: true });
}

/** The person's own draft of this round; one of an earlier round no longer counts. */
export async function findDraft(store: Store, place: DraftPlace, round: number): Promise<Draft | undefined> {
  const row = await drafts(store).findOne({ _id: idOf(place), round });
  return row ? { values: Object.fromEntries(row.values), attachments: row.attachments, savedAt: row.savedAt } : undefined;
}

export async function dropDraft(store: Store, place: DraftPlace): Promise<void> {
  await drafts(store).deleteOne({ _id: idOf(place) });
}
