import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ConcurrencyLimit } from '../../rehearsal/concurrency.ts';
import { type DeedResult, doDeed } from '../../rehearsal/deed.ts';
import { Ledger } from '../../rehearsal/ledger.ts';
import type { Manner } from '../../rehearsal/manners.ts';
import { Session } from '../../rehearsal/session.ts';

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An app that answers what the test wants, one after the other. */
let server: Server;
let url: string;
let answers: (Answer | 'hang up' | 'wait')[];
let asked: { readonly request: IncomingMessage; readonly body: string }[];

beforeEach(async () => {
  answers = [];
  asked = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push({ request, body });
      const answer = answers.shift() ?? { status: 500 };
      if (answer === 'wait') return response;
      if (answer === 'hang up') return request.socket.destroy();
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      return response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const ledger = new Ledger();
const browser = () => new Session(url, 'https://league.example', new ConcurrencyLimit(2));
const decide = (manner: Manner = 'waits'): Promise<DeedResult> =>
  doDeed({
    session: browser(),
    manner,
    ledger,
    campaign: 'c',
    kind: 'decision',
    path: '/decisions',
    body: { verdict: 'approve' },
    signal: AbortSignal.timeout(20_000),
  });
const nonces = () =>
  asked.filter(({ request }) => request.method === 'POST').map(({ body }) => (JSON.parse(body) as { nonce: string }).nonce);

describe('a deed', () => {
  test('is recorded, timed and kept in the ledger', async () => {
    answers = [{ status: 200, body: { outcome: 'recorded', reference: 'A', at: 1, late: true } }];
    expect(await decide()).toEqual({ outcome: 'recorded', late: true });
    expect(ledger.acknowledgedIn('c').map((command) => command.nonce)).toEqual(nonces());
    expect(ledger.takeTimes()).toHaveLength(1);
  });

  test('is pressed again with the same nonce while the app is away or busy', async () => {
    answers = [
      'hang up',
      { status: 408 },
      { status: 503, body: { outcome: 'unavailable', message: '' } },
      { status: 429, headers: { 'retry-after': '0' }, body: { error: { code: 'TOO_MANY', message: '' } } },
      { status: 200, body: { outcome: 'recorded', reference: 'A', at: 1, late: false } },
    ];
    expect(await decide()).toEqual({ outcome: 'recorded', late: false });
    expect(new Set(nonces()).size).toBe(1);
    expect(asked).toHaveLength(5);
  });

  test('whose answer is still on its way is looked up on the reference page', async () => {
    answers = [
      { status: 202, body: { outcome: 'unconfirmed', reference: 'A' } },
      { status: 200, body: { reference: 'A', status: 'sent' } },
      { status: 202, body: { outcome: 'received', reference: 'A' } },
      { status: 200, body: { reference: 'A', status: 'recorded' } },
    ];
    expect(await decide()).toEqual({ outcome: 'recorded', late: false });
    expect(new Set(nonces()).size).toBe(1);
    expect(asked[1]?.request.url).toBe(`/api/commands/${nonces()[0]}`);
  });

  test('that is refused tells why', async () => {
    answers = [{ status: 409, body: { outcome: 'refused', code: 'STALE_ROUND', message: '', details: {} } }];
    expect(await decide()).toMatchObject({ outcome: 'refused', code: 'STALE_ROUND' });
    expect(ledger.refusals.get('STALE_ROUND')).toBe(1);
  });

  test('whose form is sent again while no answer comes shows the second answer', async () => {
    answers = ['wait', { status: 200, body: { outcome: 'recorded', reference: 'A', at: 1, late: true } }];
    expect(await decide('presses again')).toEqual({ outcome: 'recorded', late: true });
    expect(nonces()).toHaveLength(2);
    expect(new Set(nonces()).size).toBe(1);
  });

  test('that is not yet confirmed is sent again by whoever reloads', async () => {
    answers = [
      { status: 202, body: { outcome: 'unconfirmed', reference: 'A' } },
      { status: 200, body: { outcome: 'recorded', reference: 'A', at: 1, late: false } },
    ];
    expect(await decide('reloads')).toEqual({ outcome: 'recorded', late: false });
    expect(nonces()).toHaveLength(2);
    expect(new Set(nonces()).size).toBe(1);
  });

  test('that was recorded and is sent again by whoever goes back has to be recorded still', async () => {
    const yes = { status: 200, body: { outcome: 'recorded', reference: 'A', at: 1, late: false } };
    answers = [yes, yes];
    expect(await decide('goes back')).toEqual({ outcome: 'recorded', late: false });
    expect(ledger.contradicted).toEqual([]);
    answers = [yes, { status: 409, body: { outcome: 'refused', code: 'NOT_OPEN', message: '', details: {} } }];
    expect(await decide('goes back')).toEqual({ outcome: 'recorded', late: false });
    expect(ledger.contradicted).toEqual([nonces().at(-1)]);
  });

  test('that meets a broken app fails with what was answered', async () => {
    answers = [{ status: 500, body: { error: { code: 'INTERNAL', message: 'broken' } } }];
    await expect(decide()).rejects.toThrow('500');
  });

  test('is given up when the play is over', async () => {
    answers = ['hang up', 'hang up', 'hang up'];
    const over = new AbortController();
    const deed = doDeed({ session: browser(), ledger, campaign: 'c', kind: 'hold', path: '/holds', body: {}, signal: over.signal });
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
    over.abort(new Error('over'));
    await expect(deed).rejects.toThrow();
    const nonce = nonces()[0];
    expect(ledger.acknowledgedIn('c').filter((command) => command.nonce === nonce)).toEqual([]);
    answers = [{ status: 200, body: { reference: 'A', status: 'recorded' } }];
    await ledger.askAfterOpen();
    expect(ledger.acknowledgedIn('c').filter((command) => command.nonce === nonce)).toHaveLength(1);
  });
});

test('a session keeps its cookies, drops those that are ended, and says where it comes from', async () => {
  const session = browser();
  answers = [
    { status: 200, headers: { 'set-cookie': 'league_session=abc; HttpOnly; Path=/' } },
    { status: 200, headers: { 'set-cookie': 'league_session=; Max-Age=0' } },
    { status: 200 },
  ];
  await session.post('/api/session', { token: 't' });
  await session.get('/api/me');
  await session.get('/api/me');
  expect(asked.map(({ request }) => request.headers.cookie)).toEqual([undefined, 'league_session=abc', undefined]);
  expect(asked[0]?.request.headers).toMatchObject({ origin: 'https://league.example', 'content-type': 'application/json' });
});
