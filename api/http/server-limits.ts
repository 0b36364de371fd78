import type { ServerOptions } from 'node:http';

/**
 * How long a client may take: ten seconds for the headers, five minutes for a request that brings a file (20 MB at half
 * a megabit a second), a minute between two. Slower ones are cut off within two seconds of that, so that they hold no
 * place. Requests without a file: `REQUEST_MS`.
 */
export const SERVER_LIMITS: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 60_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
  noDelay: true,
};

/** How long a whole request may take that brings no file, ms. */
export const REQUEST_MS = 30_000;
