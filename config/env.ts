import { z } from 'zod';
import { noteOf, type VariableName, variables } from './variables.ts';

/** Variables as the operating system hands them over. */
export type EnvSource = Readonly<Record<string, string | undefined>>;

const engineVariables = variables.pick({
  TEMPORAL_BIN: true,
  TEMPORAL_TEST_SERVER_BIN: true,
  MONGOD_BIN: true,
  ENGINE_CACHE: true,
  PIP_INDEX_URL: true,
  PATH: true,
});

const serviceVariables = variables
  .pick({
    DATA_DIR: true,
    TEMPORAL_ADDRESS: true,
    TEMPORAL_NAMESPACE: true,
    MONGODB_URI: true,
    MONGODB_DATABASE: true,
    SMTP_URL: true,
    MAIL_FROM: true,
    PUBLIC_URL: true,
    VOUCHER_KEYS: true,
    LOG_LEVEL: true,
    HOST: true,
    PORT: true,
    METRICS_HOST: true,
    METRICS_PORT: true,
  })
  .required({ TEMPORAL_ADDRESS: true, MONGODB_URI: true, VOUCHER_KEYS: true });

const setupVariables = variables
  .pick({ TEMPORAL_ADDRESS: true, TEMPORAL_NAMESPACE: true, MONGODB_URI: true, MONGODB_DATABASE: true, LOG_LEVEL: true })
  .required({ TEMPORAL_ADDRESS: true, MONGODB_URI: true });

/** What each process reads; required is what it cannot run without. */
const schemas = {
  // Without a PORT the launcher takes the one it remembers; what is not set here it finds, starts or generates itself.
  launcher: variables.extend({ PORT: variables.shape.PORT.unwrap().optional() }),
  engines: engineVariables,
  setup: setupVariables,
  // Replays histories for `npm run verify`.
  replay: variables.pick({ DATA_DIR: true, TEMPORAL_ADDRESS: true, TEMPORAL_NAMESPACE: true }).required({ TEMPORAL_ADDRESS: true }),
  worker: serviceVariables.extend({ WORKFLOW_BUNDLE: variables.shape.WORKFLOW_BUNDLE }),
  api: serviceVariables
    .extend(
      variables.pick({
        TEMPORAL_UI_ADDRESS: true,
        SESSION_SECRET: true,
        START_SECRET: true,
        READY_PORT: true,
        TRUST_PROXY: true,
        TRIAL_MS_PER_DAY: true,
        ATTACHMENT_MAX_MB: true,
        ATTACHMENTS_PER_DOSSIER: true,
        CLAMD_ADDRESS: true,
      }).shape,
    )
    .required({ SESSION_SECRET: true }),
};

/** A process that reads its own part of the environment. */
export type EnvPart = keyof typeof schemas;

/** Variables that follow from others where they are not set. */
interface Derived {
  readonly launcher: unknown;
  readonly engines: unknown;
  readonly setup: unknown;
  readonly replay: unknown;
  /** `http://HOST:PORT`. */
  readonly worker: { PUBLIC_URL: string };
  /** The UI: a thousand ports above Temporal, where the CLI puts it. */
  readonly api: { PUBLIC_URL: string; TEMPORAL_UI_ADDRESS: string };
}

/** The checked environment of a process. */
export type Env<P extends EnvPart> = Omit<z.infer<(typeof schemas)[P]>, keyof Derived[P]> & Derived[P];

/** What `npm start` and the other launcher commands read. */
export type LauncherEnv = Env<'launcher'>;
/** What resolving and starting the embedded engines reads. */
export type EngineEnv = Env<'engines'>;

/** Thrown when variables are missing or malformed; the message lists every one of them, in Chinese and English. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
  readonly variables: readonly VariableName[];

  constructor(part: EnvPart, source: EnvSource, bad: readonly VariableName[]) {
    const lines = bad.flatMap((name) => {
      const { zh, en, secret } = noteOf(name);
      const value = source[name];
      const given = value === undefined ? '（未设置 not set）' : secret ? '（不显示 not shown）' : value;
      return [`  ${name} = ${given}`, `      应为：${zh}`, `      must be: ${en}`];
    });
    super(
      [
        `环境变量有 ${bad.length} 处错误（${part}） / ${bad.length === 1 ? '1 bad environment variable' : `${bad.length} bad environment variables`} for ${part}:`,
        ...lines,
      ].join('\n'),
    );
    this.variables = bad;
  }
}

function withoutEmpty(source: EnvSource): EnvSource {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''));
}

/** `http://HOST:PORT` as a browser on this machine can open it; "listen everywhere" is not an address to open. */
export function localUrl(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

function derive(part: EnvPart, values: Record<string, unknown>): void {
  if (part !== 'api' && part !== 'worker') return;
  values['PUBLIC_URL'] ??= localUrl(String(values['HOST']), Number(values['PORT']));
  if (part !== 'api') return;
  const [, host, port] = /^(.*):(\d+)$/.exec(String(values['TEMPORAL_ADDRESS'])) ?? [];
  values['TEMPORAL_UI_ADDRESS'] ??= `http://${host}:${Number(port) + 1_000}`;
}

/**
 * Reads and checks the variables of one process. An empty variable counts as unset.
 * @throws {EnvError} listing every bad variable at once
 */
export function readEnv<P extends EnvPart>(part: P, source: EnvSource = process.env): Env<P> {
  const given = withoutEmpty(source);
  const result = schemas[part].safeParse(given);
  if (!result.success) {
    const bad = new Set(result.error.issues.map((issue) => String(issue.path[0]) as VariableName));
    throw new EnvError(part, given, [...bad]);
  }
  const values: Record<string, unknown> = result.data;
  derive(part, values);
  return values as Env<P>;
}

/** Reads a `.env` file into the environment, if there is one; variables already set win. */
export function loadEnvFile(file = '.env'): void {
  try {
    process.loadEnvFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

const inherited = [
  'PATH HOME USER LANG LC_ALL TZ TMPDIR TEMP TMP SystemRoot APPDATA LOCALAPPDATA',
  'SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS NODE_OPTIONS NO_COLOR FORCE_COLOR',
]
  .join(' ')
  .split(' ');

/** What a child process needs from the machine, and nothing of the project's own configuration. */
export function machineEnv(source: EnvSource = process.env): Record<string, string> {
  const entries = inherited.map((name) => [name, source[name]] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The whole environment of this process with some variables replaced: for tools such as pip that have settings of their own there. */
export function wholeEnv(replaced: Readonly<Record<string, string>>, source: EnvSource = process.env): NodeJS.ProcessEnv {
  return { ...source, ...replaced };
}

/** Whether npm runs this process, as `npm start` does. */
export function isRunByNpm(source: EnvSource = process.env): boolean {
  return source['npm_lifecycle_event'] !== undefined;
}
