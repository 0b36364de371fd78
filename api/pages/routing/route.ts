import type { Readable } from 'node:stream';
import type { Request, RequestHandler, Response } from 'express';
import type { VNode } from 'preact';
import type { CampaignKind } from '../../../domain/calendar/clock.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import type { Actor, Role } from '../../../domain/roles.ts';
import type { Campaign } from '../../../store/campaigns.ts';
import type { Person } from '../../../store/people.ts';
import type { Sends } from '../../use-cases/refuse-sender.ts';
import type { PageDeps } from '../deps.ts';

/** A request to a page that everybody may open. */
export interface OpenPageRequest {
  readonly request: Request;
  /** For cookies; the page itself is answered by returning it. */
  readonly response: Response;
  readonly language: Language;
  /** Whoever is signed in. */
  readonly person?: Person;
}

/** A request by somebody who is signed in. */
export interface PageRequest extends OpenPageRequest {
  readonly person: Person;
  readonly actor: Actor;
}

/** A page as a handler hands it over. */
export interface Page {
  /** 200 unless told. */
  readonly status?: number;
  readonly title: string;
  readonly body: VNode;
  /** What it is about: the year stands in its title, and a rehearsal or a record of the past is marked on the page and in the title. */
  readonly campaign?: Pick<Campaign, 'clock' | 'year' | 'countyName'>;
  /** Of a page about several: what all of them are. */
  readonly about?: CampaignKind | undefined;
  /** Something typed was wrong: the title says so first. */
  readonly wrong?: boolean;
  /** It says that nothing was recorded, because Temporal does not know the run. */
  readonly lost?: boolean;
}

/** A file to keep, under its own name. */
export interface Download {
  readonly filename: string;
  /** Media type. */
  readonly type: string;
  /** Whole, or as it is read from the database. */
  readonly content: Buffer | { readonly size: number; readonly stream: Readable };
}

export type PageAnswer =
  | ({ readonly kind: 'page' } & Page)
  | { readonly kind: 'redirect'; readonly to: string }
  | ({ readonly kind: 'download' } & Download)
  /** Something other than a page that programs read: a feed. */
  | { readonly kind: 'content'; readonly type: string; readonly content: string };

export function shown(page: Page): PageAnswer {
  return { kind: 'page', ...page };
}

export function download(file: Download): PageAnswer {
  return { kind: 'download', ...file };
}

/** The usual answer to a POST: go and look (303). @param to a path of this app */
export function redirect(to: string): PageAnswer {
  return { kind: 'redirect', to };
}

interface Options {
  /** Only these roles; everybody who is signed in when absent. What they see of it is the handler's affair. */
  readonly roles?: readonly Role[];
  /** The message that a form sends: whoever may not send it is refused before anything of the form is read. */
  readonly sends?: Sends | ((request: Request) => Sends);
  /** What else has to hold before the form is read. @throws PageError */
  readonly before?: (visit: PageRequest, deps: PageDeps) => Promise<unknown>;
  /** Reads the body, in place of the parser for forms (256 kB of a form with many rows up to 2 MB). Must fill `body._csrf`. */
  readonly parser?: RequestHandler;
  /** Of a form that is drawn by what is in it: the button that draws it again, and does nothing else. */
  readonly redraw?: Readonly<Record<string, string>>;
  /** Where its form stands, seen from its own address: a page that answers it with a mistake has one at which something else is. */
  readonly formAt?: string;
}

type Handle<V> = (visit: V, deps: PageDeps) => Promise<PageAnswer>;

/** One address of the pages. */
export type Route = Options & { readonly method: 'get' | 'post'; readonly path: string } & (
    | { readonly access: 'everybody'; readonly handle: Handle<OpenPageRequest> }
    | { readonly access: 'signed-in'; readonly handle: Handle<PageRequest> }
  );

/** A page for whoever is signed in; others are sent to sign in and come back. */
export function get(path: string, handle: Handle<PageRequest>, options: Options = {}): Route {
  return { method: 'get', path, access: 'signed-in', handle, ...options };
}

/** A form of a page for whoever is signed in. */
export function post(path: string, handle: Handle<PageRequest>, options: Options = {}): Route {
  return { method: 'post', path, access: 'signed-in', handle, ...options };
}

export function openGet(path: string, handle: Handle<OpenPageRequest>): Route {
  return { method: 'get', path, access: 'everybody', handle };
}

export function openPost(path: string, handle: Handle<OpenPageRequest>): Route {
  return { method: 'post', path, access: 'everybody', handle };
}
