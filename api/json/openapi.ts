import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { DOSSIERS } from '../../domain/dossiers/index.ts';
import { errorSchema } from './answer-schemas.ts';
import { type AnswerSchemas, type Endpoint, endpoint, ok } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';

/** The session's cookie, as the document names it. */
const SESSION = 'session';

const everywhere: AnswerSchemas = {
  400: { says: '请求的格式不对 / malformed', body: errorSchema },
  429: { says: '请求太频繁 / too many requests', body: errorSchema },
  500: { says: '系统出错 / a fault of the app', body: errorSchema },
  503: { says: '服务暂时不可用 / not available right now', body: errorSchema },
};

/** What an endpoint may answer beside its own answers, by what it takes and who may call. */
function commonAnswers({ access, method, params, body }: Endpoint): AnswerSchemas {
  return {
    ...everywhere,
    ...(access === 'everybody' ? {} : { 401: { says: '未登录 / not signed in', body: errorSchema } }),
    ...(method === 'get' && !Array.isArray(access) ? {} : { 403: { says: '角色或来源不对 / wrong role or origin', body: errorSchema } }),
    ...(params ? { 404: { says: '没有，或不归您看 / not there, or not yours to see', body: errorSchema } } : {}),
    ...(body ? { 413: { says: '太大 / too large', body: errorSchema }, 415: { says: '不是 JSON / not JSON', body: errorSchema } } : {}),
  };
}

/** Everything an endpoint may answer, by status. */
export function answersOf(one: Endpoint): AnswerSchemas {
  const answers: Record<number, AnswerSchemas[number]> = { ...commonAnswers(one) };
  for (const [status, own] of Object.entries(one.answers)) {
    const common = answers[Number(status)]?.body;
    answers[Number(status)] = common && own.body && own.body !== common ? { says: own.says, body: z.union([own.body, common]) } : own;
  }
  return answers;
}

/** The JSON API as an OpenAPI 3.1 document, from the schemas that requests are checked with. */
export function openApiDocument(cookie: string) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', SESSION, { type: 'apiKey', in: 'cookie', name: cookie });
  for (const one of [...ENDPOINTS, showOpenApi]) registry.registerPath(pathOf(one));
  const dossiers = Object.entries(DOSSIERS).map(([id, { schema }]) => ({
    type: 'schema' as const,
    schema: schema.meta({ id: `Dossier-${id}` }),
  }));
  return new OpenApiGeneratorV31([...registry.definitions, ...dossiers], { sortComponents: 'alphabetically' }).generateDocument({
    openapi: '3.1.0',
    info: {
      title: '乡镇团组织格局创新 / league reorganization',
      version: '1.0.0',
      description: '只接受同源、已登录的请求。 / Takes requests of the same origin with a session only.',
    },
    servers: [{ url: '/api' }],
  });
}

function pathOf(one: Endpoint): Parameters<OpenAPIRegistry['registerPath']>[0] {
  const { id, method, path, summary, access, params, query, body, takes } = one;
  const roles = Array.isArray(access) ? { description: `角色 roles: ${access.join(', ')}` } : {};
  return {
    operationId: id,
    method,
    path,
    summary,
    ...roles,
    security: access === 'everybody' ? [] : [{ [SESSION]: [] }],
    request: {
      ...(params ? { params } : {}),
      ...(query ? { query } : {}),
      ...(body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {}),
      ...(takes ? { body: { required: true, content: { 'application/octet-stream': { schema: FILE } } } } : {}),
    },
    responses: Object.fromEntries(Object.entries(answersOf(one)).map(([status, answer]) => [status, responseOf(answer)])),
  };
}

/** A file as it is. */
const FILE = { type: 'string', format: 'binary' } as const;

function responseOf({ says, body, media }: AnswerSchemas[number]) {
  if (media) return { description: says, content: { [media]: { schema: FILE } } };
  return { description: says, ...(body ? { content: { 'application/json': { schema: body } } } : {}) };
}

const documents = new Map<string, ReturnType<typeof openApiDocument>>();

export const showOpenApi = endpoint({
  id: 'showOpenApi',
  method: 'get',
  path: '/openapi.json',
  summary: '本文档 / this document',
  access: 'everybody',
  answers: { 200: { says: 'OpenAPI 3.1', body: z.looseObject({ openapi: z.string() }) } },
  async handle(_call, { sessionCookie }) {
    const document = documents.get(sessionCookie) ?? openApiDocument(sessionCookie);
    documents.set(sessionCookie, document);
    return ok({ ...document });
  },
});
