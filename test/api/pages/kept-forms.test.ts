import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../../api/pages/routes.ts';
import { commands } from '../../../store/commands.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { crawl } from './crawl.ts';
import { hiddenIn, PageSession, plain } from './page-session.ts';
import { startPagesCampaign } from './running-pages.ts';
import { surveyForm } from './survey-form.ts';
import { addStrangers, signInAll, type Visitor } from './visitors.ts';

let system: TestSystem;
let campaign: string;
let session: (visitor: Visitor) => PageSession;
beforeAll(async () => {
  system = await startTestSystem();
  await addStrangers(system);
  campaign = await startPagesCampaign(system);
  session = await signInAll(system);
});
afterAll(() => system.stop());
const survey = () => `/campaigns/${campaign}/townships/landu/items/survey`;

/** A form of a page, as it would be posted with everything typed into it. */
interface Typed {
  readonly visitor: Visitor;
  readonly from: string;
  readonly action: string;
  readonly fields: Record<string, string>;
  /** What a person wrote. */
  readonly written: readonly string[];
}

const WORDS = '写了一早上的“意见” <与> 附注';

function formsOf(visitor: Visitor, from: string, html: string): Typed[] {
  return [...html.matchAll(/<form ([^>]*)>(.*?)<\/form>/gs)].flatMap(([, attributes = '', inside = '']) => {
    const action = plain(/action="([^"]*)"/.exec(attributes)?.[1] ?? '');
    if (!attributes.includes('method="post"') || /^\/(?:language|sign-out|sign-in|inbox)/.test(action)) return [];
    const fields: Record<string, string> = {};
    const written: string[] = [];
    for (const [tag] of inside.matchAll(/<(?:input|textarea)(?:\s+[^\s=>"/]+(?:="[^"]*")?)*\s*\/?>/g)) {
      const attribute = (name: string) => plain(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
      const [name, type] = [attribute('name'), tag.startsWith('<textarea') ? 'text' : attribute('type') || 'text'];
      if (name === '' || ['file', 'password', 'checkbox', 'radio', 'submit'].includes(type)) continue;
      fields[name] = type === 'hidden' ? attribute('value') : `${WORDS} ${name}`;
      if (type !== 'hidden') written.push(`${WORDS} ${name}`);
    }
    return [{ visitor, from, action, fields, written }];
  });
}

const valuesIn = (html: string) =>
  plain(
    [...html.matchAll(/<input[^>]*? value="([^"]*)"|<textarea[^>]*>(.*?)<\/textarea>/gs)]
      .map(([, value, text]) => value ?? text ?? '')
      .join('\n'),
  );

describe('what was typed when the session was over', () => {
  it('is in its form again after signing in, for every form there is', async () => {
    const forms: Typed[] = [];
    for (const visitor of ['clerk', 'committee', 'league', 'department', 'administrator'] as const) {
      await crawl(visitor, session(visitor), (path, { html }) => void forms.push(...formsOf(visitor, path, html)));
    }
    // One of each address and set of names.
    const each = new Map(forms.map((form) => [`${form.visitor} ${routeOf(form.action)} ${Object.keys(form.fields).join(' ')}`, form]));
    const lost: string[] = [];
    for (const { visitor, from, action, fields, written } of each.values()) {
      const stranger = new PageSession(system.url);
      const sent = await stranger.postBare(action, fields, { referer: `${system.url}${from}` });
      const next = new URL(sent.location ?? '/', system.url).searchParams.get('next') ?? '';
      if (!next.startsWith('/kept/')) {
        lost.push(`${visitor} ${from} → ${action}: ${sent.status} ${sent.location}`);
        continue;
      }
      const back = await session(visitor).inBrowserOf(stranger).get(next);
      const there = valuesIn(back.html);
      for (const words of written) if (!there.includes(words)) lost.push(`${visitor} ${from} → ${action}: ${words} (${back.status})`);
      if (!/<form[^>]* action="[^"]*"[^>]*>\s*<input type="hidden" name="_csrf" value="[0-9a-f]{20,}/.test(back.html))
        lost.push(`${action}: no token`);
      expect((await session(visitor).get(next)).html).toContain('还没有送出');
    }
    expect(lost).toEqual([]);
    expect(each.size).toBeGreaterThan(20);
  });

  it('waits for every address that takes a form, also where the form itself is gone', async () => {
    for (const { path, access } of ROUTES.filter(({ method }) => method === 'post')) {
      if (access === 'everybody' || path === '/sign-out') continue;
      const address = path.replace(/:campaign/, 'gone').replaceAll(/[:*]\w+/g, 'gone');
      const stranger = new PageSession(system.url);
      const sent = await stranger.postBare(address, { reason: WORDS });
      const next = new URL(sent.location ?? '/', system.url).searchParams.get('next') ?? '';
      const back = await session('league').inBrowserOf(stranger).get(next);
      // Of forms with passwords nothing is kept.
      expect([path, plain(back.html).includes(WORDS)]).toEqual([path, !path.startsWith('/account')]);
    }
  });

  it('is shown to nobody but whoever opened it first', async () => {
    const stranger = new PageSession(system.url);
    const sent = await stranger.postBare(`${survey()}/submission`, { ...surveyForm, do: 'check' });
    const next = new URL(sent.location ?? '/', system.url).searchParams.get('next') ?? '';
    expect((await session('clerk').inBrowserOf(stranger).get(next)).status).toBe(200);
    expect((await session('committee').inBrowserOf(stranger).get(next)).status).toBe(404);
    expect((await new PageSession(system.url).get(next)).location).toContain('/sign-in');
  });
});

