import type { RequestHandler, Router } from 'express';
import type { FormFields } from '../../../domain/fields/form-values.ts';
import { openKeptPost } from '../../../store/kept-posts.ts';
import { localPath, signInPath } from '../../http/local-path.ts';
import type { PageDeps } from '../deps.ts';
import { ROUTES } from '../routes.ts';
import { formOf, typed } from './form.ts';
import { browserOf } from './keep-for-stranger.ts';
import { type GivenBack, hasOldToken, keep, mayBeKept, typedFields } from './kept.ts';
import { PageError, pageErrorOf } from './page-error.ts';
import { comeBack, visitOf } from './page-request.ts';
import type { OpenPageRequest, Route } from './route.ts';

/** A form whose token is of another day or session is not taken, and given back with a fresh one. */
export function protect(route: Route, router: Router, deps: PageDeps): RequestHandler {
  return (request, response, next) => {
    if (response.locals['given']) return next();
    const refused = (error?: unknown): void => {
      if (error === undefined) return next();
      if (pageErrorOf(error).kind !== 'expired' || !mayBeKept(request, deps) || !hasOldToken(request)) return next(error);
      const { person } = response.locals['visit'] as OpenPageRequest;
      if (route.path.startsWith('/sign-in')) return void signInAgain(route, router)(request, response, next);
      if (route.access === 'everybody' || !person) return next(error);
      return void sendBack(request, response, next);
    };
    return deps.csrf.protect(request, response, refused);
  };
  async function sendBack(...[request, response, next]: Parameters<RequestHandler>): Promise<void> {
    try {
      const { person } = response.locals['visit'] as OpenPageRequest;
      if (!person) throw new PageError('expired');
      response.redirect(303, await keep(request, deps, { person: person._id }));
    } catch (error) {
      next(error);
    }
  }
}

/** The form to sign in, with the address typed into it and a fresh token; nothing of it is kept. */
function signInAgain({ path }: Route, router: Router): RequestHandler {
  return (request, response, next) => {
    const form = formOf(request);
    const token = typed(form, 'token').slice(0, 200);
    const page = signInPath(localPath(typed(form, 'next')));
    const from = token === '' ? page : `${page}${page.includes('?') ? '&' : '?'}token=${encodeURIComponent(token)}`;
    return goTo(router, { path, from, fields: typedFields(request) }, 'GET')(request, response, next);
  };
}

/** The page of a form that was kept, with everything typed into it. It can be loaded again, and come back to. */
export function giveBack(router: Router, deps: PageDeps): RequestHandler {
  return async (request, response, next) => {
    const { person } = await visitOf(request, response, deps);
    if (!person) return response.redirect(303, comeBack(request));
    const token = String(request.params['token']);
    const post = token.length <= 64 ? await openKeptPost(deps.store, token, person._id, browserOf(request, deps)) : undefined;
    // Whether there is one of somebody else's, or in another browser, is not told.
    if (!post) throw new PageError('notKept');
    const route = ROUTES.find((one) => one.method === 'post' && matches(one.path, post.path));
    const form = { ...post, from: formOfMistakes(post, route) };
    return goTo(router, form, route?.redraw ? 'POST' : 'GET', route?.redraw)(request, response, next);
  };
}

/** The page of the form that was kept; of one that had come back with a mistake, the page on which it stood at first. */
function formOfMistakes({ path, from }: GivenBack, route: Route | undefined): string {
  return route?.formAt !== undefined && from.replace(/\?.*/, '') === path ? new URL(route.formAt, `http://form${path}`).pathname : from;
}

/** Answers as if the form's own page had been asked for, or, for forms with rows, the button that only draws it again. */
function goTo(router: Router, given: GivenBack, method: 'GET' | 'POST', redraw: Readonly<Record<string, string>> = {}): RequestHandler {
  return (request, response, next) => {
    response.locals['given'] = given;
    request.method = method;
    request.url = method === 'POST' ? given.path : given.from;
    const fields: FormFields = Object.fromEntries(
      given.fields.map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : [...values]]),
    );
    request.body = method === 'POST' ? { ...fields, ...redraw } : undefined;
    return router(request, response, next);
  };
}

/** Whether an address is one of a route's. */
function matches(route: string, path: string): boolean {
  const parts = route
    .split('/')
    .map((part) => (part.startsWith('*') ? '.+' : part.startsWith(':') ? '[^/]+' : part.replaceAll('.', String.raw`\.`)));
  return new RegExp(`^${parts.join('/')}$`).test(path);
}
