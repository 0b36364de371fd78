import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { resumeAmendments } from './process/amend-plan.ts';
import type { PlanDeps } from './process/begin-campaign.ts';
import { resumeStarts } from './process/start-campaign.ts';

/** How often it is looked for campaigns whose start, and for amendments whose way to the townships, was cut off, ms. */
const LOOK_EVERY_MS = 20_000;

/** Finishes what an outage has cut off, from the first moment on at which both engines answer, until `stop`. */
export async function keepResuming(deps: PlanDeps, logger: Pick<Logger, 'info' | 'warn'>, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      const resumed = await resumeStarts(deps);
      if (resumed > 0) logger.info({ resumed }, 'campaigns started that had been cut off');
      const told = await resumeAmendments(deps);
      if (told > 0) logger.info({ told }, 'townships told of an amendment that had been cut off');
    } catch (error) {
      logger.warn({ error }, 'what was cut off could not be looked for');
    }
    await pause(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}
