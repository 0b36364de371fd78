import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countyUpload } from '../../support/example-county.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { PNG, pdfOf } from '../../support/sample-files.ts';
import type { TestSession } from '../../support/test-session.ts';
import { until } from '../../support/until.ts';
import { hiddenIn, PageSession } from '../pages/page-session.ts';
import { startPagesCampaign } from '../pages/running-pages.ts';
import { surveyDossier } from './survey-dossier.ts';
import { truthful } from './truthful.ts';

let system: TestSystem;
let campaign: string;
let items: string;
let clerk: TestSession;
let committee: TestSession;
let cookie: string;

const nonce = () => randomBytes(18).toString('base64url');

beforeAll(async () => {
  system = await startTestSystem({ check: truthful });
  campaign = await startPagesCampaign(system);
  items = `/api/campaigns/${campaign}/townships/landu/items`;
  clerk = await system.as('township-league', 'lanyu/landu');
  committee = await system.as('township-party-committee', 'lanyu/landu');
  cookie = await system.signIn('township-league', 'lanyu/landu');
});
afterAll(() => system.stop());

const send = (content: Buffer, name: string, session = clerk) =>
  session.send('POST', `${items}/survey/attachments?filename=${encodeURIComponent(name)}`, {
    raw: new Uint8Array(content),
    headers: { 'content-type': 'application/octet-stream' },
  });

describe('files over JSON', () => {
  it('are sent as they are, listed, read back and removed', async () => {
    const { status, body } = await send(pdfOf(1_000), '摸底 表.pdf');
    const sha256 = createHash('sha256').update(pdfOf(1_000)).digest('hex');
    expect([status, body]).toEqual([201, { id: expect.any(String), name: '摸底 表.pdf', size: 1_000, sha256, type: 'application/pdf' }]);
    expect((await clerk.get(`${items}/survey/attachments`)).body.attachments).toEqual([body]);
    expect((await committee.get(`${items}/survey/attachments`)).body.attachments).toEqual([]);
    const file = `${items}/survey/attachments/${body.id}`;
    const read = await fetch(`${system.url}${file}`, { headers: { cookie } });
    expect(Buffer.from(await read.arrayBuffer()).equals(pdfOf(1_000))).toBe(true);
    expect([read.headers.get('content-type'), read.headers.get('x-content-type-options')]).toEqual(['application/pdf', 'nosniff']);
    for (const path of [file, `${items}/survey/attachments/${'0'.repeat(24)}`]) {
      expect((await committee.get(path)).status).toBe(404);
      expect((await committee.delete(path)).status).toBe(404);
    }
    expect((await clerk.delete(file)).status).toBe(204);
    expect((await clerk.get(file)).status).toBe(404);
  });

  it('are refused by whose turn it is not, and by their content, name and size', async () => {
    expect((await send(pdfOf(100), 'a.pdf', committee)).body).toMatchObject({ outcome: 'refused', code: 'NOT_AUTHORIZED' });
    expect((await system.anybody().send('POST', `${items}/survey/attachments?filename=a.pdf`, { raw: 'x' })).status).toBe(401);
    const code = async (content: Buffer, name: string) => (await send(content, name)).body.error.problems?.[0].code;
    expect(await code(Buffer.from('MZ a program'), 'a.pdf')).toBe('WRONG_TYPE');
    expect(await code(PNG, 'a.pdf')).toBe('NAME_DIFFERS');
    expect(await code(Buffer.alloc(0), 'a.pdf')).toBe('EMPTY');
    const large = await send(pdfOf(30 * 1024 * 1024), 'a.pdf');
    expect([large.status, large.body.error.code]).toEqual([413, 'TOO_LARGE']);
  });

  it('go with a submission that names them, and nobody else’s do', async () => {
    const own = (await send(PNG, '盖章.png')).body.id as string;
    const colleague = await system.as('township-league', 'lanyu/landu', 1);
    const post = { nonce: nonce(), round: 1, dossier: surveyDossier, attachments: [own] };
    const stolen = await colleague.post(`${items}/survey/submissions`, { ...post, nonce: nonce() });
    expect([stolen.status, stolen.body.problems]).toEqual([
      422,
      [expect.objectContaining({ path: 'attachments', code: 'ATTACHMENT_GONE' })],
    ]);
    expect((await clerk.post(`${items}/survey/submissions`, post)).body).toMatchObject({ outcome: 'recorded' });
    const { revision, item } = (await committee.get(`${items}/survey`)).body;
    expect(revision.attachments).toEqual([{ id: own, name: '盖章.png', size: PNG.length, sha256: expect.any(String) }]);
    expect(item.submission.digest).toBe(revision.digest);
    expect((await clerk.delete(`${items}/survey/attachments/${own}`)).body.error.code).toBe('ATTACHMENT_SUBMITTED');
    const form = (await clerk.get(`${items}/survey/form`)).body;
    expect(form).toMatchObject({ dossier: surveyDossier, attachments: [{ id: own }], further: [] });
  });
});

describe('rows over JSON', () => {
  it('are read, and the others told of by row and column', async () => {
    const text = '成员\t分工\n组织委员\t审核\n\t谁\n';
    const { status, body } = await committee.post(`${items}/working-body/rows/members`, { text });
    expect([status, body.rows]).toEqual([200, [{ who: '组织委员', duty: '审核' }]]);
    expect(body.problems).toEqual([{ path: '成员', row: 3, code: 'MISSING', message: '“成员”第 3 行“成员”没有填写。' }]);
    const file = await committee.post(`${items}/working-body/rows/members`, countyUpload('成员\n甲\n乙', '成员.csv'));
    expect(file.body.rows).toEqual([{ who: '甲' }, { who: '乙' }]);
    expect((await committee.post(`${items}/working-body/rows/nothing`, { text })).status).toBe(404);
  });
});

