import { createHash } from 'node:crypto';
import type { Request } from 'express';

const INLINE_SCRIPT = /<script>([^]*?)<\/script>/g;

/**
 * The content policy of the UI's page: its own files, and the one inline script that starts it, by its hash. It can ask
 * for nothing of this host but what lies under its own path, and its frame holds nothing but its own renderings.
 */
export function uiPolicy(html: string, request: Request, publicUrl: string): string {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  const at = (path: string): string =>
    hostsOf(request, publicUrl)
      .map((host) => `${host}/temporal/${path}`)
      .join(' ');
  return [
    "default-src 'none'",
    `script-src ${at('_app/')} ${hashes.join(' ')}`,
    `style-src ${at('_app/')} 'unsafe-inline'`,
    `img-src ${at('')} data:`,
    `font-src ${at('_app/')} data:`,
    `connect-src ${at('api/')} ${at('_app/')}`,
    `worker-src ${at('_app/')}`,
    `manifest-src ${at('')}`,
    `frame-src ${at('render')}`,
    "frame-ancestors 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** Where the browser may have come from: the address that the installation is known by, and the one it used. */
function hostsOf(request: Request, publicUrl: string): string[] {
  const asked = request.get('host') ?? '';
  const known = new URL(publicUrl).host;
  return [...new Set([known, ...(/^[A-Za-z0-9.-]+(?::\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](?::\d{1,5})?$/.test(asked) ? [asked] : [])])];
}

/**
 * Of what the UI renders from its own address (`/render?content=…`, HTML): beside the policy that the UI sends with it,
 * which allows less. No script runs there, whatever the content says, and whatever the UI's server might send instead.
 */
export const RENDERED_POLICY = [
  "script-src 'none'",
  "object-src 'none'",
  "connect-src 'none'",
  "frame-src 'none'",
  "form-action 'none'",
  "base-uri 'self'",
  "frame-ancestors 'self'",
  'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
].join('; ');

/** Of everything that is no page: nothing in it is ever a page. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";
