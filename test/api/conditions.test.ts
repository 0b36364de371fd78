import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConditions } from '../../api/conditions.ts';
import { refuseCrowds } from '../../api/security/load.ts';
import { createLogger } from '../../config/logger.ts';
import { diskTrouble } from '../../domain/texts/disk.ts';
import { noteTrouble } from '../../store/stores-mark.ts';
import { startTestStore } from '../support/running-store.ts';
import { until } from '../support/until.ts';

const [MB, GB] = [1_000_000, 1_000_000_000];

describe('the disk', () => {
  it('is low below two gigabytes or a tenth, full before MongoDB would abort, and not full again at once', () => {
    const of = (free: number, total: number, before?: 'low' | 'full') => diskTrouble({ free, total }, before);
    expect([of(3 * GB, 20 * GB), of(1.9 * GB, 10 * GB), of(5 * GB, 60 * GB)]).toEqual([undefined, 'low', 'low']);
    // A tenth of a very large disk is room enough.
    expect(of(50 * GB, 1_000 * GB)).toBeUndefined();
    expect([of(49 * MB, GB), of(47 * MB, GB)]).toEqual(['low', 'full']);
    expect([of(60 * MB, GB, 'full'), of(65 * MB, GB, 'full')]).toEqual(['full', 'low']);
  });
});

describe('the conditions of an installation', () => {
  it('are what MongoDB says of its disk and what a start found of the stores', async () => {
    const mongo = await startTestStore();
    onTestFinished(() => mongo.stop());
    const conditions = createConditions(mongo.store, createLogger({ level: 'silent', process: 'api' }));
    const stop = new AbortController();
    const keeping = conditions.keep(stop.signal);
    onTestFinished(async () => {
      stop.abort();
      await keeping;
    });
    const space = await until(() => Promise.resolve(conditions.disk()));
    expect(space.total).toBeGreaterThan(space.free);
    expect(conditions.readOnly()).toBe(false);
    await mongo.store.db.collection('installation').insertOne({ _id: 'installation' as never });
    await noteTrouble(mongo.store, 'temporal-older', new Date());
    const [remark] = await until(() =>
      Promise.resolve(
        conditions.remarks(undefined, 'zh-Hans').filter((text) => text.includes('流程引擎恢复自'))[0]
          ? conditions.remarks(undefined, 'zh-Hans')
          : undefined,
      ),
    );
    expect(remark).toContain('npm run verify');
    expect(conditions.kinds()).toContain('temporal-older');
  });
});

describe('a crowd', () => {
  it('is told at once that the service is busy once somebody waits too long; a few who wait long are not a crowd', async () => {
    let now = 0;
    const held: express.Response[] = [];
    const app = express().use(refuseCrowds(() => now));
    app.get('/slow', (_request, response) => void held.push(response));
    app.use(((error: { status?: number }, _request, response, _next) => {
      response.status(error.status ?? 500).end();
    }) as express.ErrorRequestHandler);
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close().closeAllConnections();
    });
    const ask = () => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slow`).then(({ status }) => status);
    const waiting = Array.from({ length: 59 }, ask);
    await until(() => Promise.resolve(held.length === 59 ? true : undefined));
    now = 60_000;
    waiting.push(ask());
    await until(() => Promise.resolve(held.length === 60 ? true : undefined));
    expect(await ask()).toBe(503);
    for (const response of held) response.status(200).end();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set([200]));
    await pause(50);
    const next = ask();
    await until(() => Promise.resolve(held.length === 61 ? true : undefined));
    held.at(-1)?.status(200).end();
    expect(await next).toBe(200);
  });
});
