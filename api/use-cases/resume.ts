import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { OutboxSettings } from '../../store/outbox.ts';
import { resumeAmendments } from './amend-plan.ts';
import type { PlanDeps } from './begin-campaign.ts';
import type { UseCaseDeps } from './deps.ts';
import { resumeEndings } from './end-record.ts';
import { settleOpenCommands } from './settle-commands.ts';
import { resumeStarts } from './start-campaign.ts';

/** How often it is looked for campaigns whose start, and for amendments and ends of records whose way to the townships, was cut off, ms. */
const LOOK_EVERY_MS = 20_000;

/** Finishes what an outage has cut off, from the first moment on at which both engines answer, until `stop`. */
export async function keepResuming(deps: PlanDeps, logger: Pick<Logger, 'info' | 'warn'>, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      const resumed = await resumeStarts(deps);
      if (resumed > 0) logger.info({ resumed }, 'campaigns started that had been cut off');
      const told = await resumeAmendments(deps);
      const closed = await resumeEndings(deps);
      if (closed > 0) logger.info({ closed }, 'townships of ended records closed that had been cut off');
      if (told > 0) logger.info({ told }, 'townships told of an amendment that had been cut off');
    } catch (error) {
      logger.warn({ error }, 'what was cut off could not be looked for');
    }
    await pause(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** How often commands are looked for of which nobody knows what became of them, ms. */
const SETTLE_EVERY_MS = 5_000;

/** Finds out what became of commands without an answer, until `stop`: what people were told while an engine was away comes true, or they are told otherwise. */
export async function keepSettlingCommands(
  deps: UseCaseDeps & OutboxSettings,
  logger: Pick<Logger, 'info' | 'warn'>,
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    try {
      const settled = await settleOpenCommands(deps);
      if (settled > 0) logger.info({ settled }, 'commands settled that had no answer');
    } catch (error) {
      logger.warn({ error }, 'commands without an answer could not be settled');
    }
    await pause(SETTLE_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}
