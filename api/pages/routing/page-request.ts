import type { Request, Response } from 'express';
import { localPath, signInPath } from '../../http/local-path.ts';
import type { PageDeps } from '../deps.ts';
import { refererPath } from './kept.ts';
import { pageLanguage } from './language.ts';
import type { OpenPageRequest } from './route.ts';

/** To sign in and come back: to the page itself, or after a POST to the page that the form stood on. */
export function comeBack(request: Request): string {
  return signInPath(request.method === 'GET' ? localPath(request.originalUrl) : refererPath(request));
}

/** Who calls, and in which language. */
export async function visitOf(request: Request, response: Response, deps: PageDeps): Promise<OpenPageRequest> {
  const person = await deps.authenticate(request);
  return { request, response, language: pageLanguage(request, person), ...(person ? { person } : {}) };
}
