import { hasDeadlines, planTimeAt } from '../../domain/calendar/clock.ts';
import { type ForecastRow, forecast, movedBetween, type Supposition } from '../../domain/process/forecast.ts';
import type { Actor, Role } from '../../domain/roles.ts';
import { type Campaign, rulesOf } from '../../store/campaigns.ts';
import { listTownshipProgress } from '../../store/progress.ts';
import { seenCampaign } from '../access/seen-campaign.ts';
import { found } from '../http/request-error.ts';
import type { UseCaseDeps } from './deps.ts';

/** Who asks what becomes of the dates: those who see the whole county. */
export const FORECAST_READERS = ['county-league', 'organization-department', 'auditor'] as const satisfies readonly Role[];

/** The fewest and most days by which a stage is supposed to slip. */
export const SLIP_DAYS = { least: 1, most: 180 } as const;

/** The campaign, if the person belongs to its county and it has dates at all. @throws RequestError NOT_FOUND */
export async function campaignWithDates(deps: Pick<UseCaseDeps, 'store'>, actor: Actor, id: string): Promise<Campaign> {
  const campaign = await seenCampaign(deps, actor, id);
  return found(hasDeadlines(campaign.clock) ? campaign : undefined);
}

/** What would become of one township's dates. */
export interface SupposedTownship {
  readonly township: string;
  readonly moved: readonly { readonly before: ForecastRow; readonly after: ForecastRow }[];
  /** When the last stage would pass. */
  readonly ends: { readonly before: string; readonly after: string };
}

/** Plays a supposition on every running township, or on one, as each stands now. Nothing is sent or recorded. */
export async function supposeThat(
  { store, now }: Pick<UseCaseDeps, 'store' | 'now'>,
  campaign: Campaign,
  supposed: Supposition,
  only?: string,
): Promise<SupposedTownship[]> {
  const at = planTimeAt(campaign.clock, now());
  const running = (await listTownshipProgress(store, campaign._id)).filter(
    ({ state, township }) => state.status === 'running' && (only === undefined || township === only),
  );
  return running.map(({ township, state }) => {
    const known = { plan: campaign.input.plan, ...rulesOf(campaign, township) };
    const before = forecast(state, known, at, { kind: 'as-planned' });
    const after = forecast(state, known, at, supposed);
    return { township, moved: movedBetween(before, after), ends: { before: lastOf(before), after: lastOf(after) } };
  });
}

function lastOf(rows: readonly ForecastRow[]): string {
  return rows.reduce((latest, { passes }) => (passes > latest ? passes : latest), '');
}
