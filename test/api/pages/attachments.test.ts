import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import { dossiers } from '../../../store/dossiers.ts';
import { drafts } from '../../../store/drafts.ts';
import { fileChunks, files, sweepFiles } from '../../../store/files.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { docxOf, fileOf, JPEG, PNG, pdfOf, xlsxOf } from '../../support/sample-files.ts';
import { hiddenIn, type PageAnswer, PageSession, plain } from './page-session.ts';
import { startPagesCampaign } from './running-pages.ts';
import { surveyForm } from './survey-form.ts';

const MB = 1024 * 1024;
const DAY = 86_400_000;

let system: TestSystem;
let place: string;
let survey: string;
let clerk: PageSession;

const sessionOf = async (role: Parameters<TestSystem['signIn']>[0], unit: string, which = 0) =>
  new PageSession(system.url, await system.signIn(role, unit, which));

beforeAll(async () => {
  system = await startTestSystem();
  place = `/campaigns/${await startPagesCampaign(system)}/townships`;
  survey = `${place}/landu/items/survey`;
  clerk = await sessionOf('township-league', 'lanyu/landu');
});
afterAll(() => system.stop());

/** Chooses a file in the survey's form and presses "upload", with what is typed so far. */
async function upload(
  name: string,
  content: Buffer | string,
  fields: Readonly<Record<string, string>> = {},
  session = clerk,
): Promise<PageAnswer> {
  const form = await session.get(`${survey}/submission`);
  return session.postFiles(form, `${survey}/attachments`, fields, { file: fileOf(name, content) }, `${survey}/submission`);
}

/** The files that the form holds now. */
async function attached(session = clerk): Promise<string[]> {
  const { html } = await session.get(`${survey}/submission`);
  return (hiddenIn(html, `${survey}/submission`)['attachments'] ?? '').split(' ').filter((id) => id !== '');
}

async function filesKept(): Promise<number> {
  const [rows, pieces] = await Promise.all([
    files(system.deps.store).countDocuments(),
    fileChunks(system.deps.store).distinct('files_id', {}),
  ]);
  expect(pieces).toHaveLength(rows);
  return rows;
}

