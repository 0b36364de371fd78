import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { request as requestOverTls } from 'node:https';
import { Readable } from 'node:stream';

/** What is asked of the UI's server. */
export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** Statuses whose answers have no body. */
const EMPTY: readonly number[] = [204, 205, 304];

/**
 * Asks the UI's server, follows no redirect. `fetch` would refuse the ports that the embedded server listens on, as browsers do: that is
 * why it listens there.
 */
export async function askServer(url: string, { method = 'GET', headers = {}, body, signal }: Question): Promise<Response> {
  const ask = url.startsWith('https:') ? requestOverTls : request;
  const asked = ask(url, { method, headers: { ...headers, ...(body === undefined ? {} : lengthOf(body)) }, signal });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const { statusCode: status = 502 } = answer;
  const told = Object.entries(answer.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const]));
  if (EMPTY.includes(status)) answer.resume();
  return new Response(EMPTY.includes(status) ? undefined : (Readable.toWeb(answer) as ReadableStream<Uint8Array>), {
    status,
    headers: Object.fromEntries(told),
  });
}

function lengthOf(body: string): Record<string, string> {
  return { 'content-length': String(Buffer.byteLength(body)) };
}
