import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readEnv } from '../config/env.ts';
import { createLogger } from '../config/logger.ts';
import { openStore } from '../store/database.ts';
import { readCalendar, readPlan } from '../store/plan-files.ts';
import { createVouchers } from '../store/vouchers.ts';
import { createApp } from './app.ts';
import { createConditions } from './http/conditions.ts';
import { createApiMetrics } from './http/metrics/api-metrics.ts';
import { keepReadyPort } from './http/ready-port.ts';
import { currentRequest } from './http/request-context.ts';
import { SERVER_LIMITS } from './http/server-limits.ts';
import { openTemporal } from './temporal-client.ts';
import { answersAtLast } from './use-cases/deliver.ts';
import { warmParsers } from './use-cases/parsing/parsed.ts';
import { keepResuming, keepSettlingCommands } from './use-cases/resume.ts';
import { keepSweepingFiles } from './use-cases/sweep-files.ts';
import { clamdScanner } from './use-cases/virus-scan.ts';

/** The api process: serves until SIGTERM or SIGINT, then finishes what is under way. Starts without its engines, and waits for them. */

/** How long requests may take to finish when the process is told to stop, ms; the launcher insists after ten seconds. */
const DRAIN_MS = 8_000;

const env = readEnv('api');
const logger = createLogger({ level: env.LOG_LEVEL, process: 'api' });
const plans = (name: string): string => path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'plans', name);
const [plan, calendar] = await Promise.all([readPlan(plans('one-plus-three-x.yaml')), readCalendar(plans('calendar.yaml'))]);
if ('problems' in plan || 'problems' in calendar) throw new Error('the shipped plan or calendar has problems; npm test names them');

const store = openStore(env.MONGODB_URI, env.MONGODB_DATABASE, 'league-reorg api');
const engine = openTemporal({ address: env.TEMPORAL_ADDRESS, namespace: env.TEMPORAL_NAMESPACE });
const conditions = createConditions(store, logger);
const metrics = createApiMetrics();
const app = createApp(
  {
    store,
    temporal: engine.temporal,
    temporalAnswers: (ms) => engine.answers(ms),
    vouchers: createVouchers(env.VOUCHER_KEYS),
    now: Date.now,
    plan: plan.plan,
    calendar: calendar.calendar,
    logger,
    conditions,
    observeRequests: metrics.observeRequests,
    onDelivered: (delivered) => {
      metrics.observeDelivery(delivered);
      logger.info({ requestId: currentRequest().requestId, ...delivered }, 'message delivered');
    },
  },
  {
    publicUrl: env.PUBLIC_URL,
    sessionSecret: env.SESSION_SECRET,
    startProof: env.START_SECRET === undefined ? undefined : { secret: env.START_SECRET },
    trustProxy: env.TRUST_PROXY,
    temporalUiAddress: env.TEMPORAL_UI_ADDRESS,
    namespace: env.TEMPORAL_NAMESPACE,
    trialMsPerDay: env.TRIAL_MS_PER_DAY,
    mailIsSent: env.SMTP_URL !== undefined,
    attachments: {
      maxBytes: env.ATTACHMENT_MAX_MB * 1024 * 1024,
      perDossier: env.ATTACHMENTS_PER_DOSSIER,
      scan: env.CLAMD_ADDRESS === undefined ? undefined : clamdScanner(env.CLAMD_ADDRESS),
    },
  },
);

const server = createServer(SERVER_LIMITS, app.express).listen(env.PORT, env.HOST);
const stopped = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopped.abort());
await once(server, 'listening');
const figures = await metrics.serve(env, store, conditions).catch((error: unknown) => logger.error({ error }, 'metrics are not served'));
logger.info({ port: env.PORT }, 'api serves');
warmParsers().catch((error: unknown) => logger.warn({ error }, 'the parsers are loaded with the first file'));
const readyPort = { host: env.HOST, isReady: () => app.health.isReady(), app: app.express, logger };
const working = [
  conditions.keep(stopped.signal),
  keepResuming(app.deps, logger, stopped.signal),
  keepSettlingCommands(app.deps, logger, stopped.signal),
  keepSweepingFiles(app.deps, logger, stopped.signal),
  ...(env.READY_PORT === undefined ? [] : [keepReadyPort({ ...readyPort, port: env.READY_PORT }, stopped.signal)]),
];

if (!stopped.signal.aborted) await once(stopped.signal, 'abort');
app.health.drain();
figures?.close();
const closed = once(server, 'close');
server.close();
server.closeIdleConnections();
await Promise.race([Promise.all([closed, engine.temporal().then(answersAtLast)]), pause(DRAIN_MS)]);
server.closeAllConnections();
await Promise.all(working);
// The connection to Temporal ends with the process: closed while a call is being tried again, it would throw.
await Promise.allSettled([store.client.close()]);
logger.info('api stopped');
process.exit(0);
