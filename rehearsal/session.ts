import type { ConcurrencyLimit } from './concurrency.ts';

/** What the app answered. */
export interface HttpAnswer {
  readonly status: number;
  /** Parsed JSON; undefined where the answer had none. */
  readonly body: unknown;
  /** Seconds the app asks to wait (429, 503); undefined when it does not say. */
  readonly retryAfter?: number;
  /** From sending the request to the end of the answer, ms; the wait for a free line before it is not the app's. */
  readonly ms?: number;
}

/** Thrown when an answer is not the one that the contract of the JSON API promises. */
export class UnexpectedAnswerError extends Error {
  override readonly name: string = 'UnexpectedAnswerError';

  constructor(request: string, answer: HttpAnswer) {
    super(`${request} → ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 600) ?? ''}`);
  }
}

/** Longest wait for one answer, in ms: the app itself answers within five seconds. */
const ANSWER_WITHIN_MS = 15_000;

/** One person's browser, as far as the JSON API needs one: keeps the cookies, says where the request comes from. */
export class Session {
  readonly #url: string;
  readonly #origin: string;
  readonly #limit: ConcurrencyLimit;
  readonly #cookies = new Map<string, string>();

  /**
   * @param url where the app listens
   * @param origin the app's public address, which a browser would send as `Origin`
   */
  constructor(url: string, origin: string, limit: ConcurrencyLimit) {
    this.#url = url;
    this.#origin = new URL(origin).origin;
    this.#limit = limit;
  }

  /** @throws {UnexpectedAnswerError} when the answer is not 2xx; TypeError when the app cannot be reached */
  async get(path: string): Promise<unknown> {
    const answer = await this.send('GET', path);
    if (answer.status >= 300) throw new UnexpectedAnswerError(`GET ${path}`, answer);
    return answer.body;
  }

  /** @throws as {@link Session.get} */
  async post(path: string, body: unknown): Promise<unknown> {
    const answer = await this.send('POST', path, body);
    if (answer.status >= 300) throw new UnexpectedAnswerError(`POST ${path}`, answer);
    return answer.body;
  }

  /** Sends a request and hands over whatever is answered. @throws TypeError when the app cannot be reached */
  send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<HttpAnswer> {
    return this.#limit.run(async () => {
      const began = performance.now();
      const response = await fetch(`${this.#url}${path}`, {
        method,
        headers: this.#headers(body !== undefined),
        redirect: 'manual',
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      this.#keepCookies(response.headers);
      const text = await response.text();
      const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
      const ms = performance.now() - began;
      return { status: response.status, body: parse(text), ms, ...(Number.isFinite(retryAfter) ? { retryAfter } : {}) };
    });
  }

  #headers(hasBody: boolean): Record<string, string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return {
      accept: 'application/json',
      'accept-language': 'zh-Hans',
      origin: this.#origin,
      'sec-fetch-site': 'same-origin',
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...(cookie ? { cookie } : {}),
    };
  }

  #keepCookies(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (name === undefined || value === undefined) continue;
      if (value === '' || /;\s*max-age=0/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
