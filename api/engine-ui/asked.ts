import { taskQueue } from '../../config/temporal.ts';
import { confinedQuery } from './confined-query.ts';
import type { PageTokens } from './page-tokens.ts';

/** What of the engine's UI somebody asks for, as it will be asked of the UI's own server: nothing of the request is passed on. */
export type Asked =
  /** One of its pages: they are all the same document. */
  | { readonly kind: 'page' }
  /** A file of its own. */
  | { readonly kind: 'file'; readonly path: string }
  /** Markdown as HTML, for its frames. */
  | { readonly kind: 'rendered'; readonly path: string }
  /** JSON of the engine's. */
  | {
      readonly kind: 'data';
      readonly path: string;
      readonly what: 'settings' | 'namespaces' | 'runs' | 'run' | 'other';
      /** What its next page is sealed for. */
      readonly place: string;
      /** The engine answers when there is something new, or after twenty seconds. */
      readonly waits?: boolean;
      /** Sent by POST: a question to a run. */
      readonly body?: {
        readonly execution: { readonly workflowId: string; readonly runId?: string };
        readonly query: { readonly queryType: string };
      };
    };

/** Who asks. */
export interface Reader {
  /** What the ids of the runs that they may read begin with; `''`: all. */
  readonly runs: string;
  readonly namespace: string;
  readonly tokens: PageTokens;
}

/** Refused: `unknown` as if there were no such thing, `refused` because nobody needs it here. */
export type Refused = 'unknown' | 'refused';

/** Tabs of a run's page. */
const TABS: ReadonlySet<string> = new Set(
  'timeline history relationships workers pending-activities call-stack query user-metadata search-attributes memo nexus-links'.split(' '),
);
const RUN_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,120}$/;
const ROOT_FILE = /^[A-Za-z0-9_-]{1,60}\.(?:ico|png|svg|webmanifest|css|woff2?)$/;
const COUNT_MAX = 1_000;

/**
 * What is asked for by GET, if the UI's pages need it and the reader may have it. Everything is written anew from what is
 * known here: a path that is not listed, a parameter that is not named, a second value are as if they were not there.
 * @param url path and query as they were sent
 * @throws QueryError for a search that is none
 */
export function askedFor(url: string, reader: Reader): Asked | Refused {
  const { segments, query } = partsOf(url);
  if (!segments) return 'unknown';
  const [first, ...rest] = segments;
  if (first === undefined || (first === '' && rest.length === 0)) return { kind: 'page' };
  if (first === '_app') return rest.length > 0 && rest.every((one) => NAME.test(one)) ? fileAt(segments) : 'unknown';
  if (rest.length === 0 && ROOT_FILE.test(first)) return fileAt(segments);
  if (first === 'render' && rest.length === 0) return rendered(query);
  if (first === 'namespaces') return pageOf(rest, reader);
  return first === 'api' && rest[0] === 'v1' ? dataOf(rest.slice(1), query, reader) : 'refused';
}

/** What is asked of a run by POST: its current details and its call stack, which change nothing. */
export function askedOf(url: string, body: unknown, reader: Reader): Asked | Refused {
  const [api, v1, word, namespace, workflows, id, question, type, ...more] = partsOf(url).segments ?? [];
  if (api !== 'api' || v1 !== 'v1' || word !== 'namespaces' || workflows !== 'workflows' || question !== 'query') return 'refused';
  if (more.length > 0 || !type || !NAME.test(type)) return 'refused';
  if (namespace !== reader.namespace || !id || !isReadableRun(id, reader)) return 'unknown';
  const runId = runIn(body);
  const path = `${apiPath(reader, 'workflows', id)}/query/${encodeURIComponent(type)}`;
  const execution = { workflowId: id, ...(runId ? { runId } : {}) };
  return { kind: 'data', what: 'other', path, place: '', body: { execution, query: { queryType: type } } };
}

function runIn(body: unknown): string | undefined {
  const { execution } = (typeof body === 'object' && body !== null ? body : {}) as {
    readonly execution?: { readonly runId?: unknown } | null;
  };
  const runId = execution?.runId;
  return typeof runId === 'string' && RUN_ID.test(runId) ? runId : undefined;
}

/** The path below `/temporal`, decoded once; undefined for one that cannot be, or that climbs. */
function partsOf(url: string): { readonly segments: readonly string[] | undefined; readonly query: URLSearchParams } {
  const [path = '', ...search] = url.split('?');
  const query = new URLSearchParams(search.join('?'));
  try {
    const segments = path.split('/').slice(2).map(decodeURIComponent);
    return { segments: segments.some((one) => one === '.' || one === '..') ? undefined : segments, query };
  } catch {
    return { segments: undefined, query };
  }
}

function fileAt(segments: readonly string[]): Asked {
  return { kind: 'file', path: `/temporal/${segments.map(encodeURIComponent).join('/')}` };
}

function rendered(query: URLSearchParams): Asked {
  const kept = ['content', 'theme', 'overrideTheme', 'compact'].flatMap((name) => (query.has(name) ? [[name, query.get(name) ?? '']] : []));
  // This version asks for it at one path and serves it at another.
  return { kind: 'rendered', path: `/temporal/temporal/render?${new URLSearchParams(kept)}` };
}

