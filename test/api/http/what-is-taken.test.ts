import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaigns } from '../../../store/campaigns.ts';
import { files } from '../../../store/files.ts';
import { people } from '../../../store/people.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { pdfOf } from '../../support/sample-files.ts';
import { PageSession } from '../pages/page-session.ts';
import { startPagesCampaign } from '../pages/running-pages.ts';
import { tokenOf } from '../pages/visitors.ts';

let system: TestSystem;
let campaign: string;
let cookie: string;

beforeAll(async () => {
  system = await startTestSystem();
  campaign = await startPagesCampaign(system);
  cookie = await system.signIn('township-league', 'lanyu/landu');
});
afterAll(() => system.stop());

describe('the files of one person for one dossier', () => {
  const attachments = () => `${system.url}/api/campaigns/${campaign}/townships/landu/items/survey/attachments`;
  const upload = async (name: string): Promise<{ status: number; id: string; code: string }> => {
    const headers = { cookie, origin: system.url, 'content-type': 'application/pdf' };
    const response = await fetch(`${attachments()}?filename=${name}`, { method: 'POST', headers, body: new Uint8Array(pdfOf(3_000)) });
    const body = (await response.json()) as { id?: string; error?: { code?: string; problems?: { code: string }[] } };
    // A busy machine may say so, and be asked again; it never says so in place of what is wrong with the file.
    if (response.status === 503) return upload(name);
    return { status: response.status, id: body.id ?? '', code: body.error?.problems?.[0]?.code ?? body.error?.code ?? '' };
  };

  it('are twenty, though forty come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, async (_, index) => upload(`${index}.pdf`)));
    // On a busy machine one may be kept whose sender was told to come again.
    const taken = answers.filter(({ status }) => status === 201);
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.length).toBeLessThanOrEqual(20);
    for (const { status, code } of answers.filter((one) => one.status !== 201)) expect([status, code]).toEqual([422, 'TOO_MANY']);
    expect(await files(system.deps.store).countDocuments({ 'metadata.sha256': { $exists: true } })).toBe(20);
    expect(await files(system.deps.store).countDocuments({})).toBe(20);
  });

  it('may be others, once one is removed; a file that is refused takes no place', async () => {
    const [one] = await files(system.deps.store).find().limit(1).toArray();
    const gone = await fetch(`${attachments()}/${one?._id.toHexString()}`, { method: 'DELETE', headers: { cookie, origin: system.url } });
    expect(gone.status).toBe(204);
    const headers = { cookie, origin: system.url, 'content-type': 'application/pdf' };
    const wrong = await fetch(`${attachments()}?filename=a.pdf`, { method: 'POST', headers, body: 'no such file at all' });
    expect(wrong.status).toBe(422);
    const again = await Promise.all(['x.pdf', 'y.pdf', 'z.pdf'].map(upload));
    expect(again.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422, 422]);
  });
});

describe('somebody new', () => {
  const person = { name: '新例甲', email: 'new@lanyu.example', role: 'township-league', unit: 'lanyu/nowhere' };

  it('has a unit that the county has; else its townships are named', async () => {
    const administrator = await system.as('administrator', '*');
    const answer = await administrator.post('/api/people', person);
    expect([answer.status, answer.body.error.code]).toEqual([422, 'UNIT_UNKNOWN']);
    expect(answer.body.error.problems[0].message).toContain('lanyu/landu（');
    const browser = new PageSession(system.url, await system.signIn('administrator', '*'));
    const page = await browser.postBare('/people', { ...(await tokenOf(browser)), ...person });
    expect([page.status, page.html.includes('lanyu/landu（')]).toEqual([422, true]);
    const { _id } = await system.person('township-league', 'lanyu/landu');
    const moved = await administrator.send('PATCH', `/api/people/${_id}`, { body: { unit: 'lanyu/nowhere' } });
    expect([moved.status, moved.body.error.code]).toEqual([422, 'UNIT_UNKNOWN']);
    expect(await people(system.deps.store).countDocuments({ unit: 'lanyu/nowhere' })).toBe(0);
    expect((await campaigns(system.deps.store).findOne())?.townships.length).toBeGreaterThan(0);
    expect((await administrator.post('/api/people', { ...person, unit: 'lanyu/shiyu' })).status).toBe(201);
  });

  it('has a name that everybody can read: what is no character is refused with a sentence', async () => {
    const administrator = await system.as('administrator', '*');
    const browser = new PageSession(system.url, await system.signIn('administrator', '*'));
    for (const hidden of ['\uFFFE', '\uFFFF', '\u{1FFFF}', '\uFDD0', '\u0007', '\u202E', '\u{E0041}']) {
      const given = { ...person, email: 'hidden@lanyu.example', unit: 'lanyu/landu', name: `新${hidden}例` };
      const answer = await administrator.post('/api/people', given);
      expect([hidden, answer.status]).toEqual([hidden, 400]);
      expect(JSON.stringify(answer.body)).toMatch(/看不见|characters that nobody sees/);
      const page = await browser.postBare('/people', { ...(await tokenOf(browser)), ...given });
      expect([hidden, page.status, page.html.includes('看不见')]).toEqual([hidden, 422, true]);
    }
    // A lone half of a character, which only JSON can carry.
    const lone = await fetch(`${system.url}/api/people`, {
      method: 'POST',
      headers: { cookie: await system.signIn('administrator', '*'), origin: system.url, 'content-type': 'application/json' },
      body: JSON.stringify({ ...person, name: 'x' }).replace('"x"', '"新\\ud800例"'),
    });
    expect(lone.status).toBe(400);
    expect(await people(system.deps.store).countDocuments({ email: 'hidden@lanyu.example' })).toBe(0);
  });
});
