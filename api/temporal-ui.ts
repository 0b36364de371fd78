import type { Request, RequestHandler } from 'express';
import { createProxyMiddleware, responseInterceptor } from 'http-proxy-middleware';
import type { Person } from '../store/people.ts';
import { PageError } from './pages/page-error.ts';
import { localPath, signInPath } from './pages/paths.ts';
import { mayOpenRecord } from './record-access.ts';

/** Where the engine's own pages are served; its server is started with the same public path. */
export const TEMPORAL_UI_PATH = '/temporal';

const SETTINGS = /^\/temporal\/api\/v1\/settings$/;
/** Current details and the call stack are fetched by POST; they change nothing. */
const QUERY = /^\/temporal\/api\/v1\/namespaces\/[^/]+\/workflows\/[^/]+(\/runs\/[^/]+)?\/query\/[^/]+$/;

/** The UI's pages hold an inline script and frame each other; this policy is theirs alone. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "object-src 'none'",
  "base-uri 'self'",
].join('; ');

/** Strangers are sent to sign in and come back. @throws PageError for everybody else */
export function countyStaffOnly(whoCalls: (request: Request) => Promise<Person | undefined>): RequestHandler {
  return async (request, response, next) => {
    const person = await whoCalls(request);
    if (!person && request.method === 'GET') return response.redirect(303, signInPath(localPath(request.originalUrl)));
    if (!person || !mayOpenRecord(person.role)) throw new PageError('notYours');
    return next();
  };
}

/** Lets through what reads and nothing that changes: the UI itself could signal, terminate and reset. */
export const readOnly: RequestHandler = (request, response, next) => {
  const path = request.originalUrl.split('?')[0] ?? '';
  const reads = request.method === 'GET' || request.method === 'HEAD' || (request.method === 'POST' && QUERY.test(path));
  if (reads) return next();
  response.status(403).json({ error: { code: 'READ_ONLY', message: '流程记录只供查看 / read only' } });
};

/** The UI asks to be told of the next event; the engine answers after twenty seconds at the latest. */
const WAITS = /[?&]waitNewEvent=true(?:&|$)/;
const ANSWER_WITHIN_MS = 5_000;
const EVENT_WITHIN_MS = 25_000;

/** Serves the engine's UI from `uiAddress`, read only, its buttons greyed. Whoever mounts it has checked who may look. */
export function createTemporalUi(uiAddress: string): RequestHandler[] {
  const [prompt, patient] = [createProxy(uiAddress, ANSWER_WITHIN_MS), createProxy(uiAddress, EVENT_WITHIN_MS)];
  return [readOnly, (request, response, next) => (WAITS.test(request.originalUrl) ? patient : prompt)(request, response, next)];
}

function createProxy(uiAddress: string, proxyTimeout: number): RequestHandler {
  const intercept = responseInterceptor(async (body, _upstream, request, response) => {
    response.setHeader('content-security-policy', POLICY);
    const path = ((request as { originalUrl?: string }).originalUrl ?? '').split('?')[0] ?? '';
    return SETTINGS.test(path) ? greyed(body) : body;
  });
  return createProxyMiddleware({
    target: uiAddress,
    changeOrigin: true,
    // Mounted handlers see a shortened path; the UI's server wants the whole.
    pathRewrite: (_path, request) => {
      const whole = (request as { originalUrl?: string }).originalUrl ?? request.url ?? '';
      // This version asks for the page frame at one path and serves it at another.
      return whole.replace(/^\/temporal\/render(?=[/?]|$)/, '/temporal/temporal/render');
    },
    selfHandleResponse: true,
    proxyTimeout,
    on: {
      proxyReq: (outgoing) => {
        // The app's session is nothing to the UI's server; its own `_csrf` goes with its query requests.
        const own = /(?:^|;\s*)(_csrf=[^;]*)/.exec(String(outgoing.getHeader('cookie') ?? ''))?.[1];
        if (own) outgoing.setHeader('cookie', own);
        else outgoing.removeHeader('cookie');
        outgoing.removeHeader('authorization');
      },
      proxyRes: (upstream, request, response) => {
        intercept(upstream, request, response).catch(() => response.destroy());
      },
      error: (_error, _request, response) => {
        if ('writeHead' in response && !response.headersSent) response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' });
        response.end('流程记录暂时打不开，请稍后再试。 The records cannot be shown right now.');
      },
    },
  });
}

/** The UI's settings with every action that writes disabled. */
function greyed(body: Buffer): string {
  const settings = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  return JSON.stringify({ ...settings, DisableWriteActions: true });
}
