/** What the app answered. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; the text itself where it is none; undefined where there is none. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
}

export interface TestRequest {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Looks at every answer: fails the test when it is not what the app's own description promises. */
export type AnswerCheck = (method: string, path: string, answer: TestAnswer) => void;

/** One person's browser, as far as the JSON API needs one. */
export class TestSession {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #check: AnswerCheck;

  /** @param headers of every request: the cookie, or whatever else says who calls */
  constructor(url: string, headers: Readonly<Record<string, string>>, check: AnswerCheck = () => undefined) {
    this.#url = url;
    this.#headers = { origin: new URL(url).origin, 'sec-fetch-site': 'same-origin', accept: 'application/json', ...headers };
    this.#check = check;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<TestAnswer> {
    return this.send('GET', path, { headers });
  }

  post(path: string, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): Promise<TestAnswer> {
    return this.send('POST', path, { body, headers });
  }

  patch(path: string, body: unknown): Promise<TestAnswer> {
    return this.send('PATCH', path, { body });
  }

  delete(path: string): Promise<TestAnswer> {
    return this.send('DELETE', path);
  }

  /** @param path from the root, `/api/tasks` */
  async send(method: string, path: string, { body, raw, headers }: TestRequest = {}): Promise<TestAnswer> {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${this.#url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...this.#headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const answer = { status: response.status, headers: response.headers, body: parsed(await response.text()) };
    this.#check(method, path, answer);
    return answer;
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
