import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type Request, type RequestHandler, type Response } from 'express';
import type { Person } from '../../store/people.ts';
import { readableRuns } from '../access/record-access.ts';
import { localPath, signInPath } from '../http/local-path.ts';
import { RequestError } from '../http/request-error.ts';
import { dataFor } from './answers.ts';
import { askServer } from './ask-server.ts';
import { type Asked, askedFor, askedOf, type Reader, type Refused } from './asked.ts';
import { QueryError } from './confined-query.ts';
import { createPageTokens } from './page-tokens.ts';
import { DATA_POLICY, RENDERED_POLICY, uiPolicy } from './policy.ts';

/** Where the engine's own pages are served; its server is started with the same public path. */
export const TEMPORAL_UI_PATH = '/temporal';

export interface TemporalUiSettings {
  /** Where the UI's own server is. */
  readonly address: string;
  /** The only one that is shown. */
  readonly namespace: string;
  readonly publicUrl: string;
  /** Seals what the engine believes without asking. */
  readonly secret: string;
}

/**
 * The engine's UI as its readers get it: read only, their own county's runs, its buttons greyed. No proxy: each request is
 * understood, asked anew of the UI's server without a header of its sender's, and answered without a header of the
 * server's, because whatever is answered here runs with the authority of whoever is signed in.
 */
export function createTemporalUi(
  settings: TemporalUiSettings,
  authenticate: (request: Request) => Promise<Person | undefined>,
): RequestHandler[] {
  const tokens = createPageTokens(settings.secret);
  // For the UI's server, which wants the two alike; nothing of it comes from or goes to a browser.
  const csrf = randomBytes(16).toString('hex');
  return [
    countyStaffOnly(authenticate),
    express.json({ limit: 4_096 }),
    async (request, response) => {
      const reader = { runs: response.locals['runs'] as string, namespace: settings.namespace, tokens };
      const asked = understood(request, reader);
      if (typeof asked === 'string') return refuse(response, asked);
      const upstream = await ask(asked, settings, csrf, response).catch(() => undefined);
      if (response.destroyed) return;
      if (!upstream || upstream.status >= 500) return unavailable(response);
      await answer(asked, upstream, { request, response, reader, settings }).catch((error: unknown) => {
        // Whoever asked has gone, or the server stopped in the middle: there is nobody, or no way, to say so.
        if (!response.headersSent && !response.destroyed) throw error;
        response.destroy();
      });
    },
  ];
}

/** Strangers are sent to sign in and come back. @throws RequestError for everybody else */
function countyStaffOnly(authenticate: (request: Request) => Promise<Person | undefined>): RequestHandler {
  return async (request, response, next) => {
    const person = await authenticate(request);
    if (!person && request.method === 'GET') return response.redirect(303, signInPath(localPath(request.originalUrl)));
    const runs = person && readableRuns(person);
    if (runs === undefined) throw new RequestError('NOT_YOURS');
    response.locals['runs'] = runs;
    return next();
  };
}

function understood(request: Request, reader: Reader): Asked | Refused | 'malformed' {
  const { method, originalUrl } = request;
  try {
    if (method === 'GET' || method === 'HEAD') return askedFor(originalUrl, reader);
    const site = request.get('sec-fetch-site');
    return method === 'POST' && (site === undefined || site === 'same-origin') ? askedOf(originalUrl, request.body, reader) : 'refused';
  } catch (error) {
    if (error instanceof QueryError) return 'malformed';
    throw error;
  }
}

const REFUSALS = {
  unknown: { status: 404, body: { code: 5, message: '没有这条记录 / not found', details: [] } },
  refused: { status: 403, body: { error: { code: 'READ_ONLY', message: '流程记录只供查看 / read only' } } },
  malformed: { status: 400, body: { code: 3, message: '这个查询条件看不懂 / this query cannot be understood', details: [] } },
} as const;

function refuse(response: Response, why: keyof typeof REFUSALS): void {
  const { status, body } = REFUSALS[why];
  response.status(status).set({ 'content-security-policy': DATA_POLICY, 'cache-control': 'no-store' }).json(body);
}

function unavailable(response: Response): void {
  response.status(503).set({ 'content-security-policy': DATA_POLICY, 'cache-control': 'no-store' }).type('text/plain; charset=utf-8');
  response.send('流程记录暂时打不开，请稍后再试。 The records cannot be shown right now.');
}

/** The engine answers a question about what is next after twenty seconds at the latest. */
const ANSWER_WITHIN_MS = 5_000;
const EVENT_WITHIN_MS = 25_000;

function ask(asked: Asked, { address }: TemporalUiSettings, csrf: string, response: Response): Promise<globalThis.Response> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const waits = asked.kind === 'data' && asked.waits === true;
  const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(waits ? EVENT_WITHIN_MS : ANSWER_WITHIN_MS)]);
  const path = asked.kind === 'page' ? '/temporal/' : asked.path;
  const body = asked.kind === 'data' ? asked.body : undefined;
  if (!body) return askServer(`${address}${path}`, { signal });
  const headers = { 'content-type': 'application/json', cookie: `_csrf=${csrf}`, 'x-csrf-token': csrf };
  return askServer(`${address}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal });
}

interface Answering {
  readonly request: Request;
  readonly response: Response;
  readonly reader: Reader;
  readonly settings: TemporalUiSettings;
}

/** Files that the UI consists of; whatever else its server calls a file is not handed on. */
const FILE_TYPES =
  /^(?:text\/(?:javascript|css)|application\/(?:javascript|json|manifest\+json|wasm|octet-stream)|font\/\w+|image\/[\w.+-]+)(?:;|$)/;

async function answer(asked: Asked, upstream: globalThis.Response, { request, response, reader, settings }: Answering): Promise<void> {
  const { status } = upstream;
  const type = upstream.headers.get('content-type') ?? '';
  if (asked.kind === 'data') {
    if (!type.startsWith('application/json')) return unavailable(response);
    const body: unknown = await upstream.json();
    response.status(status).set({ 'content-security-policy': DATA_POLICY, 'cache-control': 'no-store' });
    response.json(status === 200 ? dataFor(body, asked, reader) : body);
    return;
  }
  // Neither a redirect nor a page where a file should be: this server answers a path it does not know with its page.
  if (status !== 200 || (asked.kind === 'file') !== FILE_TYPES.test(type)) return refuse(response, 'unknown');
  if (asked.kind === 'file') {
    const kept = asked.path.includes('/immutable/') ? 'private, max-age=31536000, immutable' : 'private, max-age=300';
    response.status(200).set({ 'content-type': type, 'content-security-policy': DATA_POLICY, 'cache-control': kept });
    if (upstream.body)
      await pipeline(Readable.fromWeb(upstream.body as Parameters<typeof Readable.fromWeb>[0]), response).catch(() => response.destroy());
    else response.end();
    return;
  }
  const html = await upstream.text();
  const own = upstream.headers.get('content-security-policy');
  const policies = asked.kind === 'page' ? [uiPolicy(html, request, settings.publicUrl)] : [...(own ? [own] : []), RENDERED_POLICY];
  response
    .status(200)
    .set({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policies, 'cache-control': 'no-store' });
  response.send(html);
}
