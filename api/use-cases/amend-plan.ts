import { authorizeCounty } from '../../domain/authority/county.ts';
import type { PlanAmendment } from '../../domain/plan/plan-amendment.ts';
import { amendmentOf, type PlanChange, planChanges } from '../../domain/plan/plan-changes.ts';
import type { Plan } from '../../domain/plan/plan-schema.ts';
import type { Actor } from '../../domain/roles.ts';
import type { CountyEnvelope } from '../../domain/state/county-messages.ts';
import { type Campaign, campaigns, findCampaign } from '../../store/campaigns.ts';
import { commandLog } from '../../store/command-log.ts';
import { commands, findCommand } from '../../store/commands.ts';
import { planDigest } from '../../store/digests.ts';
import { findRevision, keepRevision } from '../../store/dossiers.ts';
import { countyProgress, listTownshipProgress, townshipProgress } from '../../store/progress.ts';
import type { PlanDeps } from './begin-campaign.ts';
import { auditRefusal } from './commands.ts';
import { sendCountyMessage } from './county-messages.ts';
import { takeNonce } from './one-content.ts';
import type { Outcome } from './outcome.ts';
import { type CountyWide, TELLING_MS, type ToldTownship, tellTownships, townshipNonce } from './tell-townships.ts';

/** What an amended plan changes, and what of it reaches townships in flight. */
export interface AmendmentPreview {
  readonly changes: readonly PlanChange[];
  readonly amendment: PlanAmendment;
}

export interface AmendmentPost {
  readonly campaign: Campaign;
  readonly nonce: string;
  readonly plan: Plan;
  /** Why; stays in MongoDB. */
  readonly reason: string;
}

/** What became of it at the county and at each township that takes part. */
export interface AmendmentResult {
  readonly county: Outcome;
  readonly townships: readonly ToldTownship[];
}

/** The plan in force: as amended last, or as the campaign was started with it. */
export async function planInForce({ store }: Pick<PlanDeps, 'store'>, campaign: Campaign): Promise<Plan> {
  const revision = await findRevision(store, campaign.amendedPlan ?? campaign.planRevision);
  if (!revision) throw new Error(`the plan of campaign ${campaign._id} is not on record`);
  return (revision.dossier as { readonly plan: Plan }).plan;
}

export async function previewAmendment(deps: PlanDeps, campaign: Campaign, plan: Plan): Promise<AmendmentPreview> {
  const before = await planInForce(deps, campaign);
  const { year } = campaign;
  const amendment = { ...amendmentOf(before, plan, { year, calendar: deps.calendar }), planDigest: planDigest(plan, year) };
  return { changes: planChanges(before, plan), amendment };
}

/**
 * Puts the amended plan on record, tells the county's run, and then each township's, which has a message and an answer
 * of its own. Sent again with the same nonce it reaches whoever was not reached before, and nobody twice. Cut off in between,
 * it is finished by {@link resumeAmendments}.
 */
export async function amendPlan(deps: PlanDeps, actor: Actor, { campaign, nonce, plan, reason }: AmendmentPost): Promise<AmendmentResult> {
  const refused = authorizeCounty({ name: 'amendPlan', envelope: { nonce, actor, ...NOTHING, reasonDigest: '' } }, campaign.county);
  if (refused) {
    const county = await auditRefusal(deps, actor, { workflowId: campaign.workflowId, message: 'amendPlan', nonce, code: refused });
    return { county, townships: [] };
  }
  const content = { plan, reason };
  const used = await takeNonce(deps, actor, { nonce, workflowId: campaign.workflowId, message: 'amendPlan', content });
  if (used) return { county: used, townships: [] };
  const amendment = await keep(deps, actor, { campaign, nonce, plan, reason });
  const body = { ...amendment };
  const county = await sendCountyMessage(deps, actor, { campaign, name: 'amendPlan', nonce, body, content, comment: reason });
  if (county.kind !== 'recorded') return { county, townships: [] };
  await campaigns(deps.store).updateOne({ _id: campaign._id }, { $set: { amendedPlan: nonce } });
  const running = (await listTownshipProgress(deps.store, campaign._id)).filter((row) => row.state.status === 'running');
  const here = running.map(({ township }) => township);
  return { county, townships: await tellTownships(deps, actor, tellOf(campaign, nonce, amendment, reason), here) };
}

