import { Refusal } from '../errors.ts';
import { amended } from '../plan/plan-amendment.ts';
import type { TownshipEnvelope } from '../state/messages.ts';
import { refuseWithoutDeadlines } from './no-deadlines.ts';
import type { TownshipDraft } from './township-draft.ts';
import { plannedDay } from './township-dues.ts';

/**
 * The county amends the plan while the run goes on: what has not opened gets its new day, what is open only a later
 * one, and what is passed stays as it is. Reports ask for the new figures from now on.
 */
export function amendPlan(draft: TownshipDraft, envelope: TownshipEnvelope<'amendPlan'>): boolean {
  refuseWithoutDeadlines(draft);
  const { nonce, actor: _, reasonDigest: __, ...amendment } = envelope;
  const inForce = draft.state.amendment?.planVersion ?? draft.input.plan.planVersion;
  if (amendment.planVersion <= inForce) throw new Refusal('PLAN_NOT_NEWER', { version: inForce });
  draft.state.amendment = amended(draft.state.amendment, amendment);
  let moved = 0;
  for (const item of draft.state.items) {
    if (item.status !== 'open' || item.due === null || !amendment.stages.some((row) => row.id === item.id)) continue;
    const day = plannedDay(item.id, draft);
    if (!day || day <= item.due) continue;
    item.due = day;
    item.extensions += 1;
    moved += 1;
  }
  draft.emit('plan-amended', `plan-amended:${amendment.planVersion}`, {
    nonce,
    params: { version: amendment.planVersion, moved, fields: amendment.reportFields.length },
    notify: ['township-league', 'township-party-committee'],
  });
  return false;
}