describe('a file for a dossier', () => {
  it('goes up beside a form half filled in, and nothing typed is lost', async () => {
    const answer = await upload('澜渡镇 摸底表（盖章）.pdf', pdfOf(30_000), { youth: '12940', gathering: '农贸市场\n合作社' });
    expect([answer.status, answer.location]).toEqual([303, `${survey}/submission#attachments`]);
    const { html } = await clerk.get(`${survey}/submission`);
    expect(html).toContain('value="12940"');
    expect(html).toContain('农贸市场\n合作社</textarea>');
    expect(plain(html)).toContain('澜渡镇 摸底表（盖章）.pdf');
    expect(html).toContain('（29 KB）');
    expect(html).toContain('还没有报送的内容');
  });

  it.each([
    ['合影.jpg', JPEG],
    ['合影.JPEG', JPEG],
    ['公示栏.png', PNG],
  ])('may be %s', async (name, content) => {
    expect((await upload(name, content)).status).toBe(303);
  });

  it('may be docx or xlsx, by what lies inside', async () => {
    expect((await upload('方案.docx', await docxOf('实施方案'))).status).toBe(303);
    expect((await upload('名册.xlsx', await xlsxOf([['姓名']]))).status).toBe(303);
    expect(await attached()).toHaveLength(6);
  });

  it.each([
    ['a program renamed', '通知.pdf', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), '只能上传'],
    ['a page renamed', '通知.pdf', '<html><script>alert(1)</script></html>', '只能上传'],
    ['an archive renamed', '名册.xlsx', Buffer.from('504b0506000000000000000000000000000000000000', 'hex'), '只能上传'],
    ['a broken archive', '名册.docx', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(400, 7)]), '只能上传'],
    ['a picture that calls itself a document', '照片.pdf', PNG, '文件名与内容不符：内容是 png'],
    ['nothing at all', '空.pdf', '', '文件是空的'],
  ])('is refused when it is %s, and what was typed stays', async (_what, name, content, said) => {
    const before = await filesKept();
    const answer = await upload(name, content, { youth: '777' });
    expect(answer.status).toBe(422);
    expect(plain(answer.html)).toContain(said);
    expect(answer.html).toContain('href="#file"');
    expect(answer.html).toContain('value="777"');
    expect(await filesKept()).toBe(before);
  });

  it('is asked for when none was chosen', async () => {
    const form = await clerk.get(`${survey}/submission`);
    const answer = await clerk.postFiles(form, `${survey}/attachments`, {}, { file: fileOf('', '') }, `${survey}/submission`);
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('请先选择文件');
  });

  it('may have 20 MB and not a byte more', async () => {
    const before = await filesKept();
    expect((await upload('满.pdf', pdfOf(20 * MB))).status).toBe(303);
    const over = await upload('满.pdf', pdfOf(20 * MB + 1), { youth: '888' });
    expect(over.status).toBe(413);
    expect(over.html).toContain('文件太大：一个附件最多 20 MB');
    expect(over.html).toContain('value="888"');
    expect(await filesKept()).toBe(before + 1);
  });

  it('of 30 MB is refused at once, on the same page', async () => {
    const content = pdfOf(30 * MB);
    const began = performance.now();
    const answer = await upload('扫描件.pdf', content, { youth: '999' });
    expect([answer.status, answer.html.includes('文件太大'), answer.html.includes('value="999"')]).toEqual([413, true, true]);
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('is not taken without the page’s token, nor by whoever may not submit the item', async () => {
    const before = await filesKept();
    const bare = await clerk.postFiles(
      { html: '<form action="x"></form>' } as PageAnswer,
      `${survey}/attachments`,
      {},
      { file: fileOf('a.pdf', pdfOf(100)) },
      'x',
    );
    expect(bare.status).toBe(403);
    const committee = await sessionOf('township-party-committee', 'lanyu/landu');
    const { _csrf = '' } = hiddenIn((await committee.get(survey)).html, '/language');
    const form = `<form action="x"><input type="hidden" name="_csrf" value="${_csrf}" /></form>`;
    const refused = await committee.postFiles(
      { html: form } as PageAnswer,
      `${survey}/attachments`,
      {},
      { file: fileOf('a.pdf', pdfOf(100)) },
      'x',
    );
    // Before the file comes.
    expect([refused.status, refused.html.includes('panel stop')]).toEqual([403, true]);
    expect(await filesKept()).toBe(before);
  });

  it('can be removed before it is submitted, and then is gone', async () => {
    const ids = await attached();
    const form = await clerk.get(`${survey}/submission`);
    const answer = await clerk.post(form, `${survey}/submission`, { do: `detach:${ids[1]}`, youth: '1000' });
    expect(answer.status).toBe(200);
    expect(answer.html).toContain('value="1000"');
    expect(await attached()).toEqual(ids.filter((id) => id !== ids[1]));
    expect((await clerk.download(`${survey}/attachments/${ids[1]}`)).status).toBe(404);
  });

  it('that was chosen and not uploaded is told of before anything is checked', async () => {
    const form = await clerk.get(`${survey}/submission`);
    const answer = await clerk.post(form, `${survey}/submission`, { ...surveyForm, do: 'check', file: '忘记.pdf' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('选中的“忘记.pdf”还没有上传');
  });

  it('belongs to whoever uploaded it: a colleague neither sees it nor can submit it', async () => {
    const [id = ''] = await attached();
    const mine = await clerk.download(`${survey}/attachments/${id}`);
    expect(mine.status).toBe(200);
    const colleague = await sessionOf('township-league', 'lanyu/landu', 1);
    expect((await colleague.download(`${survey}/attachments/${id}`)).status).toBe(404);
    const form = await colleague.get(`${survey}/submission`);
    const check = await colleague.post(form, `${survey}/submission`, { ...surveyForm, do: 'check', attachments: id });
    expect(check.html).not.toContain('摸底表');
    const forced = await colleague.post(check, `${survey}/submission`, { do: 'submit', attachments: id });
    expect(forced.status).toBe(422);
    expect(forced.html).toContain('有的附件已经不在了');
    expect(await dossiers(system.deps.store).countDocuments({ township: 'landu' })).toBe(0);
  });

  it('counts: no more than twenty', async () => {
    const there = (await attached()).length;
    for (let count = there; count < 20; count += 1) expect((await upload(`第${count}件.png`, PNG)).status).toBe(303);
    expect((await clerk.get(`${survey}/submission`)).html).not.toContain('type="file" id="file"');
    const form = await clerk.get(`${survey}/submission`);
    const over = await clerk.postFiles(form, `${survey}/attachments`, {}, { file: fileOf('多.png', PNG) }, `${survey}/submission`);
    expect([over.status, over.html.includes('一份材料最多 20 个附件')]).toEqual([422, true]);
  });
});

describe('what was submitted', () => {
  it('holds its files, and its digest covers them', async () => {
    for (const id of (await attached()).slice(2))
      await clerk.post(await clerk.get(`${survey}/submission`), `${survey}/submission`, { do: `detach:${id}` });
    const form = await clerk.get(`${survey}/submission`);
    const check = await clerk.post(form, `${survey}/submission`, { ...surveyForm, do: 'check' });
    expect(check.html).toMatch(/附件.*摸底表（盖章）.pdf（29 KB）/s);
    expect((await clerk.post(check, `${survey}/submission`, { do: 'submit' })).status).toBe(303);
    const revision = await dossiers(system.deps.store).findOne({ township: 'landu', item: 'survey' });
    const { dossier, attachments = [], digest } = revision ?? { digest: '' };
    expect(attachments.map(({ name }) => name)).toEqual(['澜渡镇 摸底表（盖章）.pdf', expect.any(String)]);
    expect(attachments[0]).toMatchObject({ size: 30_000, sha256: createHash('sha256').update(pdfOf(30_000)).digest('hex') });
    expect(digest).toBe(createHash('sha256').update(canonicalJson({ dossier, attachments })).digest('hex'));
    const other = [{ ...attachments[0], sha256: '0'.repeat(64) }, attachments[1]];
    expect(digest).not.toBe(
      createHash('sha256')
        .update(canonicalJson({ dossier, attachments: other }))
        .digest('hex'),
    );
    expect(await drafts(system.deps.store).countDocuments({ item: 'survey', account: revision?.account ?? '' })).toBe(0);
  });

  it('is downloaded, and never shown, by whoever may see the item', async () => {
    const committee = await sessionOf('township-party-committee', 'lanyu/landu');
    const { html } = await committee.get(survey);
    const [, href = ''] = /href="([^"]*\/attachments\/[0-9a-f]{24})"/.exec(html) ?? [];
    expect(html).toContain('附件');
    const file = await committee.download(href);
    expect(file.content.equals(pdfOf(30_000))).toBe(true);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '30000',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const disposition = file.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment;/);
    expect(disposition).toContain(
      `filename*=UTF-8''${encodeURIComponent('澜渡镇 摸底表（盖章）.pdf').replaceAll('(', '%28').replaceAll(')', '%29')}`,
    );
    const stranger = await sessionOf('township-party-committee', 'lanyu/shiyu');
    expect((await stranger.download(href)).status).toBe(404);
    expect((await committee.download(href.replace('survey', 'publicity'))).status).toBe(404);
    expect((await new PageSession(system.url).download(href)).status).toBe(303);
  });

  it('comes back with its files when it is sent back, and keeps them in the earlier round', async () => {
    const committee = await sessionOf('township-party-committee', 'lanyu/landu');
    const page = await committee.get(survey);
    const check = await committee.post(page, `${survey}/decision`, { verdict: 'return', comment: '请补盖章页。' });
    expect((await committee.post(check, `${survey}/decision`, { do: 'confirm' })).status).toBe(303);
    const colleague = await sessionOf('township-league', 'lanyu/landu', 1);
    const [first = '', second = ''] = await attached(colleague);
    const form = await colleague.get(`${survey}/submission`);
    await colleague.post(form, `${survey}/submission`, { ...surveyForm, do: `detach:${first}` });
    expect(await attached(colleague)).toEqual([second]);
    expect((await colleague.download(`${survey}/attachments/${first}`)).status).toBe(200);
    expect((await colleague.get(survey)).html).toMatch(/以前各轮.*摸底表（盖章）.pdf/s);
  });
});

describe('files that nobody submits', () => {
  it('go thirty days after they were last in a form; those on record stay', async () => {
    const { store } = system.deps;
    const left = await files(store).find().toArray();
    const onRecord = await dossiers(store).findOne({ township: 'landu' });
    const kept = new Set((onRecord?.attachments ?? []).map(({ id }) => id));
    expect(await sweepFiles(store, new Date(Date.now() + 29 * DAY))).toBe(0);
    expect(await sweepFiles(store, new Date(Date.now() + 31 * DAY))).toBe(left.length - kept.size);
    const after = await files(store).find().toArray();
    expect(after.map(({ _id }) => _id.toHexString()).sort()).toEqual([...kept].sort());
    expect(await filesKept()).toBe(kept.size);
  });
});