/** Its list of runs, and a run with its tabs; of the rest of the UI nothing is needed. */
function pageOf([namespace, workflows, id, run, tab, ...deeper]: readonly string[], reader: Reader): Asked | Refused {
  if (namespace === undefined || namespace === '') return { kind: 'page' };
  if (namespace !== reader.namespace) return 'unknown';
  if (workflows !== undefined && workflows !== 'workflows') return 'refused';
  if (id === undefined || id === '') return { kind: 'page' };
  if (!isReadableRun(id, reader)) return 'unknown';
  const known = (run === undefined || RUN_ID.test(run)) && (tab === undefined || TABS.has(tab)) && deeper.every((one) => NAME.test(one));
  return known ? { kind: 'page' } : 'unknown';
}

function dataOf(segments: readonly string[], query: URLSearchParams, reader: Reader): Asked | Refused {
  const [first, namespace, what, id, more, ...rest] = segments;
  const plain = (name: 'settings' | 'other'): Asked => ({ kind: 'data', what: name, path: `/temporal/api/v1/${first}`, place: '' });
  if (namespace === undefined) {
    if (first === 'settings') return plain('settings');
    if (first === 'cluster-info' || first === 'system-info') return plain('other');
    return first === 'namespaces' ? { kind: 'data', what: 'namespaces', path: '/temporal/api/v1/namespaces', place: '' } : 'refused';
  }
  if (first !== 'namespaces' || rest.length > 0) return 'refused';
  if (namespace !== reader.namespace) return 'unknown';
  if (id !== undefined) return what === 'workflows' ? runData(id, more, query, reader) : queueData(what, id, more, query, reader);
  return namespaceData(what, query, reader);
}

function namespaceData(what: string | undefined, query: URLSearchParams, reader: Reader): Asked | Refused {
  const data = { kind: 'data', what: 'other', place: '' } as const;
  const search = query.get('query') ?? '';
  switch (what) {
    case undefined:
      return { ...data, path: apiPath(reader) };
    case 'search-attributes':
      return { ...data, path: apiPath(reader, what) };
    case 'workflow-count':
      return { ...data, path: withQuery(apiPath(reader, what), { query: searched(search, reader, 'count') }) };
    case 'workflows': {
      const place = `runs\0${reader.runs}`;
      const page = pageIn(query, place, reader);
      if (page === undefined) return 'unknown';
      const asked = { query: searched(search, reader, 'list'), pageSize: countIn(query, 'pageSize'), nextPageToken: page };
      return { ...data, what: 'runs', place, path: withQuery(apiPath(reader, what), asked) };
    }
    case 'worker-count':
    case 'workers':
      // Who works for everybody: the one question that a run's page asks.
      return search === `TaskQueue="${taskQueue}"` ? { ...data, path: withQuery(apiPath(reader, what), { query: search }) } : 'refused';
    default:
      return 'refused';
  }
}

/** Whether somebody works: the UI warns when nobody does. */
function queueData(
  what: string | undefined,
  id: string,
  more: string | undefined,
  query: URLSearchParams,
  reader: Reader,
): Asked | Refused {
  if (what !== 'task-queues' || id !== taskQueue || more !== undefined) return 'refused';
  const type = query.get('taskQueueType') ?? '';
  const path = withQuery(apiPath(reader, what, id), { taskQueueType: /^[123]$/.test(type) ? type : '' });
  return { kind: 'data', what: 'other', path, place: '' };
}

/** One run, its history or its history backwards. */
function runData(id: string, more: string | undefined, query: URLSearchParams, reader: Reader): Asked | Refused {
  if (more !== undefined && more !== 'history' && more !== 'history-reverse') return 'refused';
  if (!isReadableRun(id, reader)) return 'unknown';
  const run = query.get('execution.runId') ?? '';
  if (run !== '' && !RUN_ID.test(run)) return 'unknown';
  const path = apiPath(reader, 'workflows', id);
  if (more === undefined) return { kind: 'data', what: 'other', place: '', path: withQuery(path, { 'execution.runId': run }) };
  const place = `${more}\0${id}`;
  const page = pageIn(query, place, reader);
  if (page === undefined) return 'unknown';
  const waits = more === 'history' && query.get('waitNewEvent') === 'true';
  const asked = {
    'execution.runId': run,
    waitNewEvent: waits ? 'true' : '',
    maximumPageSize: countIn(query, 'maximumPageSize'),
    nextPageToken: page,
  };
  return { kind: 'data', what: 'run', place, waits, path: withQuery(`${path}/${more}`, asked) };
}

export function isReadableRun(workflowId: string, { runs }: Pick<Reader, 'runs'>): boolean {
  return workflowId.startsWith(runs);
}

function searched(search: string, { runs }: Reader, kind: 'count' | 'list'): string {
  return runs === '' ? search : confinedQuery(search, runs, kind);
}

/** The page that is asked for, as the engine knows it: '' for the first; undefined for one that was not given out for this. */
function pageIn(query: URLSearchParams, place: string, { tokens }: Reader): string | undefined {
  const sealed = query.get('nextPageToken') || query.get('next_page_token') || '';
  return sealed === '' ? '' : tokens.open(sealed, place);
}

function countIn(query: URLSearchParams, name: string): string {
  const count = Number(query.get(name) ?? '');
  return Number.isInteger(count) && count > 0 ? String(Math.min(count, COUNT_MAX)) : '';
}

function apiPath({ namespace }: Reader, ...segments: readonly string[]): string {
  return ['/temporal/api/v1/namespaces', ...[namespace, ...segments].map(encodeURIComponent)].join('/');
}

function withQuery(path: string, values: Readonly<Record<string, string>>): string {
  const given = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
  return given.size === 0 ? path : `${path}?${given}`;
}
