import type { Plan } from '../../domain/plan/plan-schema.ts';
import { type ItemId, isMonthlyReport } from '../../domain/stages/items.ts';
import type { TownshipState } from '../../domain/state/township-state.ts';
import type { Campaign } from '../../store/campaigns.ts';
import { findRevision } from '../../store/dossiers.ts';
import { planInForce } from './amend-plan.ts';
import type { UseCaseDeps } from './deps.ts';

export type ReportField = Plan['report']['fields'][number];

/**
 * The further figures that a township's monthly report has to give, with what the plan in force calls them: those of the
 * plan it began with, and those of amendments that have reached it.
 */
export async function reportFieldsOf(
  { store }: Pick<UseCaseDeps, 'store'>,
  campaign: Campaign,
  item: ItemId,
  state: Pick<TownshipState, 'amendment'> | undefined,
): Promise<readonly ReportField[]> {
  if (!isMonthlyReport(item)) return [];
  const [inForce, begun] = await Promise.all([planInForce({ store }, campaign), findRevision(store, campaign.planRevision)]);
  const first = (begun?.dossier as { readonly plan?: Plan } | undefined)?.plan?.report.fields ?? [];
  const asked = new Set([...first.map(({ name }) => name), ...(state?.amendment?.reportFields ?? [])]);
  return inForce.report.fields.filter(({ name }) => asked.has(name));
}
