import type { LauncherEnv } from '../config/env.ts';
import { type RunningMongo, startMongo } from './mongo.ts';
import type { Ports } from './remembered-ports.ts';
import { resolveEngine } from './resolve.ts';
import type { Started } from './started.ts';
import { type Supervised, supervise } from './supervise.ts';
import { type RunningTemporal, startTemporal } from './temporal.ts';

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

/** The external Temporal that the environment names, or one of our own. */
export async function backWithTemporal({ env, dataDir, ports, started, say, signal }: Start): Promise<TemporalBacking> {
  if (env.TEMPORAL_ADDRESS !== undefined) {
    return { address: env.TEMPORAL_ADDRESS, uiAddress: env.TEMPORAL_UI_ADDRESS, process: undefined };
  }
  const { path: executable } = await resolveEngine('temporal', { env, say });
  const settings = { dataDir, executable, port: await ports.choose('temporal'), uiPort: await ports.choose('temporalUi') };
  const process = await supervise({
    name: 'Temporal',
    start: (wanted) => startTemporal({ ...settings, signal: wanted }),
    started: (child) => started.noteChild(child),
    say,
    signal,
  });
  started.add('temporal', process);
  const { address, uiAddress } = await process.running();
  started.note({ temporalAddress: address });
  return { address, uiAddress, process };
}

/** The external MongoDB that the environment names, or one of our own. */
export async function backWithMongo({ env, dataDir, ports, started, say, signal }: Start): Promise<MongoBacking> {
  if (env.MONGODB_URI !== undefined) return { uri: env.MONGODB_URI, process: undefined };
  const { path: executable } = await resolveEngine('mongod', { env, say });
  const settings = { dataDir, executable, port: await ports.choose('mongodb') };
  const process = await supervise({
    name: 'MongoDB',
    start: (wanted) => startMongo({ ...settings, signal: wanted }),
    started: (child) => started.noteChild(child),
    say,
    signal,
  });
  started.add('mongod', process);
  const { uri } = await process.running();
  started.note({ mongodbUri: uri });
  return { uri, process };
}
