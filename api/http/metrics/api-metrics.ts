import type { RequestHandler } from 'express';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { createMetricsRegistry, type MetricsAddress, type MetricsServer, serveMetrics } from '../../../config/metrics.ts';
import type { Store } from '../../../store/database.ts';
import { readFigures } from '../../../store/figures.ts';
import type { Conditions } from '../conditions.ts';
import type { Delivered } from '../delivered.ts';
import { createDomainGauges } from './domain-gauges.ts';

/** The api's own figures. */
export interface ApiMetrics {
  /** Times every request; before everything else. */
  readonly observeRequests: RequestHandler;
  /** Counts what became of a message. */
  observeDelivery(delivered: Delivered): void;
  /** Serves them, if a port is named, with the process's own and the domain's. */
  serve(address: MetricsAddress, store: Store, conditions: Pick<Conditions, 'disk' | 'kinds'>): Promise<MetricsServer | undefined>;
}

/** Longest reading of the domain's figures: a database that hangs must not hold up the figures about it, ms. */
const FIGURES_MS = 4_000;

/** The part of the app a request was for: few values, whatever addresses are asked for. */
function partOf(path: string): string {
  if (path === '/healthz' || path === '/readyz') return 'health';
  if (path.startsWith('/api/')) return 'api';
  return path === '/temporal' || path.startsWith('/temporal/') ? 'temporal-ui' : 'pages';
}

export function createApiMetrics(): ApiMetrics {
  const registry = createMetricsRegistry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'league_http_request_seconds',
    help: 'Requests by part of the app, method and status, and how long they took.',
    labelNames: ['part', 'method', 'status'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 6],
    registers,
  });
  const deliveries = new Histogram({
    name: 'league_delivery_seconds',
    help: 'Messages handed to a run, by what the person was told, and how long that took.',
    labelNames: ['message', 'outcome'],
    buckets: [0.02, 0.04, 0.06, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const refusals = new Counter({
    name: 'league_refusals_total',
    help: 'Messages refused, by code.',
    labelNames: ['code'],
    registers,
  });
  return {
    observeRequests(request, response, next) {
      const end = requests.startTimer({ part: partOf(request.path), method: request.method });
      response.once('close', () => end({ status: response.statusCode }));
      next();
    },
    observeDelivery({ message, outcome, code, ms }) {
      deliveries.observe({ message, outcome }, ms / 1_000);
      if (code !== undefined) refusals.inc({ code });
    },
    serve: (address, store, conditions) => serveMetrics(address, [() => registry.metrics(), domainPart(store), conditionsPart(conditions)]),
  };
}

/** Read anew for every answer: several processes serve the same figures, and none keeps old ones. */
function domainPart(store: Store): () => Promise<string> {
  const registry = new Registry();
  const show = createDomainGauges(registry);
  return async () => {
    show(await withDeadline(readFigures(store, Date.now()), FIGURES_MS));
    return registry.metrics();
  };
}

/** The disk as it was seen last, and what is wrong with the two stores. */
function conditionsPart({ disk, kinds }: Pick<Conditions, 'disk' | 'kinds'>): () => Promise<string> {
  const registry = new Registry();
  const registers = [registry];
  const free = new Gauge({ name: 'league_disk_free_bytes', help: 'Free bytes of the disk that MongoDB writes to.', registers });
  const total = new Gauge({ name: 'league_disk_total_bytes', help: 'Size of the disk that MongoDB writes to.', registers });
  const apart = new Gauge({ name: 'league_stores_apart', help: '1 while the two stores are not of one instant.', registers });
  return () => {
    const space = disk();
    if (space) {
      free.set(space.free);
      total.set(space.total);
    }
    apart.set(kinds().some((kind) => !kind.startsWith('disk-')) ? 1 : 0);
    return registry.metrics();
  };
}

async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
