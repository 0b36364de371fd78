import type { Request } from 'express';
import { z } from 'zod';
import { counted } from '../../domain/language/counted.ts';
import type { Bilingual } from '../../domain/language/problem.ts';
import type { Language } from '../../domain/language/sentence.ts';
import { RequestError } from '../http/request-error.ts';
import type { Endpoint } from './endpoint.ts';
import { presentProblems } from './present.ts';

/** Deepest nesting of a body: a dossier's rows lie three deep. Deeper ones exhaust the stack of whoever walks them. */
const DEEPEST = 20;

/** Path, query and body as the endpoint's schemas say. */
export interface ParsedRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** @throws RequestError `NOT_FOUND` for a path that nothing has, `NOT_JSON`, `MALFORMED` with every problem */
export function parseRequest(endpoint: Endpoint, request: Request, language: Language): ParsedRequest {
  const params = paramsOf(endpoint, request);
  // With a body that the parser passed over.
  if (endpoint.body && request.get('content-length') !== '0' && request.is('application/json') === false)
    throw new RequestError('NOT_JSON');
  const body: unknown = request.body;
  if (endpoint.body && deeperThan(body, DEEPEST)) throw new RequestError('MALFORMED');
  return {
    params,
    query: checked(endpoint.query ?? NO_QUERY, request.query, language),
    body: endpoint.body && checked(endpoint.body, body, language),
  };
}

/** What the path names. @throws RequestError `NOT_FOUND` for a path that nothing has */
export function paramsOf(endpoint: Endpoint, request: Request): unknown {
  const params = endpoint.params?.safeParse(joined(request.params));
  if (params && !params.success) throw new RequestError('NOT_FOUND');
  return params?.data;
}

const NO_QUERY = z.strictObject({});

function checked(schema: z.ZodType, value: unknown, language: Language): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const found = result.error.issues.flatMap(problemsOf);
  const left = found.length - MOST_PROBLEMS;
  const told = left > 0 ? [...found.slice(0, MOST_PROBLEMS), { path: [], code: 'MORE_PROBLEMS', ...more(left) }] : found;
  throw new RequestError('MALFORMED', presentProblems(told, language));
}

function problemsOf(issue: z.core.$ZodIssue) {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key.slice(0, 100)], code: 'UNKNOWN_FIELD', ...UNKNOWN }));
  const said = issue.code === 'custom' ? (issue.params as Partial<Bilingual> | undefined) : undefined;
  if (said?.zh && said.en) return [{ path, code: 'HIDDEN_CHARACTERS', zh: said.zh, en: said.en }];
  return [{ path, code: issue.code.toUpperCase(), zh: '这一项缺少或格式不对', en: issue.message.slice(0, 300) }];
}

const MOST_PROBLEMS = 100;

function more(left: number): Bilingual {
  return { zh: `还有 ${left} 处没有列出`, en: `${counted(left, 'more is', 'more are')} not listed` };
}

const UNKNOWN: Bilingual = { zh: '没有这一项', en: 'there is no such field' };

/** A wildcard matches several segments: `monthly-report/2012-08`. */
function joined(params: Request['params']): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value.join('/') : value]));
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => deeperThan(inner, levels - 1));
}
