import { authorizeCounty } from '../../domain/authority/county.ts';
import type { County } from '../../domain/county/county-schema.ts';
import { resolveRules } from '../../domain/plan/resolve-rules.ts';
import type { Actor } from '../../domain/roles.ts';
import { type Campaign, type CampaignTownship, campaigns } from '../../store/campaigns.ts';
import { type CountyProgress, findCountyProgress } from '../../store/progress.ts';
import { planInForce } from './amend-plan.ts';
import { auditRefusal } from './commands.ts';
import { sendCountyMessage } from './county-messages.ts';
import type { UseCaseDeps } from './deps.ts';
import { importPeople } from './import-people.ts';
import { answeredBefore, type Sent, takeNonce } from './one-content.ts';
import type { Outcome } from './outcome.ts';

/** Thrown when every township of the file takes part already. */
export class NothingToAddError extends Error {
  override readonly name = 'NothingToAddError';
}

export interface Additions {
  readonly campaign: Campaign;
  readonly nonce: string;
  /** The uploaded file; townships that take part already are passed over. */
  readonly county: County;
}

/** Asks the door of authority before a file is looked at. @returns the refusal, audited, or undefined when the person may. */
export async function refuseEnroller(
  deps: UseCaseDeps,
  actor: Actor,
  { campaign, nonce }: Pick<Additions, 'campaign' | 'nonce'>,
): Promise<Outcome | undefined> {
  const code = authorizeCounty({ name: 'enrol', envelope: { nonce, actor, townships: [] } }, campaign.county);
  return code ? auditRefusal(deps, actor, { workflowId: campaign.workflowId, message: 'enrol', nonce, code }) : undefined;
}

/**
 * Enrols the townships of a county file that take no part yet, under the plan in force, as it was amended last, and
 * gives its people accounts. The campaign's list grows before the message goes out, so that whatever takes effect is
 * seen, and shrinks again when it is known that nothing did. {@link refuseEnroller} was asked before.
 * @throws NothingToAddError
 */
export async function addTownships(deps: UseCaseDeps, actor: Actor, { campaign, nonce, county }: Additions): Promise<Outcome> {
  const progress = await findCountyProgress(deps.store, campaign.workflowId);
  const newcomers = await newcomersOf(deps, campaign, county, progress);
  const sent = { nonce, workflowId: campaign.workflowId, message: 'enrol', content: county };
  if (newcomers.length === 0) return enrolledBefore(deps, actor, sent, county);
  const used = await takeNonce(deps, actor, sent);
  if (used) return used;

  // People first: the township's run tells them of its first stage as soon as it has begun.
  if (progress?.state.status === 'running') await importPeople(deps, actor, county, nonce);
  const listed = await list(deps, campaign, newcomers);
  const townships = newcomers.map(({ id, name, body, rules }) => ({ township: id, title: name, body, rules }));
  const outcome = await sendCountyMessage(deps, actor, { campaign, name: 'enrol', nonce, body: { townships }, content: county });
  const taken = outcome.kind === 'recorded' || outcome.kind === 'unconfirmed';
  if (!taken && (outcome.kind !== 'refused' || outcome.code !== 'TOWNSHIP_EXISTS')) await unlist(deps, campaign, listed);
  return outcome;
}

/** The townships without a run, with the rules of the plan in force. */
async function newcomersOf(
  { store }: UseCaseDeps,
  campaign: Campaign,
  county: County,
  progress: CountyProgress | undefined,
): Promise<CampaignTownship[]> {
  const plan = await planInForce({ store }, campaign);
  const taking = progress
    ? [...progress.state.enrolled, ...progress.state.toEnrol.map((row) => row.township)]
    : campaign.townships.map((row) => row.id);
  return county.townships
    .filter(({ id }) => !taking.includes(id))
    .map((unit) => {
      const rules = resolveRules(plan, unit);
      return { id: unit.id, name: unit.name, kind: unit.kind, body: unit.body, rules, seats: rules.seats };
    });
}

/** The same upload sent again is answered as it was the first time. */
async function enrolledBefore(deps: UseCaseDeps, actor: Actor, sent: Sent, county: County): Promise<Outcome> {
  const answered = await answeredBefore(deps, actor, sent);
  if (!answered) throw new NothingToAddError();
  if (answered.kind === 'recorded') await importPeople(deps, actor, county, sent.nonce);
  return answered;
}

/** @returns the ids that were not on the list before. */
async function list({ store }: UseCaseDeps, { _id }: Campaign, newcomers: readonly CampaignTownship[]): Promise<string[]> {
  const added: string[] = [];
  for (const row of newcomers) {
    const pushed = await campaigns(store).updateOne({ _id, 'townships.id': { $ne: row.id } }, { $push: { townships: row } });
    if (pushed.modifiedCount > 0) added.push(row.id);
    else await campaigns(store).updateOne({ _id, 'townships.id': row.id }, { $set: { 'townships.$': row } });
  }
  return added;
}

async function unlist({ store }: UseCaseDeps, { _id }: Campaign, ids: readonly string[]): Promise<void> {
  await campaigns(store).updateOne({ _id }, { $pull: { townships: { id: { $in: [...ids] } } } });
}
