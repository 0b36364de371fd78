import { Counter, Histogram } from 'prom-client';
import type { ActivityObserver } from '../activities/deps.ts';
import { createMetricsRegistry, type MetricsAddress, type MetricsServer, serveMetrics } from '../config/metrics.ts';
import type { SdkMetrics } from './sdk-metrics.ts';

/** The worker's own figures. */
export interface WorkerMetrics {
  readonly observer: ActivityObserver;
  /** Serves them, if a port is named, with the process's own and the Temporal SDK's. */
  serve(address: MetricsAddress, sdk: Pick<SdkMetrics, 'read'> | undefined): Promise<MetricsServer | undefined>;
}

export function createWorkerMetrics(): WorkerMetrics {
  const registry = createMetricsRegistry();
  const registers = [registry];
  const records = new Counter({
    name: 'league_records_total',
    help: 'Changes written to MongoDB, by the message that caused them; "time" where a timer did.',
    labelNames: ['message'],
    registers,
  });
  const lateness = new Histogram({
    name: 'league_timer_lateness_seconds',
    help: 'Effect written minus instant due, of everything a timer did.',
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 10, 60, 3_600],
    registers,
  });
  const mails = new Counter({
    name: 'league_mail_deliveries_total',
    help: 'Tries to send a mail, by result.',
    labelNames: ['result'],
    registers,
  });
  for (const result of ['sent', 'delayed', 'failed']) mails.inc({ result }, 0);
  return {
    observer: {
      recorded({ message, lateMs }) {
        records.inc({ message: message ?? 'time' });
        for (const late of lateMs) lateness.observe(Math.max(0, late) / 1_000);
      },
      mail: (result) => mails.inc({ result }),
    },
    serve: (address, sdk) => serveMetrics(address, [() => registry.metrics(), ...(sdk === undefined ? [] : [() => sdk.read()])]),
  };
}
