import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows } from '../../../store/audit.ts';
import { commandLog } from '../../../store/command-log.ts';
import { commands } from '../../../store/commands.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { hiddenIn, type PageAnswer, PageSession, plain } from './page-session.ts';
import { startPagesCampaign } from './running-pages.ts';
import { surveyForm } from './survey-form.ts';

let system: TestSystem;
let place: string;
let survey: string;

const clerkOf = async (township: string, which = 0) =>
  new PageSession(system.url, await system.signIn('township-league', `lanyu/${township}`, which));
const committeeOf = async (township: string) =>
  new PageSession(system.url, await system.signIn('township-party-committee', `lanyu/${township}`));

beforeAll(async () => {
  system = await startTestSystem();
  const campaign = await startPagesCampaign(system);
  place = `/campaigns/${campaign}/townships`;
  survey = `${place}/landu/items/survey`;
});
afterAll(() => system.stop());

/** The clerk's survey, checked: the page on which "报送" counts. */
async function checked(clerk: PageSession, item: string, typed = surveyForm): Promise<PageAnswer> {
  const form = await clerk.get(`${item}/submission`);
  return clerk.post(form, `${item}/submission`, { ...typed, do: 'check' });
}

describe('who may come in', () => {
  it('sends strangers to sign in, and remembers where they wanted to go', async () => {
    const answer = await new PageSession(system.url).get(`${survey}?x=1`);
    expect([answer.status, answer.location]).toEqual([303, `/sign-in?next=${encodeURIComponent(`${survey}?x=1`)}`]);
  });

  it('shows nobody another township, and does not say whether it is there', async () => {
    const clerk = await clerkOf('landu');
    const [other, none] = await Promise.all([clerk.get(`${place}/shiyu`), clerk.get(`${place}/nowhere`)]);
    expect([other.status, none.status]).toEqual([404, 404]);
    expect(other.html).toContain('找不到这个页面');
    expect(other.html).not.toContain('石榆镇');
  });

  it('refuses a form without its page’s token, and records nothing', async () => {
    const clerk = await clerkOf('landu');
    await clerk.get(`${survey}/submission`);
    const answer = await clerk.postBare(`${survey}/submission`, { ...surveyForm, do: 'submit', round: '1' });
    expect(answer.status).toBe(403);
    expect(answer.html).toContain('页面已过期');
    expect(await commands(system.deps.store).countDocuments()).toBe(1); // the county plan's approval
  });

  it('refuses and audits a decision that somebody of another township sends all the same', async () => {
    const stranger = await committeeOf('shiyu');
    const own = await stranger.get(`${place}/shiyu`);
    const { _csrf = '' } = hiddenIn(own.html, '/language');
    const sent = { _csrf, do: 'confirm', verdict: 'approve', round: '1', digest: '0'.repeat(64), nonce: 'somebody-from-elsewhere' };
    const answer = await stranger.postBare(`${survey}/decision`, sent);
    expect(answer.status).toBe(403);
    const row = await auditRows(system.deps.store).findOne({
      target: `reorganization/lanyu/2012-trial-1/landu`,
      'details.message': 'decide',
    });
    expect(row).toMatchObject({ what: 'message-refused', code: 'WRONG_UNIT', role: 'township-party-committee' });
  });
});

