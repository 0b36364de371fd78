import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { planTimeAt, wallTimeOf } from '../../domain/calendar/clock.ts';
import { dateOf, instantOf } from '../../domain/calendar/plan-date.ts';
import { projectFolder } from '../../engines/project-folder.ts';
import { readRehearsalCounty } from '../../rehearsal/county-file.ts';
import { createDisplay } from '../../rehearsal/display.ts';
import { rehearse } from '../../rehearsal/rehearse.ts';
import { ScratchSystem } from '../../rehearsal/scratch-system.ts';
import { type Campaign, campaigns } from '../../store/campaigns.ts';
import { openStore, type Store } from '../../store/database.ts';
import { findPersonByEmail } from '../../store/people.ts';
import { LINK_MINUTES, makeSignInLink, signInAddress } from '../../store/sign-in-links.ts';
import { launchBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';

/**
 * `npm run pictures`: the two pictures of the README, docs/pictures/board.png and temporal-ui.png, as the county league sees the
 * example county in the middle of a rehearsal. About four minutes; needs Chromium (test/support/browser.ts).
 */

/** The plan day of the pictures: a study by the organization department is overdue, a notice is posted (examples/county.yaml). */
const DAY = '2012-09-14';
/** Wall ms per plan day: slow enough for a page to be one day's. */
const PACE = 1_800;
const READER = 'league1@lanyu.example.invalid';
const TOWNSHIP = 'landu';

const folder = path.join(projectFolder, 'docs', 'pictures');
const display = createDisplay();
const over = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => over.abort(new Error('stopped')));

const scratch = await ScratchSystem.start((line) => display.say(line), over.signal);
const store = openStore(scratch.stores.mongodbUri, scratch.stores.database);
const browser = await launchBrowser();
try {
  const county = await readRehearsalCounty(path.join(projectFolder, 'examples', 'county.yaml'));
  const played = rehearse({ scratch, county, year: 2012, pace: PACE, idleDecisions: 0, display, signal: over.signal, load: false });
  const ended = played.then(() => {
    throw new Error('the rehearsal ended before the pictures were taken');
  });
  await Promise.race([ended, takePictures(browser, store)]);
  over.abort(new Error('pictures taken'));
  await played.catch(() => undefined);
} finally {
  await browser.close();
  await store.client.close();
  await scratch.stop({ keepFolder: false });
}

async function takePictures(browser: Browser, store: Store): Promise<void> {
  await mkdir(folder, { recursive: true });
  const campaign = await until(async () => (await campaigns(store).findOne({ 'clock.msPerPlanDay': PACE })) ?? undefined);
  const context = await signedIn(browser, store);
  await sleep(Math.max(0, wallTimeOf(campaign.clock, instantOf(DAY, 12)) - Date.now()), undefined, { signal: over.signal });
  await pictureOf(await boardPage(context, campaign), 'board');
  await pictureOf(await runPage(context, campaign), 'temporal-ui');
  display.say(`${folder}: board.png, temporal-ui.png, ${dateOf(planTimeAt(campaign.clock, Date.now()))}`);
}

async function signedIn(browser: Browser, store: Store): Promise<BrowserContext> {
  const person = await findPersonByEmail(store, READER);
  if (!person) throw new Error(`nobody has the address ${READER}`);
  const { _id } = person;
  const { token } = await makeSignInLink(store, { person: _id, by: _id, minutes: LINK_MINUTES, now: new Date() });
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 1500 }, baseURL: scratch.system.url });
  const page = await context.newPage();
  await page.goto(signInAddress(scratch.system.url, token));
  await page.locator('main button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await page.close();
  return context;
}

async function boardPage(context: BrowserContext, { _id }: Campaign): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`/campaigns/${encodeURIComponent(_id)}`);
  await page.locator('main h2').first().waitFor();
  return page;
}

/** A township's run in the engine's own pages, where its table of stages stands. */
async function runPage(context: BrowserContext, { workflowId }: Campaign): Promise<Page> {
  const page = await context.newPage();
  const run = encodeURIComponent(`${workflowId}/${TOWNSHIP}`);
  await page.goto(`/temporal/namespaces/${encodeURIComponent(scratch.stores.namespace)}/workflows/${run}`);
  await page.waitForURL(/\/timeline/);
  await page.goto(page.url().replace(/\/timeline.*/, '/user-metadata'));
  await until(async () => {
    // Frames come and go while the page is drawn.
    const texts = await Promise.all(
      page.frames().map(async (frame) =>
        frame
          .locator('body')
          .textContent({ timeout: 2_000 })
          .catch(() => null),
      ),
    );
    return texts.some((text) => text?.includes('成立组织机构')) ? true : undefined;
  });
  await sleep(2_000);
  return page;
}

async function pictureOf(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  await page.close();
}
