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
  /** Where it came from, and from which browser, as long as it is nobody's. */
  readonly address?: string;
  readonly browser?: string;
}

interface KeptPostRow extends Omit<KeptPost, 'address' | 'browser'> {
  /** A hash of the token that stands in the address. */
  readonly _id: string;
  readonly keptAt: Date;
  /** Of one that is nobody's yet: hashes of where it came from, and of what its browser alone knows. */
  readonly stranger?: string;
  readonly browser?: string;
}

/** Posts that are nobody's yet, kept at one time: of one address, and of all. Beyond that the oldest give way. */
export const NOBODYS_MOST = { address: 60, all: 1_000 } as const;

export function keptPosts(store: Store): Collection<KeptPostRow> {
  return collection(store, 'keptPosts');
}

const idOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** @returns the token by which it is found again */
export async function keepPost(store: Store, { address, browser = '', ...post }: KeptPost): Promise<string> {
  const token = randomBytes(18).toString('base64url');
  const stranger = address === undefined ? {} : { stranger: idOf(address), browser: idOf(browser) };
  await keptPosts(store).insertOne({ ...post, ...stranger, _id: idOf(token), keptAt: new Date() });
  if (address !== undefined) await giveWay(store, idOf(address));
  return token;
}

async function giveWay(store: Store, stranger: string): Promise<void> {
  const bounds = [
    [{ stranger }, NOBODYS_MOST.address],
    [{ stranger: { $exists: true } }, NOBODYS_MOST.all],
  ] as const;
  for (const [which, most] of bounds) {
    const old = await keptPosts(store)
      .find(which, { projection: { _id: 1 } })
      .sort({ keptAt: -1 })
      .skip(most)
      .limit(100)
      .toArray();
    if (old.length > 0) await keptPosts(store).deleteMany({ _id: { $in: old.map(({ _id }) => _id) }, stranger: { $exists: true } });
  }
}

/**
 * What was kept under this token; from now on for this person alone. What is nobody's yet is given to the browser that sent it: somebody
 * who is sent the address of another's form would find it filled in with what they never typed.
 */
export async function openKeptPost(store: Store, token: string, person: string, browser: string): Promise<KeptPost | undefined> {
  const _id = idOf(token);
  const nobodys = { _id, person: { $exists: false }, browser: idOf(browser) };
  await keptPosts(store).updateOne(nobodys, { $set: { person }, $unset: { stranger: '', browser: '' } });
  return (await keptPosts(store).findOne({ _id, person })) ?? undefined;
}

/** The page that the form of this post stands on. */
export async function formOfKeptPost(store: Store, token: string): Promise<string | undefined> {
  return (await keptPosts(store).findOne({ _id: idOf(token) }, { projection: { from: 1 } }))?.from;
}
