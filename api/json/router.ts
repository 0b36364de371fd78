import express, { type ErrorRequestHandler, type RequestHandler, type Response, Router } from 'express';
import { mayRead } from '../../domain/authority/reading.ts';
import { seenCampaign } from '../access/seen-campaign.ts';
import type { AppDeps } from '../deps.ts';
import { refuseLarger } from '../http/body-limit.ts';
import { isAnsweredLate } from '../http/deadline.ts';
import { errorOf } from '../http/error-of.ts';
import { languageOf } from '../http/language.ts';
import { found, RequestError } from '../http/request-error.ts';
import { refuseSender } from '../use-cases/refuse-sender.ts';
import type { Answer, Caller, Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';
import { answerOf } from './error-answer.ts';
import { showOpenApi } from './openapi.ts';
import { answerOutcome } from './outcomes.ts';
import { paramsOf, parseRequest } from './parse-request.ts';

/** Largest body of an endpoint that does not say, in bytes: a dossier with two hundred people fits. */
const BODY_BYTES = 262_144;

/**
 * Everything under `/api`. Each endpoint: who calls, may they → body, path and query by their schemas → handler. Whatever is no
 * endpoint is answered in JSON too: unknown paths 404, other methods 405.
 */
export function createJsonRouter(deps: AppDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const [path, endpoints] of byPath()) {
    for (const one of endpoints) {
      const limit = one.largestBody ?? BODY_BYTES;
      const read = one.body ? [refuseLarger(limit), express.json({ limit })] : [discardRest];
      router[one.method](path, admit(one, deps), askFirst(one, deps), ...read, serve(one, deps));
    }
    router.all(path, methodNotAllowed(endpoints));
  }
  router.use(() => {
    throw new RequestError('NOT_FOUND');
  });
  router.use(failInJson(deps));
  return router;
}

/** What a handler did not read of a file is thrown away when it has answered: a client that is cut off while it sends never sees why. */
const discardRest: RequestHandler = (request, response, next) => {
  response.once('finish', () => request.resume());
  next();
};

/** Endpoints by the router's path, in the order in which the paths are tried. */
function byPath(): Map<string, Endpoint[]> {
  const paths = new Map<string, Endpoint[]>();
  for (const one of [...ENDPOINTS, showOpenApi]) {
    const path = one.path.replaceAll('{item}', '*item').replaceAll(/\{(\w+)\}/g, ':$1');
    paths.set(path, [...(paths.get(path) ?? []), one]);
  }
  return paths;
}

/** Before the body is read: whoever may not call is told so at once. */
function admit({ access }: Endpoint, deps: AppDeps): RequestHandler {
  return async (request, response, next) => {
    const person = await deps.authenticate(request);
    const caller: Caller | undefined = person && { person, actor: { account: person._id, role: person.role, unit: person.unit } };
    response.locals['caller'] = caller;
    if (access !== 'everybody' && !caller) throw new RequestError('SIGN_IN_NEEDED');
    if (Array.isArray(access) && caller && !access.includes(caller.actor.role)) throw new RequestError('NOT_YOURS');
    next();
  };
}

/**
 * Before the body is read, for whatever changes something: is there such a place, does the caller see it, and may they
 * send this there at all?
 */
function askFirst(endpoint: Endpoint, deps: AppDeps): RequestHandler {
  return async (request, response, next) => {
    const caller = callerOf(response);
    if (endpoint.method === 'get' || !caller) return next();
    const params = paramsOf(endpoint, request);
    const { campaign, township, item } = (params ?? {}) as { campaign?: string; township?: string; item?: string };
    if (campaign !== undefined) {
      const seen = await seenCampaign(deps, caller.actor, campaign);
      if (township !== undefined) found(seen.townships.find(({ id }) => id === township));
      if (township !== undefined && !endpoint.sends && !mayRead(caller.actor, 'township', seen.county, township))
        throw new RequestError('NOT_FOUND');
      const refused = endpoint.sends && (await refuseSender(deps, caller.actor, endpoint.sends, { campaign: seen, township, item }));
      if (refused) return send(response, answerOutcome(refused, languageOf(request, caller.person)));
    }
    await endpoint.before?.({ params: params as undefined, caller }, deps);
    return next();
  };
}

function serve(endpoint: Endpoint, deps: AppDeps): RequestHandler {
  return async (request, response) => {
    const caller = callerOf(response);
    const language = languageOf(request, caller?.person);
    const parsed = parseRequest(endpoint, request, language);
    const respondAsync = /(?:^|[\s,;])respond-async(?:$|[\s,;])/i.test(request.get('prefer') ?? '');
    const call = { ...parsed, caller, language, respondAsync, http: { request, response } };
    send(response, await endpoint.handle(call as unknown as Parameters<Endpoint['handle']>[0], deps));
  };
}

function callerOf(response: Response): Caller | undefined {
  return response.locals['caller'] as Caller | undefined;
}

function send(response: Response, { status, headers, body }: Answer): void {
  // A file that the handler sent itself.
  if (response.headersSent) return;
  response.status(status).setHeader('cache-control', 'no-store');
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (body === undefined) response.end();
  else response.json(body);
}

function methodNotAllowed(endpoints: readonly Endpoint[]): RequestHandler {
  const allowed = endpoints.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
  return (_request, response) => {
    response.setHeader('allow', allowed.join(', '));
    throw new RequestError('METHOD_NOT_ALLOWED');
  };
}

/** Answers what was thrown, here or before the request came here, in JSON. */
export function failInJson({ logger }: Pick<AppDeps, 'logger'>): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    if (isAnsweredLate(response) && response.headersSent) return;
    if (response.headersSent) return next(thrown);
    const error = errorOf(thrown);
    if (error.code === 'INTERNAL') logger.error({ error: thrown, method: request.method, path: request.path }, 'a request failed');
    if (error.code === 'UNAVAILABLE' || error.code === 'BUSY') response.setHeader('retry-after', '2');
    if (error.code === 'READ_ONLY') response.setHeader('retry-after', '60');
    send(response, answerOf(error, languageOf(request, callerOf(response)?.person)));
  };
}