describe('a month’s report', () => {
  const month = 'monthly-report/2012-06';

  it('begins with what happened: phase, stage, figures and lines of the month', async () => {
    const approved = await committee.get(`${items}/survey`);
    const { digest } = approved.body.item.submission;
    const decision = { nonce: nonce(), round: 1, digest, verdict: 'approve' };
    expect((await committee.post(`${items}/survey/decisions`, decision)).body.outcome).toBe('recorded');
    const { dossier } = (await clerk.get(`${items}/${month}/form`)).body;
    expect(dossier).toEqual({
      phase: 'preparation',
      currentStep: 'implementation-plan',
      done: [expect.stringMatching(/^6月1日“调查摸底”办结$/)],
      coverage: (surveyDossier as { coverageBefore: number }).coverageBefore,
    });
    const { html } = await new PageSession(system.url, cookie).get(`/campaigns/${campaign}/townships/landu/items/${month}/submission`);
    expect(html).toContain('“调查摸底”办结</textarea>');
    expect(html).toMatch(/<option value="implementation-plan" selected/);
  });

  it('asks for the figures of an amended plan, each under its own words, and is not taken without them', async () => {
    const plan = readFileSync(new URL('../../../plans/one-plus-three-x.yaml', import.meta.url), 'utf8')
      .replace(/^version: 1$/m, 'version: 2')
      .replace(
        '  fields: []',
        '  fields: [{name: livestreams, label: {zh: 直播带货场次, en: Livestreams}}, {name: visits, label: {zh: 走访青年人数, en: Visits}}]',
      );
    const league = await system.as('county-league', 'lanyu');
    const sent = { nonce: nonce(), ...countyUpload(plan, 'plan.yaml'), reason: '省里要求。' };
    // A busy machine may say that it could not answer in time; the same nonce asks again.
    const amended = await until(async () => {
      const answer = await league.post(`/api/campaigns/${campaign}/amendments`, sent);
      return answer.status === 503 ? undefined : answer;
    });
    expect(amended.body.outcome).toBe('recorded');
    const { dossier, further } = (await clerk.get(`${items}/${month}/form`)).body;
    expect(further).toEqual([
      { name: 'livestreams', label: { zh: '直播带货场次', en: 'Livestreams' } },
      { name: 'visits', label: { zh: '走访青年人数', en: 'Visits' } },
    ]);

    const report = { ...dossier, next: ['拟定实施方案'], further: [{ name: 'livestreams', value: 3 }] };
    const without = await clerk.post(`${items}/${month}/submissions`, { nonce: nonce(), round: 1, dossier: report });
    expect([without.status, without.body.code]).toEqual([422, 'RULE_FAILED']);
    expect(without.body.ruleResults).toContainEqual(
      expect.objectContaining({ code: 'FURTHER_FIGURES_MISSING', outcome: 'fails', figures: { asked: 2, missing: 1 } }),
    );

    const page = new PageSession(system.url, cookie);
    const path = `/campaigns/${campaign}/townships/landu/items/${month}/submission`;
    const form = await page.get(path);
    expect(form.html).toMatch(/<label for="further\[0\]\.value">直播带货场次/);
    const typed = { ...hiddenIn(form.html, path), ...valuesIn(form.html), next: '拟定实施方案', do: 'check' };
    const half = await page.post(form, path, { ...typed, 'further[0].value': '3' });
    expect(half.status).toBe(422);
    expect(half.html).toContain('href="#further[1].value"');
    expect(half.html).toContain('value="3"');
    const check = await page.post(half, path, { ...typed, 'further[0].value': '3', 'further[1].value': '0' });
    expect([check.status, check.html.includes('走访青年人数')]).toEqual([200, true]);
    expect((await page.post(check, path, { do: 'submit' })).status).toBe(303);
    const { item, revision } = (await clerk.get(`${items}/${month}`)).body;
    expect(item.submission.counts).toMatchObject({ 'further.livestreams': 3, 'further.visits': 0, furtherMissing: 0 });
    expect(revision.dossier.further).toEqual([
      { name: 'livestreams', value: 3 },
      { name: 'visits', value: 0 },
    ]);
    expect((await page.get(path.replace('/submission', ''))).html).toMatch(/直播带货场次.*走访青年人数/s);
  });
});

/** What the report's form was filled in with beforehand: chosen, ticked, written. */
function valuesIn(html: string): Record<string, string> {
  const chosen = [...html.matchAll(/<select id="([^"]+)".*?<\/select>/gs)].map(([whole, name = '']) => [
    name,
    /value="([^"]*)" selected/.exec(whole)?.[1] ?? '',
  ]);
  const ticked = [...html.matchAll(/<input type="radio"[^>]*name="([^"]+)" value="([^"]+)" checked/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  const written = [...html.matchAll(/<textarea id="([^"]+)"[^>]*>([^<]*)<\/textarea>/g)].map(([, name = '', value = '']) => [name, value]);
  return Object.fromEntries([...chosen, ...ticked, ...written]) as Record<string, string>;
}
