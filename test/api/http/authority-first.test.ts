import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../../../api/json/endpoints.ts';
import { ROUTES } from '../../../api/pages/routes.ts';
import { STRANGERS } from '../../../api/pages/routing/keep-for-stranger.ts';
import { attempts } from '../../../store/attempts.ts';
import { auditRows } from '../../../store/audit.ts';
import { keptPosts, NOBODYS_MOST } from '../../../store/kept-posts.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { startPagesCampaign } from '../pages/running-pages.ts';
import { addStrangers, VISITORS, type Visitor, whoIs } from '../pages/visitors.ts';

let system: TestSystem;
let campaign: string;
const cookies = new Map<Visitor, string>();

beforeAll(async () => {
  system = await startTestSystem();
  await addStrangers(system);
  campaign = await startPagesCampaign(system);
  for (const visitor of VISITORS) {
    const who = whoIs(visitor);
    if (who) cookies.set(visitor, await system.signIn(...who));
  }
});
afterAll(() => system.stop());

/** What changes something: method, path, and what the body would be. */
interface Sending {
  readonly method: string;
  readonly path: string;
  readonly type: string;
}

/** Open to everybody who is signed in, because they are about the person who sends them. */
const ONES_OWN = [
  '/account/password',
  '/account/sessions',
  '/sign-out',
  '/inbox/open',
  '/inbox/read',
  '/api/session',
  '/api/me',
  '/api/me/password',
  '/api/me/sessions/end',
  '/api/notices/read',
];
/** Read only, for whoever sees the township: what a dossier, or a count, comes to. Nothing is recorded, and what is sent is small. */
const READS = [/\/checks$/, /\/count(?:\/[a-z-]+)?$/];

function placed(path: string): string {
  const values: Readonly<Record<string, string>> = {
    campaign,
    township: 'landu',
    item: 'survey',
    '*item': 'survey',
    month: '2012-06',
    table: 'people',
    intervention: 'extend',
    message: 'waive',
    id: 'nobody',
    file: '0123456789abcdef01234567',
    office: 'secretary',
  };
  return path.replaceAll(
    /\{(\w+)\}|:(\w+)|\*(\w+)/g,
    (_whole, ...names: (string | undefined)[]) => values[names.find(Boolean) ?? ''] ?? 'x',
  );
}

function everySending(): Sending[] {
  const json = ENDPOINTS.filter(({ method, access }) => method !== 'get' && access !== 'everybody').map(({ method, path, takes }) => ({
    method: method.toUpperCase(),
    path: `/api${placed(path)}${takes === 'file' ? '?filename=a.pdf' : ''}`,
    type: takes === 'file' ? 'application/pdf' : 'application/json',
  }));
  const pages = ROUTES.filter(({ method, access }) => method === 'post' && access !== 'everybody').map(({ path, parser }) => ({
    method: 'POST',
    path: placed(path),
    type: parser ? 'multipart/form-data; boundary=x' : 'application/x-www-form-urlencoded',
  }));
  return [...json, ...pages];
}

/** The status that is answered although not one byte of the body is ever sent; 0: it was waited for. */
async function answeredUnread({ method, path, type }: Sending, cookie: string, more: Record<string, string> = {}): Promise<number> {
  const { hostname, port } = new URL(system.url);
  return new Promise((resolve) => {
    const length = 'transfer-encoding' in more ? {} : { 'content-length': '300000' };
    const headers = { cookie, 'content-type': type, ...length, connection: 'close', ...more };
    const sending = request({ hostname, port, method, path, headers }, (response) => {
      resolve(response.statusCode ?? 0);
      sending.destroy();
    });
    // Who waits for the body cuts off a sender that sends none, half a minute later.
    sending.once('error', () => resolve(0));
    sending.flushHeaders();
  });
}

const REFUSED = [303, 401, 403, 404];

