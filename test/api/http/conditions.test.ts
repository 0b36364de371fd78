import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConditions } from '../../../api/http/conditions.ts';
import { answerInTime, isAnsweredLate } from '../../../api/http/deadline.ts';
import { refuseCrowds } from '../../../api/http/load.ts';
import { giveTime, inRequest } from '../../../api/http/request-context.ts';
import { createLogger } from '../../../config/logger.ts';
import { diskTrouble } from '../../../domain/language/disk.ts';
import type { Role } from '../../../domain/roles.ts';
import { noteTrouble } from '../../../store/stores-mark.ts';
import { writeStuckRuns } from '../../../store/stuck-runs.ts';
import { startTestStore } from '../../support/running-store.ts';
import { until } from '../../support/until.ts';

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

    // Said to whoever can do something about it, each in their own words; nobody else could.
    const of = { campaign: 'lanyu-2026', detail: 'malformed' };
    await writeStuckRuns(
      mongo.store,
      [],
      [
        { _id: 'a/1', kind: 'unreadable', ...of },
        { _id: 'a/2', kind: 'missing', ...of },
      ],
      new Date(),
    );
    const said = (role: Role | undefined) => conditions.remarks(role, 'zh-Hans').filter((text) => text.includes('流程库可能损坏'));
    await until(() => Promise.resolve(said('administrator')[0]));
    expect(said('administrator')).toEqual([expect.stringMatching(/读不出 1 个流程.*请立即停下服务.*npm run restore -- 文件 --force/)]);
    for (const role of ['county-league', 'organization-department'] as const) {
      expect(said(role)).toEqual([expect.stringMatching(/读不出 1 个流程.*可能不生效。请立即联系系统管理员/)]);
      expect(said(role).join()).not.toContain('npm run');
    }
    expect([...said('township-league'), ...said(undefined)]).toEqual([]);
    expect(conditions.remarks('administrator', 'en').join()).toContain(
      'cannot read 1 process: its database may be damaged. Stop the service',
    );
    expect(conditions.kinds()).toContain('temporal-damaged');
    await writeStuckRuns(mongo.store, ['a/1'], [], new Date());
    await until(() => Promise.resolve(conditions.kinds().includes('temporal-damaged') ? undefined : true));
    expect(said('administrator')).toEqual([]);
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

describe('whoever is not answered in time', () => {
  interface Late {
    readonly status?: number;
    readonly why?: string;
  }

  /** An app whose handlers wait for something that does not come. */
  async function hung(): Promise<{ readonly port: number; readonly answers: express.Response[]; readonly thrown: unknown[] }> {
    const answers: express.Response[] = [];
    const thrown: unknown[] = [];
    const app = express().use((request, _response, next) => inRequest({ requestId: request.path, since: performance.now() }, next));
    app.use(answerInTime({ byMs: 60, uploadsMs: 400 }));
    app.all('/file', (_request, response) => {
      giveTime(300);
      answers.push(response);
    });
    app.post('/form', express.text({ limit: '1mb' }), (_request, response) => void answers.push(response));
    app.all('/*any', async (_request, response) => {
      answers.push(response);
      await until(() => Promise.resolve(response.writableEnded || undefined));
      // As a handler that goes on and knows nothing of it.
      response.status(200).json({ done: true });
    });
    app.use(((error: Late, _request, response, _next) => {
      thrown.push(error);
      if (isAnsweredLate(response) && response.headersSent) return;
      response.status(error.status ?? 500).send(error.why);
    }) as express.ErrorRequestHandler);
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close().closeAllConnections();
    });
    return { port: (server.address() as AddressInfo).port, answers, thrown };
  }
  const said = async (url: string, method: string) => {
    const response = await fetch(url, { method });
    return [response.status, await response.text(), response.headers.get('connection')];
  };

  it('is told so: that it may have been recorded where something was sent; what its handler says later is of no account', async () => {
    const { port, thrown } = await hung();
    const url = `http://127.0.0.1:${port}/page`;
    expect(await Promise.all(['GET', 'POST'].map((method) => said(url, method)))).toEqual([
      [503, 'unavailable', 'close'],
      [503, 'late', 'close'],
    ]);
    expect(thrown).toHaveLength(2);
    expect(await said(url, 'GET')).toEqual([503, 'unavailable', 'close']);
  });

  it('has longer for a file that is taken apart, and as long as it takes to send what it sends', async () => {
    const { port, answers } = await hung();
    const began = performance.now();
    expect((await said(`http://127.0.0.1:${port}/file`, 'POST'))[0]).toBe(503);
    expect(performance.now() - began).toBeGreaterThan(290);
    const upload = request({ port, method: 'POST', path: '/form', headers: { 'content-type': 'text/plain', 'content-length': 4 } });
    const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
    for (const letter of 'slow') {
      upload.write(letter);
      await pause(60);
    }
    await until(() => Promise.resolve(answers.length === 2 || undefined));
    answers[1]?.status(200).end();
    const [{ statusCode }] = await answered;
    expect(statusCode).toBe(200);
  });
});
