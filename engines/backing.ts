import type { LauncherEnv } from '../config/env.ts';
import { PortTakenError } from './child.ts';
import { type RunningMongo, startMongo } from './mongo.ts';
import type { Ports } from './remembered-ports.ts';
import { resolveEngine } from './resolve.ts';
import type { Started } from './started.ts';
import { type Supervised, supervise } from './supervise.ts';
import { type RunningTemporal, startTemporal, uiHost } from './temporal.ts';
import { unbrowsablePort } from './unbrowsable-port.ts';

/** What the parts of a system are started with. */
export interface Start {
  readonly env: LauncherEnv;
  /** `DATA_DIR`, absolute. */
  readonly dataDir: string;
  readonly ports: Ports;
  readonly started: Started;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal | undefined;
}

/** Temporal as the services reach it. */
export interface TemporalBacking {
  readonly address: string;
  /** `undefined`: where the CLI puts it, a thousand ports above. */
  readonly uiAddress: string | undefined;
  readonly process: Supervised<RunningTemporal> | undefined;
}

/** MongoDB as the services reach it. */
export interface MongoBacking {
  readonly uri: string;
  readonly process: Supervised<RunningMongo> | undefined;
}

/** How often another port is chosen when somebody else takes the chosen one first. */
const races = 5;

/** Starts what listens on ports, on others again when a race for one is lost. @param start chooses them anew each time */
export async function onPorts<T>(start: () => Promise<T>): Promise<T> {
  for (let race = 1; ; race += 1) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof PortTakenError) || race === races) throw error;
    }
  }
}

/** The external Temporal that the environment names, or one of our own. */
export async function backWithTemporal({ env, dataDir, ports, started, say, signal }: Start): Promise<TemporalBacking> {
  if (env.TEMPORAL_ADDRESS !== undefined) {
    return { address: env.TEMPORAL_ADDRESS, uiAddress: env.TEMPORAL_UI_ADDRESS, process: undefined };
  }
  const { path: executable } = await resolveEngine('temporal', { env, say });
  const child = await onPorts(async () => {
    // The same over restarts: the api is told it once.
    const uiPort = await unbrowsablePort(uiHost(dataDir));
    const settings = { dataDir, executable, port: await ports.choose('temporal'), uiPort };
    return supervise({
      name: 'Temporal',
      start: (wanted) => startTemporal({ ...settings, signal: wanted }),
      started: (child) => started.noteChild(child),
      say,
      signal,
    });
  });
  started.add('temporal', child);
  const { address, uiAddress } = await child.running();
  started.note({ temporalAddress: address });
  return { address, uiAddress, process: child };
}

/** The external MongoDB that the environment names, or one of our own. */
export async function backWithMongo({ env, dataDir, ports, started, say, signal }: Start): Promise<MongoBacking> {
  if (env.MONGODB_URI !== undefined) return { uri: env.MONGODB_URI, process: undefined };
  const { path: executable } = await resolveEngine('mongod', { env, say });
  const child = await onPorts(async () => {
    const settings = { dataDir, executable, port: await ports.choose('mongodb') };
    return supervise({
      name: 'MongoDB',
      start: (wanted) => startMongo({ ...settings, signal: wanted }),
      started: (child) => started.noteChild(child),
      say,
      signal,
    });
  });
  started.add('mongod', child);
  const { uri } = await child.running();
  started.note({ mongodbUri: uri });
  return { uri, process: child };
}
