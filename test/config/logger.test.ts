import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pinoHttp } from 'pino-http';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../config/logger.ts';

function capture(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(
    createLogger(
      { level: 'info', process: 'api' },
      {
        write: (line: string) => {
          text += line;
        },
      },
    ),
  );
  return text;
}

const secrets = {
  token: 'tok-4711',
  name: '张三',
  email: 'zhang.san@county.gov.cn',
  comment: '此人不宜',
  phone: '13912345678',
};

describe('the log', () => {
  it('keeps people and secrets out of fields, however deep', () => {
    const text = capture((logger) => {
      logger.info(
        { person: { ...secrets, deeper: [{ list: [secrets] }] }, req: { headers: { cookie: 'sid=1', authorization: 'Basic x' } } },
        'done',
      );
    });
    for (const secret of [...Object.values(secrets), 'sid=1', 'Basic x']) expect(text).not.toContain(secret);
    expect(text).toContain('"msg":"done"');
  });

  it('keeps them out of messages, URLs, errors, their causes and child loggers', () => {
    const text = capture((logger) => {
      logger.warn(`mail to ${secrets.email} failed, call ${secrets.phone}`);
      logger.info({ url: `/sign-in?token=${secrets.token}&x=1` }, 'GET %s', `https://h/a?code=${secrets.token}`);
      const failure = new Error(`no mailbox ${secrets.email}`, { cause: new Error('smtp://user:pass-word@mail.example:25 down') });
      logger.error(Object.assign(failure, { recipients: [secrets.email], code: 'EENVELOPE' }));
      logger.error({ err: failure }, 'mail');
      logger.error({ error: failure }, 'mail');
      logger.child({ email: secrets.email, requestId: 'r-1' }).info('child');
    });
    for (const secret of [secrets.email, secrets.phone, secrets.token, 'pass-word']) expect(text).not.toContain(secret);
    expect(text).toContain('EENVELOPE');
    expect(text).toContain('"requestId":"r-1"');
    expect(text).toContain('x=1');
  });

  it('keeps cookies out of request lines', async () => {
    let text = '';
    const logger = createLogger(
      { level: 'info', process: 'api' },
      {
        write: (line: string) => {
          text += line;
        },
      },
    );
    const log = pinoHttp({ logger });
    const server = createServer((req, res) => {
      log(req, res);
      res.end('ok');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await (await fetch(`http://127.0.0.1:${port}/p?token=${secrets.token}`, { headers: { cookie: 'sid=1' } })).text();
    server.close();
    await once(server, 'close');
    expect(text).toContain('request completed');
    expect(text).toContain('"statusCode":200');
    expect(text).toContain('"method":"GET"');
    expect(text).not.toContain(secrets.token);
    expect(text).not.toContain('sid=1');
  });

  it('names level, time and process in every line, and keeps ids and counts', () => {
    const line = JSON.parse(
      capture((logger) => logger.info({ workflowId: 'reorganization/c/2026/t', count: 3, at: new Date(0) }, 'recorded')),
    ) as unknown;
    expect(line).toMatchObject({
      level: 'info',
      process: 'api',
      workflowId: 'reorganization/c/2026/t',
      count: 3,
      at: '1970-01-01T00:00:00.000Z',
      msg: 'recorded',
    });
  });
});
