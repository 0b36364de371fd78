import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Of a page: its own style and script files, nothing inline, framed by nobody. Data images are the style's own icons. */
const PAGE_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'object-src': ["'none'"],
} as const;

const YEAR_SECONDS = 31_536_000;

/**
 * Security headers of everything the app answers. Plain HTTP stays plain HTTP, for offices without a certificate: no
 * upgrade, no strict transport. No browser keeps what does not say otherwise: offices share machines, and whoever goes
 * back would follow a redirection that was kept, to the sign-in and from there, in circles.
 */
export function pageHeaders(overTls: boolean): RequestHandler {
  const secured = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: PAGE_POLICY },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: overTls ? { maxAge: YEAR_SECONDS, includeSubDomains: true } : false,
  });
  return (request, response, next) => {
    response.set('cache-control', 'no-store');
    secured(request, response, next);
  };
}

/** The same for the engine's pages, which frame themselves; their content policy is set where they are served. */
export function framedHeaders(overTls: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: false,
    xFrameOptions: { action: 'sameorigin' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: overTls ? { maxAge: YEAR_SECONDS, includeSubDomains: true } : false,
  });
}
