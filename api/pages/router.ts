import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { seenCampaign } from '../access/seen-campaign.ts';
import { isAnsweredLate } from '../http/deadline.ts';
import { signInPath } from '../http/local-path.ts';
import { found } from '../http/request-error.ts';
import { refuseSender } from '../use-cases/refuse-sender.ts';
import type { PageDeps } from './deps.ts';
import { campaignPath, townshipPath } from './paths.ts';
import { ROUTES } from './routes.ts';
import { createAssetsRouter } from './routing/assets.ts';
import { giveBack, protect } from './routing/give-back.ts';
import { keepForStranger } from './routing/keep-for-stranger.ts';
import type { GivenBack } from './routing/kept.ts';
import { pageLanguage } from './routing/language.ts';
import { PageError, pageErrorOf } from './routing/page-error.ts';
import { comeBack, visitOf } from './routing/page-request.ts';
import { answer, answerError } from './routing/render.tsx';
import type { OpenPageRequest, PageRequest, Route } from './routing/route.ts';
import { refusedPage } from './shared/outcome.tsx';

/** A form with two hundred people, each cell filled, percent-encoded. */
const FORM = express.urlencoded({ extended: false, limit: '2mb', parameterLimit: 10_000 });

/**
 * The pages, complete without JavaScript. Each address: who calls, may they → body, token → handler → HTML. Whatever
 * is no page is answered with a page too.
 */
export function createPagesRouter(deps: PageDeps): Router {
  const router = Router({ caseSensitive: true });
  router.use(createAssetsRouter());
  router.get('/kept/:token', giveBack(router, deps));
  const pages = new Set(ROUTES.filter(({ method }) => method === 'get').map(({ path }) => path));
  for (const route of ROUTES) {
    if (route.method === 'post' && !pages.has(route.path)) router.get(route.path, toItsForm(route, router, deps));
    const before = route.method === 'post' ? [askFirst(route, deps), parse(route), protect(route, router, deps)] : [];
    router[route.method](route.path, admit(route, deps), ...before, serve(route, deps));
  }
  router.use(noSuchPage(deps));
  router.use(failInPages(deps));
  return router;
}

/** Strangers are asked to sign in first: they are not told which addresses exist. */
function noSuchPage(deps: PageDeps): RequestHandler {
  return async (request, response) => {
    const visit = await visitOf(request, response, deps);
    response.locals['visit'] = visit;
    if (visit.person || request.method !== 'GET') throw new PageError('notFound');
    response.redirect(303, comeBack(request));
  };
}

/** An address that only takes forms, opened by itself, as by going back: the page above it is where its form stands. */
function toItsForm({ access }: Route, router: Router, deps: PageDeps): RequestHandler {
  return async (request, response, next) => {
    const { person } = await visitOf(request, response, deps);
    const above = request.path.replace(/\/[^/]+$/, '') || '/';
    const given = response.locals['given'] as GivenBack | undefined;
    if (given && person) {
      request.url = above;
      return router(request, response, next);
    }
    return response.redirect(303, person || access === 'everybody' ? above : comeBack(request));
  };
}

/** A form that is given back was read when it came. */
function parse(route: Route): RequestHandler {
  const parser = route.parser ?? FORM;
  return (request, response, next) => (response.locals['given'] ? next() : parser(request, response, next));
}

/** Before the body is read: whoever is not signed in goes and does so. What they typed waits for them. */
function admit(route: Route, deps: PageDeps): RequestHandler {
  return async (request, response, next) => {
    const visit = await visitOf(request, response, deps);
    response.locals['visit'] = visit;
    if (route.access === 'everybody') return next();
    if (!visit.person) {
      const kept = route.method === 'post' && route.path !== '/sign-out' ? await keepForStranger(request, response, deps) : undefined;
      return response.redirect(303, kept ? signInPath(kept) : comeBack(request));
    }
    if (route.roles && !route.roles.includes(visit.person.role)) throw new PageError('notYours');
    return next();
  };
}

/** Before a form is read: does its reader see the place it is for, and may they send it there at all? */
function askFirst(route: Route, deps: PageDeps): RequestHandler {
  return async (request, response, next) => {
    if (route.access === 'everybody') return next();
    const visit = signedIn(response.locals['visit'] as OpenPageRequest);
    const { campaign: id, township, item } = request.params;
    if (id !== undefined) {
      const campaign = await seenCampaign(deps, visit.actor, String(id));
      if (township !== undefined) found(campaign.townships.find((row) => row.id === township));
      const to = { campaign, township: township && String(township), item: item && [item].flat().join('/') };
      const sends = typeof route.sends === 'function' ? route.sends(request) : route.sends;
      const refused = sends && (await refuseSender(deps, visit.actor, sends, to));
      if (refused) {
        const href = township ? townshipPath(campaign._id, String(township)) : campaignPath(campaign._id);
        return answer(visit, deps, refusedPage(visit, refused, { campaign, kept: { href } }));
      }
    }
    await route.before?.(visit, deps);
    return next();
  };
}

function serve(route: Route, deps: PageDeps): RequestHandler {
  return async (_request, response) => {
    const visit = response.locals['visit'] as OpenPageRequest;
    const given = await (route.access === 'everybody' ? route.handle(visit, deps) : route.handle(signedIn(visit), deps));
    await answer(visit, deps, given);
  };
}

function signedIn(visit: OpenPageRequest): PageRequest {
  const { person } = visit;
  if (!person) throw new PageError('notYours');
  return { ...visit, person, actor: { account: person._id, role: person.role, unit: person.unit } };
}

/** Answers what was thrown, here or before the request came here, with a page. */
export function failInPages(deps: PageDeps): ErrorRequestHandler {
  return async (thrown: unknown, request, response, next) => {
    if (isAnsweredLate(response) && response.headersSent) return;
    if (response.headersSent) return next(thrown);
    const error = pageErrorOf(thrown);
    const number = randomUUID().slice(0, 8);
    if (error.kind === 'broken') deps.logger.error({ err: thrown, number, method: request.method, path: request.path }, 'page failed');
    const visit = (response.locals['visit'] as OpenPageRequest | undefined) ?? {
      request,
      response,
      language: pageLanguage(request, undefined),
    };
    await answerError(visit, deps, error, number);
  };
}
