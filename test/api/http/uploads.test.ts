import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutOffAfter, exceptUploads } from '../../../api/http/uploads.ts';

const UPLOADS = [
  '/campaigns/c/townships/t/items/survey/attachments',
  '/api/campaigns/c/townships/t/items/monthly-report/2012-06/attachments',
];
const ROWS = '/campaigns/c/townships/t/items/seat/1/inspection/rows/people';

let server: Server;
beforeAll(async () => {
  const app = express().use(exceptUploads(cutOffAfter(200)));
  app.get('/slow', (_request, response) => void setTimeout(() => response.end('slow'), 400));
  app.use((request, response) => request.resume().once('end', () => response.end('taken')));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends a little every 50 ms, for half a second. @returns what was answered, or how it was cut off */
async function drip(path: string, method = 'POST'): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const sending = httpRequest({ port, path, method, headers: { 'content-length': 10 } });
  const ended = new Promise<string>((resolve) => {
    sending.once('response', (response) => resolve(`answered ${response.resume().statusCode}`));
    sending.once('error', () => resolve('cut off'));
  });
  let sent = 0;
  const timer = setInterval(() => {
    sent += 1;
    if (sent <= 10) sending.write('x');
    if (sent === 10) sending.end();
  }, 50);
  return ended.finally(() => clearInterval(timer));
}

describe('a client that sends slowly', () => {
  it('is given time for a file', async () => {
    expect(await Promise.all([...UPLOADS, ROWS].map((path) => drip(path)))).toEqual(['answered 200', 'answered 200', 'answered 200']);
  });

  it('is not confused with one that waits for its answer', async () => {
    const { port } = server.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}/slow`)).text()).toBe('slow');
  });

  it('is cut off with anything else', async () => {
    const others = ['/sign-in', '/items/attachments', `${UPLOADS[0]}/x`, `${ROWS}/template.xlsx`];
    expect(await Promise.all(others.map((path) => drip(path)))).toEqual(others.map(() => 'cut off'));
    expect(await drip(UPLOADS[0] ?? '', 'PUT')).toBe('cut off');
  });
});
