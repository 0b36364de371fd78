import { createServer } from 'node:http';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** Where a process serves its metrics; without a port it serves none. */
export interface MetricsAddress {
  readonly METRICS_HOST: string;
  readonly METRICS_PORT?: number | undefined;
}

/** A registry with what Node tells of a process: memory, event loop, garbage collection, CPU. */
export function createMetricsRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Metrics being served. */
export interface MetricsServer {
  readonly port: number;
  close(): void;
}

const LOOPBACK = /^(127(\.\d+){3}|localhost|\[?::1\]?)$/;

/** Whether a request to a loopback address named one: a web page whose own name was turned to this machine names itself. */
function meansUs(listening: string, host: string | undefined): boolean {
  return !LOOPBACK.test(listening) || LOOPBACK.test((host ?? '').replace(/:\d+$/, ''));
}

/** The type that Prometheus' text format has (version 0.0.4). */
const textFormat = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Serves `GET /metrics` on a port of its own, away from the public side; anything else is not found. On a loopback address only requests
 * that name one are answered. A part that cannot be read is
 * left out and counted (`league_metrics_failures`): half the figures are better than none while something is broken.
 * @param parts each gives lines of Prometheus' text format
 * @returns undefined when no port is named
 * @throws when the port is taken
 */
export async function serveMetrics(
  { METRICS_HOST, METRICS_PORT }: MetricsAddress,
  parts: readonly (() => Promise<string>)[],
): Promise<MetricsServer | undefined> {
  if (METRICS_PORT === undefined) return undefined;
  const read = async () => {
    const told = await Promise.allSettled(parts.map((part) => part()));
    const failures = told.filter(({ status }) => status === 'rejected').length;
    const texts = told.flatMap((result) => (result.status === 'fulfilled' ? [result.value.trim()] : []));
    const own = `# HELP league_metrics_failures Parts of this answer that could not be read.\n# TYPE league_metrics_failures gauge`;
    return `${[...texts, `${own}\nleague_metrics_failures ${failures}`].join('\n')}\n`;
  };
  const server = createServer((request, response) => {
    if (!meansUs(METRICS_HOST, request.headers.host)) {
      response.writeHead(421).end();
      return;
    }
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    read().then(
      (text) => response.writeHead(200, { 'content-type': textFormat }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(METRICS_PORT, METRICS_HOST, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : METRICS_PORT,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
