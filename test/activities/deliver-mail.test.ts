import { once } from 'node:events';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMailDelivery } from '../../activities/deliver-mail.ts';
import { anyFreePort } from '../../engines/index.ts';
import { type MailRow, mails } from '../../store/mails.ts';
import { startTestStore, type TestStore } from '../support/running-store.ts';
import { until } from '../support/until.ts';

/** A mail server that keeps what it took. */
interface Mailbox {
  readonly taken: string[];
  stop(): Promise<void>;
}

let test: TestStore;
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  test = await startTestStore();
}, 120_000);
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await mails(test.store).deleteMany({});
});
afterAll(() => test.stop());

async function mailServer(port: number, options: Partial<SMTPServerOptions> = {}): Promise<Mailbox> {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, callback) {
      let text = '';
      stream.setEncoding?.('utf8');
      stream.on('data', (chunk: Buffer | string) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        taken.push(text);
        callback();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const stop = () => new Promise<void>((resolve) => server.close(resolve));
  stops.push(stop);
  return { taken, stop };
}

/** Delivers until told otherwise, in the background. */
function deliverTo(port: number): void {
  const control = new AbortController();
  const delivery = createMailDelivery({
    store: test.store,
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mailFrom: '团县委 <league@lanyu.example>',
  });
  const running = delivery.deliverWaitingMails({ heartbeat: () => undefined, signal: control.signal, until: Date.now() + 60_000 });
  stops.unshift(async () => {
    control.abort();
    await running;
  });
}

const mail = (id: string, change: Partial<MailRow> = {}): MailRow => ({
  _id: id,
  to: `${id}@lanyu.example`,
  subject: `澜渡镇：请报送“${id}”`,
  text: '打开下面的链接填写并报送。\n\nhttps://app.example/x\n',
  trial: false,
  status: 'waiting',
  attempts: 0,
  createdAt: new Date(),
  ...change,
});
const row = (id: string) => mails(test.store).findOne({ _id: id });
const reaches = (id: string, status: MailRow['status']) =>
  until(async () => {
    const found = await row(id);
    return found?.status === status ? found : undefined;
  });
const idsOf = ({ taken }: Mailbox) => taken.map((text) => /^Message-ID: (.+)$/im.exec(text)?.[1]);
/** The wait before the next try is over. */
const now = (id: string) => mails(test.store).updateOne({ _id: id }, { $set: { notBefore: new Date(0) } });

describe('the outbox', () => {
  it('is emptied in order, each mail with a Message-ID of its own', async () => {
    const port = await anyFreePort();
    const box = await mailServer(port);
    await mails(test.store).insertMany(['a', 'b', 'c'].map((id, index) => mail(id, { createdAt: new Date(1_000 + index) })));
    deliverTo(port);
    await reaches('c', 'sent');
    expect(box.taken.map((text) => /^To: (.+)$/m.exec(text)?.[1])).toEqual(['a@lanyu.example', 'b@lanyu.example', 'c@lanyu.example']);
    expect(new Set(idsOf(box)).size).toBe(3);
    expect(await row('a')).toMatchObject({ status: 'sent', attempts: 1, sentAt: expect.any(Date) });
  });

  it('waits while the mail server is down, and is delivered once when it is back', async () => {
    const port = await anyFreePort();
    await mails(test.store).insertMany([mail('a'), mail('b')]);
    deliverTo(port);
    const waiting = await until(async () => {
      const found = await row('a');
      return found?.lastError ? found : undefined;
    });
    expect(waiting).toMatchObject({ status: 'waiting', lastError: expect.stringContaining('ECONNREFUSED') });
    const box = await mailServer(port);
    await Promise.all(['a', 'b'].map(now));
    await Promise.all(['a', 'b'].map((id) => reaches(id, 'sent')));
    expect(box.taken).toHaveLength(2);
    expect(await row('a')).not.toHaveProperty('lastError');
  });

  it('repeats a mail whose taking was never confirmed under the same Message-ID, so that it counts once', async () => {
    const port = await anyFreePort();
    const box = await mailServer(port);
    await mails(test.store).insertOne(mail('a'));
    deliverTo(port);
    await reaches('a', 'sent');
    // As the row stands when a worker dies between the server's answer and its own note of it.
    await mails(test.store).updateOne({ _id: 'a' }, { $set: { status: 'sending', notBefore: new Date(0) } });
    await reaches('a', 'sent');
    expect(idsOf(box)).toHaveLength(2);
    expect(new Set(idsOf(box)).size).toBe(1);
  });

  it('is emptied by two workers at once without a mail going out twice', async () => {
    const port = await anyFreePort();
    const box = await mailServer(port);
    await mails(test.store).insertMany(Array.from({ length: 20 }, (_, index) => mail(`m${index}`)));
    deliverTo(port);
    deliverTo(port);
    await until(async () => ((await mails(test.store).countDocuments({ status: 'sent' })) === 20 ? true : undefined));
    expect(box.taken).toHaveLength(20);
    expect(new Set(idsOf(box)).size).toBe(20);
  });

  it('keeps what a trial wrote, and what was written without a server', async () => {
    const port = await anyFreePort();
    const box = await mailServer(port);
    await mails(test.store).insertMany([mail('trial', { trial: true, status: 'kept' }), mail('live')]);
    deliverTo(port);
    await reaches('live', 'sent');
    expect(await row('trial')).toMatchObject({ status: 'kept', attempts: 0 });
    expect(box.taken).toHaveLength(1);
  });

  it('tries again what the server puts off, and gives up after three refusals for good', async () => {
    const port = await anyFreePort();
    const codes: Record<string, number> = { 'soft@lanyu.example': 451, 'hard@lanyu.example': 550 };
    await mailServer(port, {
      onRcptTo({ address }, _session, callback) {
        callback(Object.assign(new Error('no'), { responseCode: codes[address] ?? 451 }));
      },
    });
    await mails(test.store).insertMany([mail('soft'), mail('hard')]);
    deliverTo(port);
    for (const attempts of [1, 2, 3]) {
      for (const id of ['soft', 'hard']) {
        await until(async () => {
          const found = await row(id);
          return found && found.attempts >= attempts && found.status !== 'sending' ? found : undefined;
        });
      }
      if (attempts < 3) await Promise.all(['soft', 'hard'].map(now));
    }
    expect((await row('soft'))?.status).toBe('waiting');
    expect((await row('hard'))?.status).toBe('failed');
  });

  it('carries Chinese subjects and texts whole', async () => {
    const port = await anyFreePort();
    const box = await mailServer(port);
    await mails(test.store).insertOne(mail('zh'));
    deliverTo(port);
    await reaches('zh', 'sent');
    const [text = ''] = box.taken;
    const [head = '', body = ''] = text.split('\r\n\r\n', 2);
    const words = [...head.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/gi)].map((match) => match[1] ?? '');
    expect(Buffer.concat(words.map((word) => Buffer.from(word, 'base64'))).toString('utf8')).toContain('澜渡镇：请报送“zh”');
    const decoded = /base64/i.test(head) ? Buffer.from(body, 'base64') : quoted(body);
    expect(decoded.toString('utf8')).toContain('打开下面的链接填写并报送。');
  });
});

/** A quoted-printable text. */
function quoted(text: string): Buffer {
  const joined = text.replaceAll('=\r\n', '');
  return Buffer.from(
    joined.replaceAll(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
