import { z } from 'zod';

/** Raised when an older restore could not read what a newer backup writes. */
export const FORMAT = 1;

/** Names inside the archive. Collections lie as `mongodump` lays them, so that MongoDB's own tools read them too. */
export const names = {
  manifest: 'manifest.json',
  temporal: 'temporal/temporal.db',
  /** Write-ahead log that belongs to it; absent when the server had nothing in it. */
  temporalLog: 'temporal/temporal.db-wal',
  mongodb: 'mongodb',
  secrets: 'secrets.json',
  ports: 'ports.json',
} as const;

/** All that an archive may hold; nothing of it can be written anywhere but into the folder that it is unpacked to. */
const entryName = z.string().regex(/^(?:temporal\/temporal\.db(?:-wal)?|mongodb\/[A-Za-z0-9_-][A-Za-z0-9._-]*|secrets\.json|ports\.json)$/);

/** First entry of an archive: what is in it, and how to know that it is whole. */
export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  madeAt: z.iso.datetime(),
  database: z.string(),
  namespace: z.string(),
  /** False: the keys come from the environment, and have to be kept apart. */
  secrets: z.boolean(),
  /** Runs of townships and counties that have recorded something. */
  runs: z.number().int(),
  /** Documents by collection. */
  collections: z.record(z.string(), z.number().int()),
  /** SHA-256 of every other entry, by its name. */
  files: z.record(entryName, z.object({ bytes: z.number().int().nonnegative(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Thrown when a file is not a whole backup of this service, or cannot be taken as things are. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}
