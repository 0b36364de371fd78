import { planTimeAt } from '../../domain/calendar/clock.ts';
import { type ForecastRow, forecast, movedBetween, type Supposition } from '../../domain/process/forecast.ts';
import type { Campaign } from '../../store/campaigns.ts';
import { rulesOf } from '../../store/campaigns.ts';
import { listTownshipProgress } from '../../store/progress.ts';
import type { UseCaseDeps } from './deps.ts';

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
