import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { SERVER_LIMITS } from './server-limits.ts';

/** How often it is asked whether the process is ready, ms. */
const LOOK_EVERY_MS = 1_000;
/** One slow answer of an engine is no outage. */
const MISSES = 2;

export interface ReadyPort {
  readonly port: number;
  readonly host: string;
  readonly isReady: () => Promise<boolean>;
  readonly app: RequestListener;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
}

/**
 * A second port that is open as long as the process is ready, as `/readyz` has it: a proxy in front of several processes finds nobody
 * there otherwise and asks another one, with forms too, because nothing was sent. What is under way is finished.
 */
export async function keepReadyPort({ port, host, isReady, app, logger }: ReadyPort, stop: AbortSignal): Promise<void> {
  let open: Server | undefined;
  let misses = 0;
  const close = (): void => {
    if (!open) return;
    open.close();
    open.closeIdleConnections();
    open = undefined;
  };
  while (!stop.aborted) {
    misses = (await isReady().catch(() => false)) ? 0 : misses + 1;
    if (misses === 0 && !open) {
      try {
        open = await listen(port, host, app);
        logger.info({ port }, 'ready port open');
      } catch (error) {
        logger.warn({ error, port }, 'the ready port is not open');
      }
    } else if (misses >= MISSES && open) {
      close();
      logger.warn({ port }, 'not ready: ready port closed');
    }
    await pause(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
  close();
}

function listen(port: number, host: string, app: RequestListener): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(SERVER_LIMITS, app).once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
