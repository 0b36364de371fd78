/** A browser without JavaScript, as far as forms need one: keeps cookies, finds the token, follows nothing by itself. */
export class PageVisitor {
  readonly url: string;
  readonly cookies = new Map<string, string>();
  readonly #headers: Readonly<Record<string, string>>;

  /** @param headers of every request */
  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.url = url;
    this.#headers = headers;
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async get(path: string): Promise<{ status: number; headers: Headers; text: string }> {
    return this.#send(path, {});
  }

  /** Posts a form; its token is taken from the page on which the form stands, unless one is given. */
  async post(path: string, fields: Readonly<Record<string, string>>, onPage = path) {
    const token = fields['_csrf'] ?? tokenIn((await this.get(onPage)).text);
    const body = new URLSearchParams({ ...fields, _csrf: token });
    return this.#send(path, { method: 'POST', body, headers: { origin: new URL(this.url).origin } });
  }

  async #send(path: string, init: RequestInit) {
    const response = await fetch(new URL(path, this.url), {
      redirect: 'manual',
      ...init,
      headers: { accept: 'text/html', cookie: this.cookie, ...this.#headers, ...(init.headers as Record<string, string> | undefined) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /;\s*max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
}

/** The token of the page's first form; '' when it has none. */
export function tokenIn(html: string): string {
  return /name="_csrf"[^>]*value="([^"]*)"/.exec(html)?.[1] ?? /value="([^"]*)"[^>]*name="_csrf"/.exec(html)?.[1] ?? '';
}
