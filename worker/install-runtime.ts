import { DefaultLogger, type LogEntry, type MetricsBuffer, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/**
 * The SDK's runtime: its log lines, those of its native core included, go through the process's own log, redacted as everything there;
 * its figures go into memory: it opens no port.
 * @param figures where; none are kept without it
 */
export function installRuntime(logger: Pick<Logger, (typeof LEVELS)[keyof typeof LEVELS]>, figures: MetricsBuffer | undefined): void {
  const write = ({ level, message, meta }: LogEntry) => logger[LEVELS[level]]({ ...meta }, message);
  Runtime.install({
    shutdownSignals: ['SIGTERM', 'SIGINT'],
    logger: new DefaultLogger('INFO', write),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
      ...(figures === undefined ? {} : { metrics: { buffer: figures } }),
    },
  });
}
