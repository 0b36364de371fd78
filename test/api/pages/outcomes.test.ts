import { afterAll, beforeAll, expect, it } from 'vitest';
import { commands } from '../../../store/commands.ts';
import { beat, stopBeating } from '../../../store/heartbeats.ts';
import { temporalForgotten } from '../../support/forgotten.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { until } from '../../support/until.ts';
import { type PageAnswer, PageSession } from './page-session.ts';
import { startPagesCampaign } from './running-pages.ts';
import { surveyForm } from './survey-form.ts';

/** The four outcomes of pressing the button, and what each page says: no more than is true. */

let system: TestSystem;
let place: string;

beforeAll(async () => {
  system = await startTestSystem();
  place = `/campaigns/${await startPagesCampaign(system)}/townships`;
});
afterAll(() => system.stop());

/** A township's clerk on the check page of the survey. */
async function readyToSubmit(township: string): Promise<{ clerk: PageSession; page: PageAnswer; path: string }> {
  const clerk = new PageSession(system.url, await system.signIn('township-league', `lanyu/${township}`));
  const path = `${place}/${township}/items/survey/submission`;
  const form = await clerk.get(path);
  return { clerk, path, page: await clerk.post(form, path, { ...surveyForm, do: 'check' }) };
}

it('sent, without an answer within five seconds: it may still take effect, and does', async () => {
  const { clerk, page, path } = await readyToSubmit('landu');
  await system.stopWorker();
  await beat(system.deps.store, 'a-worker-that-just-died', new Date());
  const sent = await clerk.post(page, path, { do: 'submit' });
  // The tests that follow begin without its last word.
  await stopBeating(system.deps.store, 'a-worker-that-just-died');
  expect(sent.status).toBe(303);
  const unknown = await clerk.get(sent.location ?? '');
  expect(unknown.html).toContain('已送出，尚未确认');
  expect(unknown.html).toContain('仍可能生效');
  expect(unknown.html).toContain(`href="${sent.location}"`);
  expect(unknown.html).not.toContain('已记录');
  await system.startWorker();
  const known = await until(async () => {
    const answer = await clerk.get(sent.location ?? '');
    return answer.html.includes('已记录') ? answer : undefined;
  });
  expect(known.html).toContain('等乡镇党委办理');
});

it('without a worker: received, and it takes effect when one is back; a refusal reaches the inbox', async () => {
  const { clerk, page, path } = await readyToSubmit('shiyu');
  const late = await readyToSubmit('shiyu');
  await system.stopWorker();
  const sent = await clerk.post(page, path, { do: 'submit' });
  const second = await late.clerk.post(late.page, path, { do: 'submit' });
  expect([sent.status, second.status]).toEqual([303, 303]);
  const received = await clerk.get(sent.location ?? '');
  expect(received.html).toContain('已收到，待生效');
  await system.startWorker();
  await until(async () => ((await clerk.get(sent.location ?? '')).html.includes('已记录') ? true : undefined));
  const refused = await until(async () => {
    const answer = await clerk.get(second.location ?? '');
    return answer.html.includes('没有生效') ? answer : undefined;
  });
  expect(refused.html).toContain('已经报送');
  expect((await clerk.get('/inbox')).html).toContain('您报送或办理的内容没有生效');
});

it('without the engine: 503, nothing was recorded, and everything typed stays for another press', async () => {
  const { clerk, page, path } = await readyToSubmit('fengya');
  const committee = new PageSession(system.url, await system.signIn('township-party-committee', 'lanyu/landu'));
  const item = `${place}/landu/items/survey`;
  const confirm = await committee.post(await committee.get(item), `${item}/decision`, { verdict: 'approve', comment: '同意上报。' });
  await system.stopWorker();
  await system.engines.temporal.kill9();
  await temporalForgotten();
  const before = await commands(system.deps.store).countDocuments({ status: 'recorded' });

  const submitted = await clerk.post(page, path, { do: 'submit' });
  expect([submitted.status, submitted.headers.get('retry-after')]).toEqual([503, '5']);
  expect(submitted.html).toContain('这次没有保存');
  expect(submitted.html).toContain('农贸市场');
  const nonce = /name="nonce" value="([^"]+)"/;
  expect(nonce.exec(submitted.html)?.[1]).toBe(nonce.exec(page.html)?.[1]);

  const decided = await committee.post(confirm, `${item}/decision`, { do: 'confirm' });
  expect(decided.status).toBe(503);
  expect(decided.html).toContain('同意上报。');
  expect(await commands(system.deps.store).countDocuments({ status: 'recorded' })).toBe(before);
});

it('without the database: a page says so', async () => {
  const clerk = new PageSession(system.url, await system.signIn('township-league', 'lanyu/fengya'));
  await system.engines.mongo.kill9();
  const answer = await clerk.get('/');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  expect(answer.html).toContain('服务暂时不可用');
});
