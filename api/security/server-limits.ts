import type { ServerOptions } from 'node:http';

/**
 * How long a client may take: ten seconds for the headers, half a minute for a whole request, a minute between two. Slower
 * ones are cut off within two seconds of that, so that they hold no place.
 */
export const SERVER_LIMITS: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 60_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
  noDelay: true,
};
