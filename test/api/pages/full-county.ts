import { parse } from 'yaml';
import { countyUpload, exampleText } from '../../support/example-county.ts';
import type { TestSystem } from '../../support/running-system.ts';
import { until } from '../../support/until.ts';
import { COUNTY } from './running-pages.ts';
import { nonce, TownshipPlayer } from './township-player.ts';

/** Plan days of this length: the half-year is over in 22 seconds, and nothing but people is waited for. */
const QUICK_DAY_MS = 100;
const LAST_MONTH = '2012-12';

interface CountyFile {
  readonly county: object;
  readonly units: readonly { readonly id: string }[];
  readonly people: readonly { readonly unit?: string }[];
}

/** The example county with these townships only, as a file: JSON is YAML. */
export function countyOf(...townships: readonly string[]) {
  const { county, units, people } = parse(exampleText()) as CountyFile;
  const file = {
    county,
    units: units.filter(({ id }) => townships.includes(id)),
    people: people.filter(({ unit }) => unit === undefined || townships.includes(unit)),
  };
  return countyUpload(JSON.stringify(file));
}

/** A quick trial of one township, landu, whose plan is approved and whose time runs by itself. */
export async function startQuickCampaign(system: TestSystem, msPerPlanDay: number = QUICK_DAY_MS): Promise<string> {
  const league = await system.as('county-league', COUNTY);
  const file = countyOf('landu');
  const started = await league.post('/api/campaigns', { ...file, year: 2012, clock: 'trial', msPerPlanDay });
  const campaign = started.body.campaign.id as string;
  const department = await system.as('organization-department', COUNTY);
  await until(async () => {
    const { status, body } = await department.get(`/api/campaigns/${campaign}/plan`);
    const decision = { nonce: nonce(), digest: body.digest, verdict: 'approve' };
    return status === 200 && (await department.post(`/api/campaigns/${campaign}/plan/decisions`, decision)).status === 200
      ? true
      : undefined;
  });
  return campaign;
}

/** Waits until the last month of the quick trial is compiled. */
export async function untilCompiled(system: TestSystem, campaign: string, month: string = LAST_MONTH): Promise<void> {
  const league = await system.as('county-league', COUNTY);
  await until(async () => ((await league.get(`/api/campaigns/${campaign}/reports/${month}`)).status === 200 ? true : undefined));
}

/** Signs every month that is compiled, which opens the results document after the last. */
export async function signEveryMonth(system: TestSystem, campaign: string): Promise<void> {
  const league = await system.as('county-league', COUNTY);
  for (const month of ['06', '07', '08', '09', '10', '11', '12'].map((number) => `2012-${number}`)) {
    await until(async () => {
      const { status, body } = await league.get(`/api/campaigns/${campaign}/reports/${month}`);
      if (status !== 200) return undefined;
      const signed = await league.post(`/api/campaigns/${campaign}/reports/${month}/signature`, { nonce: nonce(), digest: body.digest });
      return signed.status === 200 ? true : undefined;
    });
  }
}

/** Takes the quick trial's township through every stage, as fast as its people act; its notice takes a second. */
export async function finishTownship(system: TestSystem, campaign: string): Promise<TownshipPlayer> {
  const landu = new TownshipPlayer(system, campaign, 'landu');
  await landu.reach('public-notice');
  await landu.submit('public-notice');
  await until(async () => ((await landu.item('appointment')).status === 'open' ? true : undefined));
  await landu.pass('appointment');
  await landu.reach('summary');
  await landu.pass('summary', (dossier) => ({ ...dossier, publish: true }));
  return landu;
}
