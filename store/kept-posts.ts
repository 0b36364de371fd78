import { createHash, randomBytes } from 'node:crypto';
import type { Collection } from 'mongodb';
import { collection, type Store } from './database.ts';

/** Posts that were not taken are kept so long, in seconds: a night, and the morning after it. */
export const POST_KEPT_S = 86_400;

/** A form as it was posted, for whoever posted it, when it could not be taken because the session or its token was over. */
export interface KeptPost {
  /** Where it was posted to. */
  readonly path: string;
  /** The page that its form stands on. */
  readonly from: string;
  /** As typed, by input name, in their order; no passwords. Names hold dots and brackets, which are no field names. */
  readonly fields: readonly (readonly [name: string, values: readonly string[]])[];
  /** The person who was signed in, or the first who opened it. */
  readonly person?: string;
}

interface KeptPostRow extends KeptPost {
  /** A hash of the token that stands in the address. */
  readonly _id: string;
  readonly keptAt: Date;
}

export function keptPosts(store: Store): Collection<KeptPostRow> {
  return collection(store, 'keptPosts');
}

const idOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** @returns the token by which it is found again */
export async function keepPost(store: Store, post: KeptPost): Promise<string> {
  const token = randomBytes(18).toString('base64url');
  await keptPosts(store).insertOne({ ...post, _id: idOf(token), keptAt: new Date() });
  return token;
}

/** What was kept under this token; from now on for this person alone. */
export async function openKeptPost(store: Store, token: string, person: string): Promise<KeptPost | undefined> {
  const _id = idOf(token);
  await keptPosts(store).updateOne({ _id, person: { $exists: false } }, { $set: { person } });
  return (await keptPosts(store).findOne({ _id, person })) ?? undefined;
}

/** The page that the form of this post stands on. */
export async function formOfKeptPost(store: Store, token: string): Promise<string | undefined> {
  return (await keptPosts(store).findOne({ _id: idOf(token) }, { projection: { from: 1 } }))?.from;
}
