import type { Endpoint } from '../../../api/json/endpoint.ts';
import { ENDPOINTS } from '../../../api/json/endpoints.ts';
import { answersOf, showOpenApi } from '../../../api/json/openapi.ts';
import type { AnswerCheck, TestAnswer } from '../../support/test-session.ts';

/** Fails the test when an answer has a status or a body that the OpenAPI document does not promise for it, or is a fault of the app. */
export const truthful: AnswerCheck = (method, path, answer) => {
  const fault = faultOf(method, path, answer);
  if (fault !== undefined) throw new Error(`${method} ${path} → ${answer.status} ${JSON.stringify(answer.body)}: ${fault}`);
};

function faultOf(method: string, path: string, { status, headers, body }: TestAnswer): string | undefined {
  if (status === 500) return 'a fault of the app';
  if (method === 'HEAD') return undefined;
  const one = endpointAt(method, path);
  if (!one) return status === 404 || status === 405 || status === 400 ? undefined : 'there is no such endpoint';
  const promised = answersOf(one)[status];
  if (!promised) return 'the status is not described';
  if (!promised.body) return body === undefined ? undefined : 'a body is not described';
  if (!headers.get('content-type')?.startsWith('application/json')) return 'it is not JSON';
  return promised.body.safeParse(body).error?.message;
}

function endpointAt(method: string, path: string): Endpoint | undefined {
  const place = path.replace(/\?.*$/, '').replace(/^\/api/, '');
  return [...ENDPOINTS, showOpenApi].find((one) => one.method.toUpperCase() === method && patternOf(one).test(place));
}

function patternOf({ path }: Endpoint): RegExp {
  return new RegExp(
    `^${path
      .replaceAll('.', '\\.')
      .replaceAll('{item}', '[^/]+(?:/[0-9-]+)?')
      .replaceAll(/\{\w+\}/g, '[^/]+')}$`,
  );
}
