import { expect, it } from 'vitest';
import { type Beginning, beginCampaign, type PlanDeps } from '../../../api/use-cases/begin-campaign.ts';
import type { Actor } from '../../../domain/roles.ts';
import { readCalendar } from '../../../store/plan-files.ts';
import { exampleCounty } from '../../support/example-county.ts';
import { defaultPlan } from '../../support/shipped-plan.ts';

const read = await readCalendar(new URL('../../../plans/calendar.yaml', import.meta.url).pathname);
if ('problems' in read) throw new Error(JSON.stringify(read.problems));
const { calendar } = read;
const actor = { account: 'a', role: 'county-league', unit: 'lanyu' } as Actor;

/** Nothing but the clock may be asked: no account, no run, no mail. */
async function begin(day: string, start: Pick<Beginning, 'year' | 'clock'>) {
  const untouched = new Proxy({}, { get: () => expect.unreachable('nothing may be touched') });
  const temporal = () => Promise.reject(new Error('no engine'));
  const deps = {
    store: untouched,
    temporal,
    now: () => Date.parse(`${day}T12:00:00+08:00`),
    plan: await defaultPlan(),
    calendar,
    trialMsPerDay: 60_000,
  };
  return beginCampaign(deps as unknown as PlanDeps, actor, { county: exampleCounty(), acceptProvisional: true, ...start });
}

it.each([2012, 2013, 2025])('a live campaign of %i is refused in November 2026, before anything is put on record', async (year) => {
  expect(await begin('2026-11-26', { year, clock: 'live' })).toEqual({ kind: 'over', from: `${year}-06-01`, to: `${year}-12-31` });
});

it('is not refused on the window’s last day, nor as a rehearsal', async () => {
  expect((await begin('2026-12-31', { year: 2026, clock: 'live' })).kind).toBe('unavailable');
  expect((await begin('2027-01-01', { year: 2026, clock: 'live' })).kind).toBe('over');
  expect((await begin('2026-11-26', { year: 2012, clock: 'trial' })).kind).toBe('unavailable');
});
