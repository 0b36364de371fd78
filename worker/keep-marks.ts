import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { writeNamespaceMark } from '../config/namespace-mark.ts';
import type { Store } from '../store/database.ts';
import { markTold, nextMark } from '../store/stores-mark.ts';

const EVERY_MS = 5_000;

/** Marks in both stores how far they are, whenever something was recorded: a start compares them (`launcher/compare-at-start.ts`). */
export async function keepMarks(
  { store, connection, namespace, logger }: { store: Store; connection: Connection; namespace: string; logger: Pick<Logger, 'warn'> },
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    await pause(EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return;
    try {
      const next = await nextMark(store, new Date());
      if (!next) continue;
      await connection.withDeadline(Date.now() + EVERY_MS, () => writeNamespaceMark(connection, namespace, next));
      await markTold(store, next.mark);
    } catch (error) {
      logger.warn({ error }, 'the stores were not marked');
    }
  }
}
