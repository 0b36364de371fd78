import { createHash } from 'node:crypto';

/** The digest of a comment that travels in its place; salted with the nonce, so that short comments cannot be guessed. */
export function reasonDigestOf(nonce: string, comment: string): string {
  return createHash('sha256').update(`${nonce}\n${comment}`).digest('hex');
}
