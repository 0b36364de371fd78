import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { connectTemporal } from '../config/temporal.ts';
import { type Child, type Endpoint, notReady, startChild } from './child.ts';
import { derived, loadEngineKey, ownNamespace } from './engine-key.ts';
import { logPath } from './log-file.ts';
import { answers, anyFreePort, isFree, waitUntil } from './ports.ts';
import { resolveEngine } from './resolve.ts';
import { unbrowsablePort } from './unbrowsable-port.ts';
import { lookAtDatabase } from './whole-database.ts';

/** How Temporal is started. */
export interface TemporalOptions {
  /** Holds `temporal/`, with the database, and `logs/`. */
  readonly dataDir: string;
  /** gRPC port; default: a free one. */
  readonly port?: number;
  /** Port of the UI; default: a free one that no browser opens. */
  readonly uiPort?: number;
  /** The `temporal` executable; default: resolved. */
  readonly executable?: string;
  /** Ends it when aborted. */
  readonly signal?: AbortSignal;
}

/** A running Temporal server with its UI. */
export interface RunningTemporal extends Child {
  /** `host:port` for clients and workers. */
  readonly address: string;
  /** Address of the UI, whose pages live under `/temporal/` there. */
  readonly uiAddress: string;
}

/** What the pages of the UI begin with, both in the embedded server and behind the app. */
export const temporalUiPath = '/temporal';

interface Begun {
  readonly child: Child;
  readonly address: string;
  readonly uiAddress: string;
  readonly ui: Required<Endpoint>;
  /** By which it is known as ours. */
  readonly namespace: string;
}

const loopback = '127.0.0.1';

/** The server picks ports for its inner services itself, and ends when another program takes one of them meanwhile. */
const attempts = 3;

/**
 * Where the UI listens. It checks no Host header and lets every visitor terminate runs, so that a web page whose name was turned to
 * 127.0.0.1 could use it: on systems where all of 127.0.0.0/8 is this machine, it listens on an address that only this installation knows,
 * and everywhere on a port that no browser opens.
 */
export function uiHost(dataDir: string): string {
  if (process.platform === 'darwin') return loopback;
  const bytes = Buffer.from(derived(loadEngineKey(dataDir), 'temporal ui'), 'hex');
  const part = (at: number) => 1 + ((bytes[at] ?? 0) % 254);
  return `127.${part(0)}.${part(1)}.${part(2)}`;
}

/**
 * Starts the CLI's Temporal server on a file, again if it ends before it answers. Whoever answers on the port proves first that it was
 * started here, on this folder.
 * @throws {DamagedDatabaseError} when its database is cut off
 * @throws {PortTakenError} when somebody else listens on one of its ports
 * @throws {ChildNotReadyError} when it does not answer within 30 s, or ended three times
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  for (let attempt = 1; ; attempt += 1) {
    const { child, ui, namespace, ...at } = await beginTemporal(options);
    if (await isReady(child, { ...at, ui, namespace })) return { ...child, ...at };
    const endpoints = [{ port: portOf(at.address) }, ui];
    const again = child.end() !== undefined && attempt < attempts && !options.signal?.aborted;
    if (!again || !(await allFree(endpoints))) return notReady(child, undefined, endpoints);
  }
}

/**
 * SQLite in write-ahead mode with `synchronous=2` is a third faster than as it comes, and as durable; without the shift a timer fires
 * up to a second late.
 */
async function beginTemporal(options: TemporalOptions): Promise<Begun> {
  const executable = options.executable ?? (await resolveEngine('temporal')).path;
  const port = options.port ?? (await anyFreePort());
  const ui = { host: uiHost(options.dataDir), port: options.uiPort ?? (await unbrowsablePort(uiHost(options.dataDir))) };
  const folder = path.resolve(options.dataDir, 'temporal');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await lookAtDatabase(path.join(folder, 'temporal.db'));
  const namespace = ownNamespace(loadEngineKey(options.dataDir), options.dataDir);
  const child = await startChild({
    name: 'temporal',
    command: executable,
    args: [
      'server',
      'start-dev',
      '--disable-config-env',
      '--disable-config-file',
      '--log-level=error',
      `--ip=${loopback}`,
      `--port=${port}`,
      `--ui-ip=${ui.host}`,
      `--ui-port=${ui.port}`,
      `--ui-public-path=${temporalUiPath}`,
      `--namespace=${namespace}`,
      // Everything here speaks gRPC; over HTTP any web page that was turned to this machine could act.
      '--dynamic-config-value=frontend.httpAllowedHosts=["nobody.invalid"]',
      '--ui-disable-news-fetch',
      // Its figures cannot be turned off and are told to whoever asks.
      `--metrics-port=${await unbrowsablePort(loopback)}`,
      `--db-filename=${path.join(folder, 'temporal.db')}`,
      '--sqlite-pragma=journal_mode=wal',
      '--sqlite-pragma=synchronous=2',
      '--dynamic-config-value=history.timerProcessorMaxTimeShift="20ms"',
    ],
    log: logPath(path.resolve(options.dataDir, 'logs'), 'temporal'),
    graceMs: 10_000,
    signal: options.signal,
  });
  const address = `${loopback}:${port}`;
  return { child, ui, namespace, address, uiAddress: `http://${ui.host}:${ui.port}` };
}

const portOf = (address: string): number => Number(address.split(':').at(-1));

async function isReady(child: Child, { address, ui, namespace }: Omit<Begun, 'child'>): Promise<boolean> {
  const gone = () => child.end() !== undefined;
  const served = await waitUntil(() => servesUs(address, namespace), 30_000, gone);
  return served && (await waitUntil(() => answers(ui.port, ui.host), 10_000, gone)) && !gone();
}

async function allFree(endpoints: readonly Endpoint[]): Promise<boolean> {
  return !(await Promise.all(endpoints.map(({ port, host }) => isFree(port, host)))).includes(false);
}

/** Whether the server that was started with this namespace answers; the port opens a moment before it does. */
async function servesUs(address: string, namespace: string): Promise<boolean> {
  try {
    const connection = await connectTemporal({ TEMPORAL_ADDRESS: address }, { connectTimeout: '1s' });
    try {
      await connection.withDeadline(Date.now() + 2_000, () => connection.workflowService.describeNamespace({ namespace }));
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}
