import { z } from 'zod';
import { actorSchema } from '../roles.ts';

/** Parts that messages are made of. */

export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const nonceSchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
export const planDateSchema = z.iso.date();

/** What every message begins with. */
export const head = {
  /** Makes the message count once: Update id, Signal dedupe key, key of the decision in MongoDB. */
  nonce: nonceSchema,
  /** From the session, never from a request body. */
  actor: actorSchema,
};

/** SHA-256 over nonce and text: proves the comment kept in MongoDB without telling what it says. */
export const reasonDigest = digestSchema;
