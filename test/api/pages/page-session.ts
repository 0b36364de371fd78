/** What the app answered to a browser. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly location: string | null;
}

type Fields = Readonly<Record<string, string>>;

/** A browser without scripts and without a screen: keeps its cookies, posts the forms that pages hold. */
export class PageSession {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();

  /** @param cookie the session's, `name=value`; none: nobody is signed in */
  constructor(url: string, cookie?: string) {
    this.#url = url;
    if (cookie) this.#keep(cookie);
  }

  /** Goes on in the browser of `other`, who was not signed in there. */
  inBrowserOf(other: PageSession): this {
    for (const [name, value] of other.#cookies) if (name.endsWith('league_kept')) this.#cookies.set(name, value);
    return this;
  }

  get(path: string): Promise<PageAnswer> {
    return this.#send(path, {});
  }

  /** Posts fields as they are, without the token of any page. */
  postBare(path: string, fields: Fields, headers: Fields = {}): Promise<PageAnswer> {
    return this.#send(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: this.#url, ...headers } });
  }

  /** Posts the form of this page that goes to `action`: its hidden inputs, and what is typed and pressed. */
  post({ html }: PageAnswer, action: string, fields: Fields): Promise<PageAnswer> {
    return this.postBare(action, { ...hiddenIn(html, action), ...fields });
  }

  /** The same as a form that brings files: its inputs in their order, then the files. */
  postFiles(
    { html }: PageAnswer,
    action: string,
    fields: Fields,
    files: Readonly<Record<string, File>>,
    onPage = action,
  ): Promise<PageAnswer> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...hiddenIn(html, onPage), ...fields })) body.append(name, value);
    for (const [name, file] of Object.entries(files)) body.append(name, file);
    return this.#send(action, { method: 'POST', body, headers: { origin: this.#url } });
  }

  /** What a download holds, byte by byte. */
  async download(path: string): Promise<{ readonly status: number; readonly headers: Headers; readonly content: Buffer }> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.#url}${path}`, { redirect: 'manual', headers: { cookie } });
    return { status: response.status, headers: response.headers, content: Buffer.from(await response.arrayBuffer()) };
  }

  async #send(path: string, init: RequestInit): Promise<PageAnswer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string> | undefined), ...(cookie ? { cookie } : {}), 'accept-language': 'zh-CN' };
    const response = await fetch(`${this.#url}${path}`, { ...init, redirect: 'manual', headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return { status: response.status, headers: response.headers, html: await response.text(), location: response.headers.get('location') };
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    this.#cookies.set(name, value);
  }
}

/** The unseen inputs of the form that goes to `action`. */
export function hiddenIn(html: string, action: string): Record<string, string> {
  const form = [...html.matchAll(/<form ([^>]*)>(.*?)<\/form>/gs)].find(([, attributes = '']) => attributes.includes(`action="${action}"`));
  if (!form) throw new Error(`no form goes to ${action}`);
  const inputs = [...(form[2] ?? '').matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [plain(name), plain(value)]));
}

/** Text as a reader sees it. */
export function plain(escaped: string): string {
  return escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