describe('a form that somebody else filled in', () => {
  it('is shown to nobody who is sent its address: they would send what they never typed', async () => {
    const attacker = new PageSession(system.url);
    const person = { name: '攻例甲', email: 'attacker@evil.example', role: 'administrator', unit: '*' };
    const sent = await attacker.postBare('/people', person, { referer: `${system.url}/people/new` });
    const next = new URL(sent.location ?? '/', system.url).searchParams.get('next') ?? '';
    expect(next).toMatch(/^\/kept\//);
    const administrator = new PageSession(system.url, await system.signIn('administrator', '*'));
    const shown = await administrator.get(next);
    expect([shown.status, shown.html.includes('attacker@evil.example')]).toEqual([404, false]);
    // Nor in a browser that keeps something else.
    const other = new PageSession(system.url);
    await other.postBare('/people', person);
    expect((await administrator.inBrowserOf(other).get(next)).status).toBe(404);
    expect((await administrator.inBrowserOf(attacker).get(next)).status).toBe(200);
  });
});

describe('a form whose token is old', () => {
  it('comes back filled in, with rows and all, and can be sent', async () => {
    const before = await commands(system.deps.store).countDocuments();
    const clerk = new PageSession(system.url, await system.signIn('township-league', 'lanyu/landu'));
    const form = await clerk.get(`${survey()}/submission`);
    const old = { ...hiddenIn(form.html, `${survey()}/submission`), _csrf: `${'a'.repeat(64)}.${'b'.repeat(64)}` };
    const sent = await clerk.postBare(`${survey()}/submission`, { ...old, ...surveyForm, do: 'submit' });
    expect(sent.status).toBe(303);
    const back = await clerk.get(sent.location ?? '');
    expect(back.html).toContain('还没有送出，您填写的内容都在');
    const there = valuesIn(back.html);
    for (const typed of Object.values(surveyForm)) if (typed !== 'on' && typed !== 'yes') expect(there + back.html).toContain(typed);
    expect(await commands(system.deps.store).countDocuments()).toBe(before);
    const checked = await clerk.post(back, `${survey()}/submission`, { ...surveyForm, do: 'check' });
    expect(checked.status).toBe(200);
    expect(checked.html).not.toContain('还没有送出，您填写的内容都在');
  });

  it('is not kept when another site posts it', async () => {
    const clerk = session('clerk');
    const sent = await clerk.postBare(
      `${survey()}/submission`,
      { ...surveyForm, _csrf: `${'a'.repeat(64)}.${'b'.repeat(64)}` },
      { origin: 'https://evil.example' },
    );
    expect(sent.status).toBe(403);
    const stranger = await new PageSession(system.url).postBare(`${survey()}/submission`, surveyForm, { origin: 'https://evil.example' });
    expect(stranger.location).toBe('/sign-in');
  });

  it('to sign in comes back with the address, and keeps no password', async () => {
    const sent = await new PageSession(system.url).postBare('/sign-in', {
      _csrf: `${'a'.repeat(64)}.${'b'.repeat(64)}`,
      email: 'wang@lanyu.example',
      password: 'geheim-geheim',
      next: '/inbox',
    });
    expect(sent.html).toContain('value="wang@lanyu.example"');
    expect(hiddenIn(sent.html, '/sign-in')).toMatchObject({ next: '/inbox' });
    expect(sent.html).not.toContain('geheim');
  });
});

function routeOf(action: string): string {
  const path = action.replace(/\?.*/, '');
  return (
    ROUTES.find(
      (one) => one.method === 'post' && new RegExp(`^${one.path.replaceAll(/\*\w+/g, '.+').replaceAll(/:\w+/g, '[^/]+')}$`).test(path),
    )?.path ?? path
  );
}
