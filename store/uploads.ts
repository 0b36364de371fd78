import { randomBytes } from 'node:crypto';
import { Binary, type Collection } from 'mongodb';
import { collection, type Store } from './database.ts';

/** Uploads wait this long between preview and start, in seconds. */
export const UPLOAD_KEPT_S = 86_400;

/** A county file between its preview and the start: the person looks at it first and need not choose it again. */
export interface Upload {
  readonly _id: string;
  readonly account: string;
  readonly filename: string;
  readonly content: Binary;
  readonly createdAt: Date;
}

export function uploads(store: Store): Collection<Upload> {
  return collection(store, 'uploads');
}

/** @returns the id to find it by */
export async function keepUpload(
  store: Store,
  {
    account,
    filename,
    content,
    now,
  }: { readonly account: string; readonly filename: string; readonly content: Buffer; readonly now: Date },
): Promise<string> {
  const _id = randomBytes(16).toString('base64url');
  await uploads(store).insertOne({ _id, account, filename, content: new Binary(content), createdAt: now });
  return _id;
}

/** The person's own upload; nobody else's. */
export async function findUpload(
  store: Store,
  { id, account }: { readonly id: string; readonly account: string },
): Promise<{ readonly filename: string; readonly content: Buffer } | undefined> {
  const found = await uploads(store).findOne({ _id: id, account });
  return found ? { filename: found.filename, content: Buffer.from(found.content.buffer) } : undefined;
}
