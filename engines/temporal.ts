import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { connectTemporal } from '../config/temporal.ts';
import { type Child, notReady, startChild } from './child.ts';
import { logPath } from './log-file.ts';
import { answers, anyFreePort, waitUntil } from './ports.ts';
import { resolveEngine } from './resolve.ts';

/** How Temporal is started. */
export interface TemporalOptions {
  /** Holds `temporal/`, with the database, and `logs/`. */
  readonly dataDir: string;
  /** gRPC port; default: a free one. */
  readonly port?: number;
  /** Port of the UI; default: a free one. */
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

/** The server picks ports for its inner services itself, and ends when another program takes one of them meanwhile. */
const attempts = 3;

/**
 * Starts the CLI's Temporal server on a file, again if it ends before it answers.
 * @throws {ChildNotReadyError} when it does not answer within 30 s, or ended three times
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  for (let attempt = 1; ; attempt += 1) {
    const { child, ...at } = await beginTemporal(options);
    if (await isReady(child, at)) return { ...child, ...at };
    if (child.end() === undefined || attempt === attempts || options.signal?.aborted) return notReady(child);
  }
}

/**
 * SQLite in write-ahead mode with `synchronous=2` is a third faster than as it comes, and as durable; without the shift a timer fires
 * up to a second late.
 */
async function beginTemporal(options: TemporalOptions): Promise<{ child: Child; address: string; uiAddress: string }> {
  const executable = options.executable ?? (await resolveEngine('temporal')).path;
  const port = options.port ?? (await anyFreePort());
  const uiPort = options.uiPort ?? (await anyFreePort());
  const folder = path.resolve(options.dataDir, 'temporal');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const child = await startChild({
    name: 'temporal',
    command: executable,
    args: [
      'server',
      'start-dev',
      '--disable-config-env',
      '--disable-config-file',
      '--log-level=error',
      '--ip=127.0.0.1',
      `--port=${port}`,
      `--ui-port=${uiPort}`,
      `--ui-public-path=${temporalUiPath}`,
      '--ui-disable-news-fetch',
      `--db-filename=${path.join(folder, 'temporal.db')}`,
      '--sqlite-pragma=journal_mode=wal',
      '--sqlite-pragma=synchronous=2',
      '--dynamic-config-value=history.timerProcessorMaxTimeShift="20ms"',
    ],
    log: logPath(path.resolve(options.dataDir, 'logs'), 'temporal'),
    graceMs: 10_000,
    signal: options.signal,
  });
  const address = `127.0.0.1:${port}`;
  return { child, address, uiAddress: `http://127.0.0.1:${uiPort}` };
}

async function isReady(child: Child, at: { readonly address: string; readonly uiAddress: string }): Promise<boolean> {
  const gone = () => child.end() !== undefined;
  const uiPort = Number(new URL(at.uiAddress).port);
  return (await waitUntil(() => serves(at.address), 30_000, gone)) && (await waitUntil(() => answers(uiPort), 10_000, gone));
}

/** The port opens a moment before the server answers on it. */
async function serves(address: string): Promise<boolean> {
  try {
    const connection = await connectTemporal({ TEMPORAL_ADDRESS: address }, { connectTimeout: '1s' });
    await connection.close();
    return true;
  } catch {
    return false;
  }
}
