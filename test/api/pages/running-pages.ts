import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Role } from '../../../domain/roles.ts';
import { findTownshipProgress } from '../../../store/progress.ts';
import { countyUpload, exampleTextOf } from '../../support/example-county.ts';
import type { AppSystem } from '../../support/running-system.ts';
import { until } from '../../support/until.ts';

export const COUNTY = 'lanyu';

/** A trial of the example county whose plan is approved and whose townships have begun; its plan time is as slow as ours. */
export async function startPagesCampaign(system: AppSystem, county = countyUpload()): Promise<string> {
  return begin(system, { ...county, year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 });
}

/** A record of the year 2012 (往年记录) whose plan is approved and whose townships have begun. */
export async function startPastRecord(system: AppSystem, county = countyUpload(exampleTextOf('landu', 'shiyu'))): Promise<string> {
  return begin(system, { ...county, year: 2012, clock: 'record' });
}

async function begin(system: AppSystem, start: object): Promise<string> {
  const league = await system.as('county-league', COUNTY);
  const { id: campaign } = (await league.post('/api/campaigns', start)).body.campaign as { readonly id: string };
  const department = await system.as('organization-department', COUNTY);
  await until(async () =>
    (await department.get('/api/tasks')).body.tasks.find((task: { readonly campaign: string }) => task.campaign === campaign),
  );
  const { digest } = (await department.get(`/api/campaigns/${campaign}/plan`)).body;
  const decision = { nonce: randomBytes(18).toString('base64url'), digest, verdict: 'approve' };
  const approved = await department.post(`/api/campaigns/${campaign}/plan/decisions`, decision);
  expect(approved.status).toBe(200);
  await until(async () => findTownshipProgress(system.deps.store, `reorganization/${COUNTY}/${campaign.slice(COUNTY.length + 1)}/landu`));
  return campaign;
}

/** Somebody's own browser, signed in. */
export async function browserOf(
  browser: Browser,
  system: AppSystem,
  [role, unit, which = 0]: readonly [role: Role, unit: string, which?: number],
  options: { readonly javaScriptEnabled?: boolean; readonly width?: number } = {},
): Promise<BrowserContext> {
  const { javaScriptEnabled = true, width = 1280 } = options;
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 900 }, locale: 'zh-CN', baseURL: system.url });
  const [name = '', value = ''] = (await system.signIn(role, unit, which)).split(/=(.*)/s);
  await context.addCookies([{ name, value, url: system.url }]);
  return context;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** No fault that axe knows, on a page of a browser with JavaScript. Evaluated, not added to the page: its policy allows no other scripts. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResult>('axe.run()');
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join('\n')}`),
  ).toEqual([]);
}

/** The page as it is at 360 px: nothing sticks out sideways, and whatever is pressed is at least 44 px high. */
export async function expectNarrow(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  const found = await page.evaluate<{ width: number; small: string[] }>(`({
    width: document.documentElement.scrollWidth,
    small: [...document.querySelectorAll('a, button, summary, select, input:not([type=hidden], [type=checkbox], [type=radio]), label:has(input)')]
      .filter((one) => one.checkVisibility() && !one.classList.contains('skip') && one.getBoundingClientRect().height < 44)
      .map((one) => one.outerHTML.slice(0, 120) + ' ' + one.getBoundingClientRect().height),
  })`);
  expect(found).toEqual({ width: 360, small: [] });
  if (before) await page.setViewportSize(before);
}
