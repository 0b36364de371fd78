import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { type RequestHandler, Router } from 'express';

/** A file that never changes under its address: its digest is part of the name. */
interface Asset {
  readonly path: string;
  readonly type: string;
  readonly content: Buffer;
  readonly packed: Buffer;
}

const YEAR_SECONDS = 31_536_000;

function asset(name: string, extension: string, type: string, content: Buffer): Asset {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return { path: `/assets/${name}.${digest}.${extension}`, type, content, packed: gzipSync(content, { level: 9 }) };
}

function own(file: string): Buffer {
  return readFileSync(new URL(`../ui/assets/${file}`, import.meta.url));
}

const pico = readFileSync(createRequire(import.meta.url).resolve('@picocss/pico/css/pico.min.css'));

const style = asset('app', 'css', 'text/css; charset=utf-8', Buffer.concat([pico, Buffer.from('\n'), own('app.css')]));
const script = asset('app', 'js', 'text/javascript; charset=utf-8', own('app.js'));
const icon = asset('icon', 'svg', 'image/svg+xml', own('icon.svg'));

/** Addresses of the page's style, script and icon. */
export const ASSETS = { style: style.path, script: script.path, icon: icon.path } as const;

export function createAssetsRouter(): Router {
  const router = Router();
  for (const one of [style, script, icon]) router.get(one.path, serve(one));
  return router;
}

function serve({ type, content, packed }: Asset): RequestHandler {
  return (request, response) => {
    response.set({ 'content-type': type, 'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`, vary: 'accept-encoding' });
    if (request.acceptsEncodings('gzip', 'identity') === 'gzip') response.set('content-encoding', 'gzip').end(packed);
    else response.end(content);
  };
}
