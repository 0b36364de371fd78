/** The app's own cookies, by the address that people open. */
export interface CookieSettings {
  readonly session: string;
  readonly csrf: string;
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
  return { session: `${prefix}league_session`, csrf: `${prefix}league_csrf`, secure };
}
