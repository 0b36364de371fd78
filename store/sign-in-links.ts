import { createHash, randomBytes } from 'node:crypto';
import type { Collection } from 'mongodb';
import { collection, type Store } from './database.ts';

/** How long a link works, in minutes. */
export const LINK_MINUTES = 30;
/** The first administrator's, who may still be reading the manual. */
export const FIRST_LINK_MINUTES = 60;

/** A one-time link that was not used yet. The token itself is kept nowhere. */
export interface SignInLinkRow {
  /** SHA-256 of the token. */
  readonly _id: string;
  readonly person: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date;
  /** Made at the terminal for whoever becomes the first administrator: it is nobody's account yet. */
  readonly first?: true;
}

export interface NewSignInLink {
  readonly person: string;
  /** Account that made it; the person's own where they asked for it themselves. */
  readonly by: string;
  readonly minutes: number;
  readonly now: Date;
  readonly first?: boolean;
}

/** Who made the link, unless its owner asked for it. */
export function madeByOther({ person, createdBy, first }: SignInLinkRow): string | undefined {
  return first || createdBy === person ? undefined : createdBy;
}

export function signInLinks(store: Store): Collection<SignInLinkRow> {
  return collection(store, 'sign_in_links');
}

/**
 * Makes a link for somebody. It takes the place of an unused one that the same other person made for them; what they asked
 * for themselves goes on working, or anybody could undo it by asking again. @returns the token, which is nowhere else
 */
export async function makeSignInLink(
  store: Store,
  { person, by, minutes, now, first }: NewSignInLink,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + minutes * 60_000);
  if (by !== person) await signInLinks(store).deleteMany({ person, createdBy: by });
  await signInLinks(store).insertOne({ _id: hashOf(token), person, createdAt: now, createdBy: by, expiresAt, ...(first ? { first } : {}) });
  return { token, expiresAt };
}

/** Uses a link up, at once and once only. @returns whose it was; undefined when it is unknown, used or expired */
export async function takeSignInLink(store: Store, token: string, now: Date): Promise<SignInLinkRow | undefined> {
  return (await signInLinks(store).findOneAndDelete({ _id: hashOf(token), expiresAt: { $gt: now } })) ?? undefined;
}

/** Ends what was not used yet. */
export async function dropSignInLinks(store: Store, person: string): Promise<void> {
  await signInLinks(store).deleteMany({ person });
}

/** What the store keeps in a token's place. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The page with the button: opening it uses nothing up, since mail scanners open every link. */
/** @param next where it leads afterwards: a path of this app */
export function signInAddress(publicUrl: string, token: string, next = '/'): string {
  const after = next === '/' ? '' : `&next=${encodeURIComponent(next)}`;
  return `${publicUrl}/sign-in?token=${token}${after}`;
}
