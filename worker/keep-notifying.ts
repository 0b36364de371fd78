import { setTimeout as pause } from 'node:timers/promises';
import type { ActivityDeps } from '../activities/deps.ts';
import { notifyTakenBack } from '../activities/notify-taken-back.ts';

/** How often it is looked for people who are still to be told that their command was taken back, ms. */
const LOOK_EVERY_MS = 15_000;

/** Tells people of commands that a repair took back, also of those taken back while no worker ran, until `stop`. */
export async function keepNotifying(deps: ActivityDeps, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      const told = await notifyTakenBack(deps);
      if (told > 0) deps.logger.warn({ commands: told }, 'people were told that their commands were taken back by a repair');
    } catch (error) {
      deps.logger.warn({ error }, 'people could not be told of commands that were taken back');
    }
    await pause(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}
