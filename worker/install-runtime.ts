import { DefaultLogger, type LogEntry, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/**
 * The SDK's runtime: its log lines, those of its native core included, go through the process's own log, redacted as everything there;
 * its figures are served on this machine.
 * @param sdkAddress `host:port` for the figures; none are kept without it
 */
export function installRuntime(logger: Pick<Logger, (typeof LEVELS)[keyof typeof LEVELS]>, sdkAddress: string | undefined): void {
  const write = ({ level, message, meta }: LogEntry) => logger[LEVELS[level]]({ ...meta }, message);
  Runtime.install({
    shutdownSignals: ['SIGTERM', 'SIGINT'],
    logger: new DefaultLogger('INFO', write),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
      ...(sdkAddress === undefined
        ? {}
        : { metrics: { prometheus: { bindAddress: sdkAddress, useSecondsForDurations: true, unitSuffix: true } } }),
    },
  });
}
