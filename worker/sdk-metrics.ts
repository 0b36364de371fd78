import { type BufferedMetricUpdate, MetricsBuffer } from '@temporalio/worker';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** How many figures the SDK keeps until they are fetched: a busy worker makes a few thousand a second. */
const BUFFERED = 100_000;
/** How often they are fetched, ms. */
const EVERY_MS = 1_000;

/** What the SDK tells its figures apart by; anything else would be told together. */
const LABELS = [
  'namespace',
  'service_name',
  'task_queue',
  'operation',
  'workflow_type',
  'activity_type',
  'poller_type',
  'worker_type',
  'eager',
  'status_code',
  'failure_reason',
  'task_type',
] as const;

/** Of what takes time, seconds: half a workflow task's patience and more is one bucket each. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];
/** Of anything else that is distributed. */
const OTHER = [1, 2, 5, 10, 20, 50, 100, 500, 1_000, 10_000];

/** The Temporal SDK's own figures. */
export interface SdkMetrics {
  /** Where the SDK puts them. */
  readonly buffer: MetricsBuffer;
  /** In Prometheus' text format, up to this moment. */
  read(): Promise<string>;
  close(): void;
}

/**
 * Takes the SDK's figures out of its memory. It could serve them over HTTP itself, but to anybody, on a port of its own: so it opens
 * none, and they are told where the worker's own figures are.
 */
export function createSdkMetrics(): SdkMetrics {
  const buffer = new MetricsBuffer({ maxBufferSize: BUFFERED, useSecondsForDurations: true });
  const registry = new Registry();
  const notes = new Map<string, (value: number, labels: Record<string, string>) => void>();
  const fetchAll = (): void => {
    for (const update of buffer.retrieveUpdates()) {
      const name = nameOf(update);
      const note = notes.get(name) ?? noteOn(registry, name, update);
      notes.set(name, note);
      note(update.value, labelsOf(update));
    }
  };
  const timer = setInterval(fetchAll, EVERY_MS).unref();
  return {
    buffer,
    read: () => {
      fetchAll();
      return registry.metrics();
    },
    close: () => clearInterval(timer),
  };
}

/** With its unit, as Prometheus wants names. */
function nameOf({ metric: { name, unit } }: BufferedMetricUpdate): string {
  const plain = name.replace(/[^\w:]/g, '_');
  return unit === 's' && !plain.endsWith('_seconds') ? `${plain}_seconds` : plain;
}

function noteOn(
  registry: Registry,
  name: string,
  { metric }: BufferedMetricUpdate,
): (value: number, labels: Record<string, string>) => void {
  const { kind, unit, description } = metric;
  const about = { name, help: description || name, labelNames: LABELS, registers: [registry] };
  if (kind === 'histogram') {
    const histogram = new Histogram({ ...about, buckets: unit === 's' ? SECONDS : OTHER });
    return (value, labels) => histogram.observe(labels, value);
  }
  if (kind === 'gauge') {
    const gauge = new Gauge(about);
    return (value, labels) => gauge.set(labels, value);
  }
  if (kind === 'up-down-counter') {
    const gauge = new Gauge(about);
    return (value, labels) => gauge.inc(labels, value);
  }
  const counter = new Counter(about);
  return (value, labels) => counter.inc(labels, value);
}

function labelsOf({ attributes }: BufferedMetricUpdate): Record<string, string> {
  return Object.fromEntries(LABELS.flatMap((name) => (attributes[name] === undefined ? [] : [[name, String(attributes[name])]])));
}
