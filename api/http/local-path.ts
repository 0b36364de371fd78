/** Where a stranger signs in, and comes back to `next`. */
export function signInPath(next?: string): string {
  return next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in';
}

/** A path of this app to come back to; anything else, such as another site's address, becomes `/`. */
export function localPath(value: unknown): string {
  return typeof value === 'string' && /^\/(?![/\\])[^\\\s\p{Cc}]{0,1000}$/u.test(value) ? value : '/';
}
