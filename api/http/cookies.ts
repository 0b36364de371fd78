/** The app's own cookies, by the address that people open. */
export interface CookieSettings {
  readonly session: string;
  readonly csrf: string;
  /** Of a browser whose form is kept until its sender has signed in. */
  readonly kept: string;
  /** Only sent over TLS. */
  readonly secure: boolean;
}

/**
 * Under TLS a browser takes `__Host-` cookies from this host alone, and never over plain HTTP. Both names are the app's
 * own: the engine's UI, served from the same host, sets a cookie `_csrf`.
 */
export function cookieSettings(publicUrl: string): CookieSettings {
  const secure = new URL(publicUrl).protocol === 'https:';
  const prefix = secure ? '__Host-' : '';
  return { session: `${prefix}league_session`, csrf: `${prefix}league_csrf`, kept: `${prefix}league_kept`, secure };
}

/** The value of a cookie as the browser sent it, undecoded. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