function tellOf(campaign: Campaign, nonce: string, amendment: PlanAmendment, reason: string): CountyWide {
  return { campaign, nonce, name: 'amendPlan', body: { ...amendment }, reason };
}

/**
 * Brings amendments that took effect at a county to the campaign and to the townships that have not heard of them: the api
 * was stopped in between, or the county's answer came after its sender was told that there is none yet.
 * @returns how many townships were told
 */
export async function resumeAmendments(deps: PlanDeps): Promise<number> {
  const amended = await countyProgress(deps.store)
    .find({ 'state.amendment': { $ne: null }, 'state.status': 'running' }, { projection: { campaign: 1 } })
    .toArray();
  let told = 0;
  for (const { campaign: id } of amended) {
    const campaign = await findCampaign(deps.store, id);
    if (campaign) told += await resumeIn(deps, campaign);
  }
  return told;
}

async function resumeIn(deps: PlanDeps, campaign: Campaign): Promise<number> {
  const { workflowId } = campaign;
  const recorded = await commandLog(deps.store).find({ workflowId, message: 'amendPlan' }).sort({ recordedAt: 1 }).toArray();
  const over = recorded.filter(({ recordedAt }) => recordedAt.getTime() < deps.now() - TELLING_MS);
  let told = 0;
  for (const { envelope } of over) {
    const { nonce, actor, reasonDigest: _, ...amendment } = envelope as CountyEnvelope<'amendPlan'>;
    const townships = await unaware(deps, campaign, nonce, amendment.planVersion);
    if (townships.length === 0) continue;
    const reason = (await findCommand(deps.store, nonce))?.comment ?? '';
    const outcomes = await tellTownships(deps, actor, tellOf(campaign, nonce, amendment, reason), townships);
    told += outcomes.filter(({ outcome }) => outcome.kind === 'recorded').length;
  }
  const last = over.at(-1)?.nonce;
  if (last && over.length === recorded.length && campaign.amendedPlan !== last) {
    await campaigns(deps.store).updateOne({ _id: campaign._id }, { $set: { amendedPlan: last } });
  }
  return told;
}

/** Townships in flight under an older plan, but for those that refused this amendment. */
async function unaware({ store }: PlanDeps, campaign: Campaign, nonce: string, version: number): Promise<string[]> {
  const older = await townshipProgress(store)
    .find(
      {
        campaign: campaign._id,
        'state.status': 'running',
        $or: [{ 'state.amendment': null }, { 'state.amendment.planVersion': { $lt: version } }],
      },
      { projection: { township: 1 } },
    )
    .toArray();
  const refused = await commands(store)
    .find({ _id: { $in: older.map(({ township }) => townshipNonce(nonce, township)) }, status: 'refused' }, { projection: { township: 1 } })
    .toArray();
  return older.map(({ township }) => township).filter((township) => !refused.some((command) => command.township === township));
}

/** For the door of authority, which asks who and not what. */
const NOTHING: PlanAmendment = { planVersion: 1, planDigest: '', stages: [], reportFields: [], targets: {} };

/**
 * The amended plan as a revision whose id is the form's nonce, with what it changed against the plan in force then.
 * Posting twice keeps the first: by the second time the amended plan itself is in force.
 */
async function keep(deps: PlanDeps, actor: Actor, { campaign, nonce, plan }: AmendmentPost): Promise<PlanAmendment> {
  const { amendment } = await previewAmendment(deps, campaign, plan);
  await keepRevision(deps.store, {
    _id: nonce,
    workflowId: campaign.workflowId,
    campaign: campaign._id,
    item: 'plan',
    round: 1,
    dossier: { plan, amendment },
    digest: amendment.planDigest,
    counts: {},
    linkedAccounts: [],
    account: actor.account,
    writtenAt: new Date(deps.now()),
  });
  const kept = await findRevision(deps.store, nonce);
  return (kept?.dossier as { readonly amendment: PlanAmendment } | undefined)?.amendment ?? amendment;
}
