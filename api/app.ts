import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { StartProof } from '../config/start-proof.ts';
import type { CalendarData } from '../domain/calendar/working-calendar.ts';
import type { Plan } from '../domain/plan/plan-schema.ts';
import { createAccounts } from './accounts/create-accounts.ts';
import { createTemporalUi, TEMPORAL_UI_PATH } from './engine-ui/index.ts';
import { LARGEST_BODY, refuseLarger } from './http/body-limit.ts';
import type { Conditions } from './http/conditions.ts';
import { cookieSettings } from './http/cookies.ts';
import { createCsrf } from './http/csrf.ts';
import { answerInTime } from './http/deadline.ts';
import { framedHeaders, pageHeaders } from './http/headers.ts';
import { createHealth, type Health } from './http/health.ts';
import { refuseCrowds, refuseWrites } from './http/load.ts';
import { createRateLimits, createTokenGuard, type RateLimits } from './http/rate-limits.ts';
import { requestLog } from './http/request-log.ts';
import { sameOriginOnly } from './http/same-origin.ts';
import { REQUEST_MS } from './http/server-limits.ts';
import { cutOffAfter, exceptUploads } from './http/uploads.ts';
import { createJsonRouter, failInJson } from './json/router.ts';
import type { PageDeps } from './pages/deps.ts';
import { createPagesRouter, failInPages } from './pages/router.ts';
import { ATTACHMENT_LIMITS, type AttachmentLimits } from './use-cases/attachment-refusals.ts';
import type { UseCaseDeps } from './use-cases/deps.ts';

/** How the app is installed. */
export interface AppSettings {
  /** Where people open it. */
  readonly publicUrl: string;
  readonly sessionSecret: string;
  /** By which the launcher knows the process that it started. */
  readonly startProof?: StartProof | undefined;
  /** Proxies in front whose word about the client's address counts. */
  readonly trustProxy: number;
  /** Where the engine's own pages are, and the namespace they show. */
  readonly temporalUiAddress: string;
  readonly namespace: string;
  readonly trialMsPerDay: number;
  /** False: mails are kept in the app. */
  readonly mailIsSent: boolean;
  readonly rateLimits?: RateLimits;
  /** 20 files of 20 MB unless told. */
  readonly attachments?: AttachmentLimits;
}

/** A virus scanner may take twenty seconds for a large file. */
const SCANNED_MS = 25_000;

export interface AppDeps extends UseCaseDeps {
  /** Rejects when Temporal does not answer within `ms`. */
  readonly temporalAnswers: (ms: number) => Promise<void>;
  readonly plan: Plan;
  readonly calendar: CalendarData;
  readonly logger: Logger;
  /** What is wrong with the installation as a whole. */
  readonly conditions?: Conditions;
  /** Sees every request first; times it. */
  readonly observeRequests?: RequestHandler;
}

export interface App {
  readonly express: Express;
  /** What pages and endpoints work with. */
  readonly deps: PageDeps;
  readonly health: Health;
}

/** The whole app: health, JSON API, the engine's pages, pages; what each request has to pass stands here, in order. */
export function createApp(given: AppDeps, settings: AppSettings): App {
  const { store, logger, now } = given;
  const { publicUrl, sessionSecret, mailIsSent, trialMsPerDay, namespace, attachments = ATTACHMENT_LIMITS } = settings;
  const cookies = cookieSettings(publicUrl);
  const guardToken = createTokenGuard(settings.rateLimits);
  const accounts = createAccounts({ store, secret: sessionSecret, publicUrl, mailIsSent, cookies, logger, guardToken, now });
  const deps: PageDeps = {
    ...given,
    accounts,
    publicUrl,
    mailIsSent,
    trialMsPerDay,
    namespace,
    attachments,
    authenticate: (request) => accounts.authenticate(request),
    sessionCookie: cookies.session,
    csrf: createCsrf(sessionSecret, cookies),
  };
  const health = createHealth({ ...given, startProof: settings.startProof });
  const limits = createRateLimits(deps.authenticate, settings.rateLimits);

  const app = express().disable('x-powered-by').disable('etag').enable('case sensitive routing');
  app.set('trust proxy', settings.trustProxy);
  if (given.observeRequests) app.use(given.observeRequests);
  app.use(requestLog(logger, settings.trustProxy > 0), health.router);
  app.use(TEMPORAL_UI_PATH, framedHeaders(cookies.secure));
  app.use(pagesOnly(pageHeaders(cookies.secure)));
  app.use(
    refuseCrowds(),
    refuseWrites(() => given.conditions?.readOnly() ?? false),
    answerInTime(attachments.scan ? { uploadsMs: SCANNED_MS } : {}),
  );
  app.use(limits.address, exceptUploads(cutOffAfter(REQUEST_MS)), exceptUploads(refuseLarger(LARGEST_BODY)));
  app.use('/api', limits.account, sameOriginOnly(publicUrl), createJsonRouter(deps));
  const ui = { address: settings.temporalUiAddress, namespace, publicUrl, secret: sessionSecret };
  app.use(TEMPORAL_UI_PATH, limits.account, ...createTemporalUi(ui, deps.authenticate));
  app.use(createPagesRouter(deps));
  app.use(failed(deps));
  return { express: app, deps, health };
}

/** Everything but the engine's pages. */
function pagesOnly(handler: express.RequestHandler): express.RequestHandler {
  return (request, response, next) => {
    if (/^\/temporal(?:\/|$)/.test(request.path)) next();
    else handler(request, response, next);
  };
}

/** What was thrown before a request came to its router: in the language of the place it was sent to. */
function failed(deps: PageDeps): ErrorRequestHandler {
  const inJson = failInJson(deps);
  const inPages = failInPages(deps);
  return (thrown, request, response, next) => {
    const handler = /^\/api(?:\/|$)/.test(request.path) ? inJson : inPages;
    return handler(thrown, request, response, next);
  };
}
