import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { sweepFiles } from '../../store/files.ts';
import type { UseCaseDeps } from './deps.ts';

/** How often files that nobody submitted are looked for, ms. */
const SWEEP_EVERY_MS = 6 * 3_600_000;

/** Removes files that nobody submitted for thirty days, until `stop`. Several processes may do so at once. */
export async function keepSweepingFiles(
  { store, now }: Pick<UseCaseDeps, 'store' | 'now'>,
  logger: Pick<Logger, 'info' | 'warn'>,
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    try {
      const removed = await sweepFiles(store, new Date(now()));
      if (removed > 0) logger.info({ removed }, 'files removed that nobody submitted');
    } catch (error) {
      logger.warn({ error }, 'files that nobody submitted could not be looked for');
    }
    await pause(SWEEP_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}
