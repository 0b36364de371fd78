import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type LauncherEnv, machineEnv } from '../config/env.ts';
import { isAnsweredBy, newStartProof, type StartProof } from '../config/start-proof.ts';
import { formatVoucherKeys } from '../config/voucher-keys.ts';
import { type Child, notReady, startChild } from './child.ts';
import { logPath } from './log-file.ts';
import { waitUntil } from './ports.ts';
import { projectFolder } from './project-folder.ts';
import { loadSecrets } from './secrets.ts';

/** The project's own programs, as paths from its folder; tests put small ones in their place. */
export interface Entries {
  readonly api: string;
  readonly worker: string;
  /** Prints the path of the workflow bundle as its last line. */
  readonly bundle: string;
}

/** What the system runs unless told otherwise. */
export const ownEntries: Entries = { api: 'api/main.ts', worker: 'worker/main.ts', bundle: 'worker/build-bundle.ts' };

/** Where the services find each other. */
export interface Addresses {
  readonly port: number;
  /** The app, as people open it. */
  readonly url: string;
  /** The app, as this machine reaches it. */
  readonly apiUrl: string;
  readonly temporal: string;
  readonly temporalUi?: string | undefined;
  readonly mongodb: string;
}

const node = (entry: string) => ['--import', 'tsx', path.join(projectFolder, entry)];

/** The whole environment of a service: what it needs of the machine, and its own variables; nothing else of this process's. */
function serviceEnv({ env, dataDir, at }: ServiceOptions): Record<string, string> {
  const voucherKeys = env.VOUCHER_KEYS === undefined ? loadSecrets(dataDir).voucherKeys : formatVoucherKeys(env.VOUCHER_KEYS);
  return {
    ...machineEnv(),
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    HOST: env.HOST,
    PORT: String(at.port),
    PUBLIC_URL: at.url,
    TEMPORAL_ADDRESS: at.temporal,
    TEMPORAL_NAMESPACE: env.TEMPORAL_NAMESPACE,
    MONGODB_URI: at.mongodb,
    MONGODB_DATABASE: env.MONGODB_DATABASE,
    MAIL_FROM: env.MAIL_FROM,
    ...(env.SMTP_URL === undefined ? {} : { SMTP_URL: env.SMTP_URL }),
    VOUCHER_KEYS: voucherKeys,
    LOG_LEVEL: env.LOG_LEVEL,
  };
}

/** Both services of one machine serve their metrics: the api on the port that was named, the worker one above. */
function metricsEnv({ METRICS_HOST, METRICS_PORT }: LauncherEnv, above: number): Record<string, string> {
  return METRICS_PORT === undefined ? {} : { METRICS_HOST, METRICS_PORT: String(METRICS_PORT + above) };
}

/** What both services are started with. */
export interface ServiceOptions {
  readonly env: LauncherEnv;
  readonly dataDir: string;
  readonly at: Addresses;
}

/** Starts a worker with the prebuilt workflow bundle. It is ready when the api sees its heartbeat, not before. */
export function startWorker(entry: string, service: ServiceOptions, bundle: string, signal: AbortSignal): Promise<Child> {
  return startChild({
    name: 'worker',
    command: process.execPath,
    args: node(entry),
    env: { ...serviceEnv(service), ...metricsEnv(service.env, 1), WORKFLOW_BUNDLE: bundle },
    log: logPath(path.join(service.dataDir, 'logs'), 'worker'),
    graceMs: 20_000,
    signal,
  });
}

/**
 * Starts the api and waits until it serves.
 * @throws {PortTakenError} when somebody else listens on its port
 * @throws {ChildNotReadyError} when it does not within 60 s
 */
export async function startApi(entry: string, service: ServiceOptions, signal: AbortSignal): Promise<RunningApi> {
  const { env, dataDir, at } = service;
  const proof = newStartProof();
  const child = await startChild({
    name: 'api',
    command: process.execPath,
    args: node(entry),
    env: {
      ...serviceEnv(service),
      ...metricsEnv(env, 0),
      START_SECRET: proof.secret,
      ...(at.temporalUi === undefined ? {} : { TEMPORAL_UI_ADDRESS: at.temporalUi }),
      SESSION_SECRET: env.SESSION_SECRET ?? loadSecrets(dataDir).sessionSecret,
      TRUST_PROXY: String(env.TRUST_PROXY),
      TRIAL_MS_PER_DAY: String(env.TRIAL_MS_PER_DAY),
      ATTACHMENT_MAX_MB: String(env.ATTACHMENT_MAX_MB),
      ATTACHMENTS_PER_DOSSIER: String(env.ATTACHMENTS_PER_DOSSIER),
    },
    log: logPath(path.join(dataDir, 'logs'), 'api'),
    graceMs: 10_000,
    signal,
  });
  const serves = () => isAnsweredBy(proof, `${at.apiUrl}/healthz`);
  const gone = () => child.end() !== undefined;
  if (!(await waitUntil(serves, 60_000, gone)) || gone()) return notReady(child, undefined, [{ port: at.port, host: env.HOST }]);
  return { ...child, proof };
}

/** An api that was started here, and proves it. */
export interface RunningApi extends Child {
  readonly proof: StartProof;
}

/**
 * Builds the workflow bundle, or finds the one built from the same sources.
 * @returns its path
 */
export async function prepareBundle(entry: string, signal: AbortSignal | undefined): Promise<string> {
  const options = { cwd: projectFolder, env: machineEnv(), timeout: 120_000, ...(signal === undefined ? {} : { signal }) };
  const { stdout } = await promisify(execFile)(process.execPath, node(entry), options);
  return stdout.trim().split('\n').at(-1) ?? '';
}
