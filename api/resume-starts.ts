import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ProcessDeps } from './process/deps.ts';
import { resumeStarts } from './process/start-campaign.ts';

/** How often it is looked for campaigns whose start was cut off, ms. */
const LOOK_EVERY_MS = 20_000;

/** Finishes starts that an outage has cut off, from the first moment on at which both engines answer, until `stop`. */
export async function keepResumingStarts(deps: ProcessDeps, logger: Pick<Logger, 'info' | 'warn'>, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      const resumed = await resumeStarts(deps);
      if (resumed > 0) logger.info({ resumed }, 'campaigns started that had been cut off');
    } catch (error) {
      logger.warn({ error }, 'cut-off starts could not be looked for');
    }
    await pause(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}