describe('a dossier', () => {
  it('keeps what was typed, escaped, when something is wrong', async () => {
    const clerk = await clerkOf('landu');
    const answer = await checked(clerk, survey, { ...surveyForm, youth: '"><script>alert(1)</script>', gathering: '甲\n乙' });
    expect(answer.status).toBe(422);
    expect(answer.html).not.toContain('<script>alert');
    expect(plain(answer.html)).toContain('value=""><script>alert(1)</script>"');
    expect(answer.html).toContain('甲\n乙</textarea>');
    expect(answer.html).toMatch(/<title>错误：【演练】/);
  });

  it('shows every rule’s word with its figures, and cannot be submitted while one fails', async () => {
    const clerk = await clerkOf('landu');
    const answer = await checked(clerk, survey, { ...surveyForm, school: '11' });
    expect(answer.status).toBe(422);
    expect(answer.html).toMatch(/不符合.*911.*1000|不符合.*1000.*911/s);
    expect(answer.html).not.toContain('value="submit"');
    const forced = await clerk.post(answer, `${survey}/submission`, { do: 'submit' });
    expect(forced.status).toBe(422);
    expect(await commandLog(system.deps.store).countDocuments({ township: 'landu' })).toBe(0);
  });

  it('pressed twice at once, is recorded once, and both presses come to the same page', async () => {
    const clerk = await clerkOf('landu');
    const page = await checked(clerk, survey);
    expect(page.status).toBe(200);
    const [first, second] = await Promise.all([
      clerk.post(page, `${survey}/submission`, { do: 'submit' }),
      clerk.post(page, `${survey}/submission`, { do: 'submit' }),
    ]);
    expect([first.status, second.status, second.location]).toEqual([303, 303, first.location]);
    expect(await commandLog(system.deps.store).countDocuments({ township: 'landu' })).toBe(1);
    const reference = await clerk.get(first.location ?? '');
    expect(reference.html).toContain('已记录');
    expect(reference.headers.get('cache-control')).toBe('no-store');
  });

  it('that came too late tells so, and shows what had been filled in', async () => {
    const clerk = await clerkOf('landu', 0);
    const form = await clerk.get(`${place}/shiyu`);
    expect(form.status).toBe(404);
    const again = await (await clerkOf('landu')).get(`${survey}/submission`);
    expect([again.status, again.location]).toEqual([303, survey]);
    const token = hiddenIn((await clerk.get(survey)).html, '/language')['_csrf'] ?? '';
    const answer = await clerk.postBare(`${survey}/submission`, { ...surveyForm, _csrf: token, round: '1', do: 'check' });
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('农贸市场');
    expect(answer.html).toContain('已经报送');
  });
});

describe('an answer', () => {
  it('needs a reason to send it back', async () => {
    const committee = await committeeOf('landu');
    const answer = await committee.post(await committee.get(survey), `${survey}/decision`, { verdict: 'return', comment: '  ' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('href="#comment"');
  });

  it('on a revision that is no longer the one shown is refused, and its comment kept', async () => {
    const committee = await committeeOf('landu');
    const page = await committee.get(survey);
    const sent = { verdict: 'return', comment: '请补充<外出>青年。', digest: '0'.repeat(64) };
    const answer = await committee.post(page, `${survey}/decision`, sent);
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('请补充&lt;外出>青年。');
    expect(answer.html).toContain('这次没有保存：情况已经变化');
    const confirmed = await committee.post(page, `${survey}/decision`, { ...sent, do: 'confirm', nonce: 'a-stale-decision-1' });
    expect(confirmed.status).toBe(409);
    expect(confirmed.html).toContain('请补充&lt;外出>青年。');
  });

  it('sends it back with its reason, which the submitter reads beside the round', async () => {
    const committee = await committeeOf('landu');
    const page = await committee.get(survey);
    const check = await committee.post(page, `${survey}/decision`, { verdict: 'return', comment: '请补充外出青年。' });
    expect(check.html).toContain('确认退回：调查摸底');
    const done = await committee.post(check, `${survey}/decision`, { do: 'confirm' });
    expect(done.status).toBe(303);
    expect((await committee.get(done.location ?? '')).html).toContain('请补充外出青年。');
    const clerk = await clerkOf('landu');
    const again = await clerk.get(survey);
    expect(again.html).toMatch(/以前各轮.*退回.*请补充外出青年。/s);
    expect((await clerk.get(`${survey}/submission`)).html).toContain('value="1000"');
    const stale = await committee.post(page, `${survey}/decision`, { verdict: 'approve', comment: '迟到的意见' });
    expect(stale.status).toBe(409);
    expect(stale.html).toContain('迟到的意见');
  });
});

describe('an intervention', () => {
  it('is offered to those who may take it, asks for a reason, is checked and then recorded', async () => {
    const department = new PageSession(system.url, await system.signIn('organization-department', 'lanyu'));
    const hold = `${place}/shiyu/interventions/hold`;
    expect((await department.get(`${place}/shiyu`)).html).toContain(`href="${hold}"`);
    const form = await department.get(hold);
    const wrong = await department.post(form, hold, { reason: '', reviewOn: '下周' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="下周"');
    expect([...wrong.html.matchAll(/<a href="#(\w+)/g)].map(([, field]) => field)).toEqual(['reviewOn', 'reason']);
    const check = await department.post(form, hold, { reason: '班子调整，暂停。', reviewOn: '' });
    expect(check.status).toBe(200);
    const done = await department.post(check, hold, { do: 'confirm' });
    expect(done.status).toBe(303);
    expect((await department.get(`${place}/shiyu`)).html).toMatch(/县委组织部已暂停这个乡镇的工作/);
    const committee = await committeeOf('shiyu');
    const mayNot = await committee.get(`${place}/shiyu/interventions/release`);
    expect(mayNot.status).toBe(403);
  });
});