describe('whoever may not send something', () => {
  const wrong = async (visitor: Visitor | undefined, passedOver: (path: string) => boolean): Promise<string[]> => {
    const cookie = (visitor && cookies.get(visitor)) ?? '';
    const sendings = everySending().filter(({ path }) => !passedOver(path.split('?')[0] ?? ''));
    expect(sendings.length).toBeGreaterThan(25);
    const answers = await Promise.all(sendings.map(async (one) => `${one.method} ${one.path}: ${await answeredUnread(one, cookie)}`));
    return answers.filter((answer) => !REFUSED.includes(Number(answer.slice(answer.lastIndexOf(' ')))));
  };
  const own = (path: string) => ONES_OWN.includes(path);

  it('is told so before a byte of it is read: nobody who is not signed in', async () => {
    expect(await wrong(undefined, () => false)).toEqual([]);
  });

  it('of a page’s form that is small enough to be kept, nothing is read that is no form, is packed, or says no length', async () => {
    const forms = everySending().filter(({ path }) => !path.startsWith('/api/') && path !== '/sign-out');
    const small = { 'content-length': '1000' };
    const manners: [string, Record<string, string>, string?][] = [
      ['no length', { 'transfer-encoding': 'chunked' }],
      ['packed', { ...small, 'content-encoding': 'gzip' }],
      ['from another site', { ...small, origin: 'https://evil.example' }],
      ['an odd length', { 'content-length': '0262145' }],
      ...[
        'application/json',
        'application/yaml',
        'text/csv',
        'application/zip',
        'application/octet-stream',
        'multipart/mixed; boundary=x',
      ].map((type): [string, Record<string, string>, string] => [type, small, type]),
    ];
    for (const [what, headers, type] of manners) {
      const answers = await Promise.all(
        forms.map(async (one) => `${what} ${one.path}: ${await answeredUnread({ ...one, type: type ?? one.type }, '', headers)}`),
      );
      expect(answers.filter((answer) => !answer.endsWith(': 303'))).toEqual([]);
    }
  });

  it('of one address no more than sixty forms in a quarter of an hour, and sixty at one time', async () => {
    const [form] = everySending().filter(({ path }) => path.endsWith('/submission'));
    if (!form) throw new Error('no form');
    const body = new URLSearchParams({ note: 'x'.repeat(1_000) });
    const post = async () => {
      const { status, headers } = await fetch(`${system.url}${form.path}`, { method: 'POST', body, redirect: 'manual' });
      return [status, headers.get('location')?.includes('%2Fkept%2F') === true] as const;
    };
    const answers: Awaited<ReturnType<typeof post>>[] = [];
    // As many at one instant as a busy machine still takes.
    for (let round = 0; round < 9; round += 1) answers.push(...(await Promise.all(Array.from({ length: 10 }, post))));
    expect(answers.filter(([status]) => status !== 303)).toEqual([]);
    const kept = answers.map(([, one]) => one);
    expect(kept.filter(Boolean)).toHaveLength(STRANGERS.most);
    expect(await answeredUnread(form, '', { 'content-length': '1000' })).toBe(303);
    // A quarter of an hour later.
    await attempts(system.deps.store).deleteMany({ _id: /^kept:/ });
    expect(await post()).toEqual([303, true]);
    expect(await keptPosts(system.deps.store).countDocuments({ stranger: { $exists: true } })).toBe(NOBODYS_MOST.address);
  });

  it('nobody of another county, in any role', async () => {
    expect(
      await wrong(
        'foreignLeague',
        (path) =>
          own(path) ||
          path === '/campaigns' ||
          path.startsWith('/campaigns/preview') ||
          path === '/api/campaigns' ||
          path === '/api/campaigns/preview',
      ),
    ).toEqual([]);
    expect(
      await wrong('foreignAdministrator', (path) => own(path) || /^(?:\/api)?\/(?:people|campaigns)$|\/campaigns\/preview$/.test(path)),
    ).toEqual([]);
  });

  it('no auditor, who reads everything and changes nothing', async () => {
    expect(await wrong('auditor', (path) => own(path) || READS.some((one) => one.test(path)))).toEqual([]);
  });

  it('no clerk of another township of the county', async () => {
    expect(await wrong('neighbour', own)).toEqual([]);
  });

  it('and it is on record, under the request’s own id', async () => {
    const rows = await auditRows(system.deps.store)
      .find({ what: 'message-refused', role: 'auditor', 'details.message': 'amendPlan' })
      .toArray();
    expect(rows.map(({ code }) => code)).toEqual(expect.arrayContaining(['NOT_AUTHORIZED']));
    for (const { requestId } of rows) expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a path', () => {
  it('of fifteen kilobytes is looked at once, however it is made', async () => {
    const long = (piece: string, end = '') => `${piece.repeat(Math.floor(14_000 / piece.length))}${end}`;
    const paths = [
      `/items/${long('a')}`,
      `/items/${long('/')}`,
      long('/items/x'),
      long('/items//attachments'),
      `/campaigns/x/townships/y/items/${long('/rows/a')}!`,
      `/campaigns/x/townships/y/items/${long('a/')}attachments!`,
      `/api/campaigns/x/townships/y/items/${long('%2F')}`,
      long('/campaigns/:campaign/townships/x/items/y'),
      `/temporal/${long('%252e/')}`,
      `/${long('.')}`,
    ];
    const slow: string[] = [];
    for (const path of paths) {
      await answeredUnread({ method: 'POST', path, type: 'text/plain' }, '');
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const began = process.cpuUsage();
        await answeredUnread({ method: 'POST', path, type: 'text/plain' }, '');
        const { user, system: kernel } = process.cpuUsage(began);
        times.push((user + kernel) / 1_000);
      }
      // The whole exchange, with both ends of it in this process.
      if (Math.min(...times) > 100) slow.push(`${path.slice(0, 40)}: ${Math.min(...times)} ms`);
    }
    expect(slow).toEqual([]);
  });
});
