import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Collection, MongoNetworkError } from 'mongodb';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createMailDelivery, type MailDeliveryOptions } from '../../activities/deliver-mail.ts';
import { RFC_5321_WAITS } from '../../activities/mail-server.ts';
import { anyFreePort } from '../../engines/index.ts';
import { holdsSignIn, type MailRow, mails } from '../../store/mails.ts';
import { startTestStore, type TestStore } from '../support/running-store.ts';
import { until } from '../support/until.ts';

/** A mail server that keeps what it took. */
interface Mailbox {
  readonly taken: string[];
  /** Whoever is connected. */
  readonly connections: Set<{ close(): void }>;
  stop(): Promise<void>;
}

let test: TestStore;
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  test = await startTestStore();
});
afterEach(async () => {
  vi.restoreAllMocks();
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
  const { connections } = server as unknown as Pick<Mailbox, 'connections'>;
  return { taken, connections, stop };
}

/** Delivers until told otherwise, in the background. */
function deliverTo(port: number, change: Partial<MailDeliveryOptions> = {}, heartbeat: () => void = () => undefined) {
  const control = new AbortController();
  const delivery = createMailDelivery({
    store: test.store,
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mailFrom: '团县委 <league@lanyu.example>',
    publicUrl: 'https://app.example',
    ...change,
  });
  const running = delivery.deliverWaitingMails({ heartbeat, signal: control.signal, until: Date.now() + 60_000 });
  const stop = async () => {
    control.abort();
    return running;
  };
  stops.unshift(async () => {
    await stop();
  });
  return { stop };
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
/** It was tried so many times, and is at rest. */
const tried = (id: string, attempts: number) =>
  until(async () => {
    const found = await row(id);
    return found && found.attempts >= attempts && found.status !== 'sending' ? found : undefined;
  });
/** Tried so many times, without the waits between. */
async function tryTimes(ids: readonly string[], times: number, before = 0): Promise<void> {
  for (let attempt = before + 1; attempt <= before + times; attempt += 1) {
    if (attempt > 1) await Promise.all(ids.map(now));
    for (const id of ids) await tried(id, attempt);
  }
}
const refusal = (responseCode: number, words = 'no') => Object.assign(new Error(words), { responseCode });

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
        callback(refusal(codes[address] ?? 451));
      },
    });
    await mails(test.store).insertMany([mail('soft'), mail('hard')]);
    deliverTo(port);
    await tryTimes(['soft', 'hard'], 3);
    expect(await row('soft')).toMatchObject({ status: 'waiting', attempts: 3 });
    expect(await row('soft')).not.toHaveProperty('refusals');
    expect(await row('hard')).toMatchObject({ status: 'failed', attempts: 3, refusals: 3 });
  });

  it('does not count the tries of an outage as refusals', async () => {
    const port = await anyFreePort();
    await mails(test.store).insertOne(mail('a'));
    deliverTo(port);
    await tryTimes(['a'], 3);
    await mailServer(port, { onRcptTo: (_address, _session, callback) => callback(refusal(550)) });
    await tryTimes(['a'], 2, 3);
    expect(await row('a')).toMatchObject({ status: 'waiting', attempts: 5, refusals: 2 });
    await tryTimes(['a'], 1, 5);
    expect(await row('a')).toMatchObject({ status: 'failed', attempts: 6, refusals: 3 });
  });

  it('waits while the login is refused, and goes out once the password is right', async () => {
    const port = await anyFreePort();
    let password = 'another';
    const box = await mailServer(port, {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (auth, _session, callback) =>
        auth.password === password ? callback(null, { user: auth.username }) : callback(refusal(535, '5.7.8 password expired')),
    });
    await mails(test.store).insertMany([mail('a'), mail('b')]);
    deliverTo(port, { smtpUrl: `smtp://league:secret@127.0.0.1:${port}` });
    await tryTimes(['a', 'b'], 4);
    for (const id of ['a', 'b']) {
      expect(await row(id)).toMatchObject({ status: 'waiting', lastError: expect.stringContaining('535') });
      expect(await row(id)).not.toHaveProperty('refusals');
    }
    password = 'secret';
    await Promise.all(['a', 'b'].map(now));
    await Promise.all(['a', 'b'].map((id) => reaches(id, 'sent')));
    expect(box.taken).toHaveLength(2);
  });

  it('waits while the sender is refused', async () => {
    const port = await anyFreePort();
    let allowed = false;
    const box = await mailServer(port, {
      onMailFrom: (_address, _session, callback) => (allowed ? callback() : callback(refusal(550))),
    });
    await mails(test.store).insertOne(mail('a'));
    deliverTo(port);
    await tryTimes(['a'], 4);
    expect(await row('a')).toMatchObject({ status: 'waiting', lastError: expect.stringContaining('Mail command failed: 550') });
    allowed = true;
    await now('a');
    await reaches('a', 'sent');
    expect(box.taken).toHaveLength(1);
  });

  it('tells whom a refusal concerns by what the server says', async () => {
    const port = await anyFreePort();
    const answers: Record<string, readonly ['RCPT' | 'DATA', number, string, MailRow['status']]> = {
      a: ['RCPT', 550, '5.1.1 no such user', 'failed'],
      b: ['RCPT', 501, '5.1.3 bad address syntax', 'failed'],
      c: ['RCPT', 554, '5.7.1 relay access denied', 'waiting'],
      d: ['RCPT', 550, '5.1.8 sender address rejected', 'waiting'],
      e: ['RCPT', 530, 'authentication required', 'waiting'],
      f: ['DATA', 554, '5.6.0 malformed', 'failed'],
      g: ['DATA', 552, 'quota of the sender exceeded', 'waiting'],
      h: ['DATA', 550, '5.7.1 not today', 'waiting'],
    };
    const answerTo = (at: 'RCPT' | 'DATA', address = '') => {
      const [step, code = 550, words] = answers[address.slice(0, 1)] ?? [];
      return step === at ? refusal(code, words) : undefined;
    };
    await mailServer(port, {
      onRcptTo: ({ address }, _session, callback) => callback(answerTo('RCPT', address)),
      onData(stream, { envelope }, callback) {
        stream.resume();
        stream.on('end', () => callback(answerTo('DATA', envelope.rcptTo[0]?.address)));
      },
    });
    const ids = Object.keys(answers);
    await mails(test.store).insertMany(ids.map((id) => mail(id)));
    deliverTo(port);
    await tryTimes(ids, 3);
    for (const [id, [, code, words, status]] of Object.entries(answers)) {
      expect(await row(id)).toMatchObject({ status, lastError: expect.stringContaining(`${code} ${words}`) });
    }
  });

  it('sends once what the mail server took while the database was away', async () => {
    const port = await anyFreePort();
    const box = await mailServer(port);
    await mails(test.store).insertOne(mail('a'));
    const away = new MongoNetworkError('connection closed');
    const marking = vi.spyOn(Collection.prototype, 'updateOne').mockRejectedValueOnce(away).mockRejectedValueOnce(away);
    const { stop } = deliverTo(port);
    expect(await reaches('a', 'sent')).toMatchObject({ attempts: 1 });
    expect(await stop()).toBe(1);
    expect(marking).toHaveBeenCalledTimes(3);
    expect(box.taken).toHaveLength(1);
  });

  it('leaves the mark to the next round when it is told to stop while the database is away', async () => {
    const port = await anyFreePort();
    const box = await mailServer(port);
    await mails(test.store).insertOne(mail('a'));
    const marking = vi.spyOn(Collection.prototype, 'updateOne').mockRejectedValue(new MongoNetworkError('connection closed'));
    const { stop } = deliverTo(port);
    await until(async () => (marking.mock.calls.length > 1 ? true : undefined));
    expect(await stop()).toBe(0);
    expect(await row('a')).toMatchObject({ status: 'sending', attempts: 1 });
    expect(box.taken).toHaveLength(1);
  });

  it('gives heartbeats while a slow mail server takes its time', async () => {
    const port = await anyFreePort();
    let beats = 0;
    let during = 0;
    await mailServer(port, {
      async onData(stream, _session, callback) {
        stream.resume();
        const before = beats;
        await pause(5_500);
        during = beats - before;
        callback();
      },
    });
    await mails(test.store).insertOne(mail('a'));
    deliverTo(port, {}, () => {
      beats += 1;
    });
    await reaches('a', 'sent');
    expect(during).toBeGreaterThan(0);
  });

  it('sends once to a server that greets after nine seconds and answers the text after thirteen', async () => {
    const port = await anyFreePort();
    const taken: string[] = [];
    await mailServer(port, {
      async onConnect(_session, callback) {
        await pause(9_000);
        callback();
      },
      async onData(stream, { envelope }, callback) {
        stream.resume();
        await once(stream, 'end');
        taken.push(...envelope.rcptTo.map(({ address }) => address));
        await pause(13_000);
        callback();
      },
    });
    await mails(test.store).insertOne(mail('a'));
    deliverTo(port);
    expect(await until(async () => ((await row('a'))?.status === 'sent' ? row('a') : undefined))).toMatchObject({ attempts: 1 });
    expect(taken).toEqual(['a@lanyu.example']);
  });

  it('waits as long as RFC 5321 asks', () => {
    expect(RFC_5321_WAITS.greetingMs).toBeGreaterThanOrEqual(5 * 60_000);
    expect(RFC_5321_WAITS.answerMs).toBeGreaterThanOrEqual(10 * 60_000);
  });

  it('sends a text that was never answered again only when the wait for the answer is over', async () => {
    const port = await anyFreePort();
    const waits = { greetingMs: 5_000, answerMs: 60_000 };
    let texts = 0;
    const server = await mailServer(port, {
      async onData(stream) {
        stream.resume();
        await once(stream, 'end');
        texts += 1;
        for (const client of server.connections) client.close();
      },
    });
    await mails(test.store).insertOne(mail('a'));
    deliverTo(port, { waits });
    const begun = Date.now();
    const found = await tried('a', 1);
    expect(found).toMatchObject({ status: 'waiting', lastError: expect.any(String) });
    expect(found.notBefore?.getTime()).toBeGreaterThanOrEqual(begun + waits.answerMs);
    expect(texts).toBe(1);
  });

  it('goes on with others while one is slow', async () => {
    const port = await anyFreePort();
    const box = await mailServer(port, {
      onRcptTo: ({ address }, _session, callback) => (address.startsWith('slow') ? undefined : callback()),
    });
    await mails(test.store).insertMany([mail('slow', { createdAt: new Date(1_000) }), mail('quick')]);
    deliverTo(port);
    await reaches('quick', 'sent');
    expect(box.taken).toHaveLength(1);
    expect(await row('slow')).toMatchObject({ status: 'sending', attempts: 1 });
  });

  it('puts back at once what is not with the server yet when the worker stops', async () => {
    const port = await anyFreePort();
    await mailServer(port, { onRcptTo: () => undefined });
    await mails(test.store).insertOne(mail('a'));
    const { stop } = deliverTo(port);
    await until(async () => ((await row('a'))?.status === 'sending' ? true : undefined));
    await pause(300);
    await stop();
    expect(await row('a')).toMatchObject({ status: 'waiting', attempts: 1 });
  });

  it('ends a wait that lasts too long, and tries again', async () => {
    const port = await anyFreePort();
    const silent = await mailServer(port, { onData: (stream) => void stream.resume() });
    await mails(test.store).insertOne(mail('a'));
    deliverTo(port, { waits: { greetingMs: 2_000, answerMs: 300 } });
    expect(await tried('a', 1)).toMatchObject({ status: 'waiting', lastError: expect.stringContaining('Timeout') });
    await silent.stop();
    const box = await mailServer(port);
    await now('a');
    await reaches('a', 'sent');
    expect(box.taken).toHaveLength(1);
  });

  it('keeps no sign-in link that was mailed', async () => {
    const port = await anyFreePort();
    const box = await mailServer(port);
    const link = 'https://app.example/sign-in?token=geheim-123';
    await mails(test.store).insertOne(mail('a', { link, text: `打开：\n\n${link}\n` }));
    deliverTo(port);
    const sent = await reaches('a', 'sent');
    expect(box.taken[0]).toContain('geheim-123');
    expect(JSON.stringify(sent)).not.toContain('geheim-123');
    expect(holdsSignIn(sent.link)).toBe(true);
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
