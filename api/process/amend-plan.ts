import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { amendmentOf, type PlanChange, planChanges } from '../../domain/plan/plan-changes.ts';
import type { Plan } from '../../domain/plan/plan-schema.ts';
import { authorizeCounty } from '../../domain/process/county-messages.ts';
import type { PlanAmendment } from '../../domain/process/plan-amendment.ts';
import type { Actor } from '../../domain/roles.ts';
import { type Campaign, campaigns } from '../../store/campaigns.ts';
import { findRevision, keepRevision } from '../../store/dossiers.ts';
import { listTownshipProgress } from '../../store/progress.ts';
import { auditRefusal } from './acts.ts';
import type { PlanDeps } from './begin-campaign.ts';
import { sendCountyMessage } from './county-messages.ts';
import type { Outcome } from './outcome.ts';
import { sendTownshipMessage } from './township-messages.ts';

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
  readonly townships: readonly { readonly township: string; readonly outcome: Outcome }[];
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
  const amendment = { ...amendmentOf(before, plan, { year, calendar: deps.calendar }), planDigest: digestOf(plan, year) };
  return { changes: planChanges(before, plan), amendment };
}

/**
 * Puts the amended plan on record, tells the county's run, and then each township's, which has a message and an answer
 * of its own. Sent again with the same nonce it reaches whoever was not reached before, and nobody twice.
 */
export async function amendPlan(deps: PlanDeps, actor: Actor, { campaign, nonce, plan, reason }: AmendmentPost): Promise<AmendmentResult> {
  const refused = authorizeCounty({ name: 'amendPlan', envelope: { nonce, actor, ...NOTHING, reasonDigest: '' } }, campaign.county);
  if (refused) {
    const county = await auditRefusal(deps, actor, { workflowId: campaign.workflowId, message: 'amendPlan', nonce, code: refused });
    return { county, townships: [] };
  }
  const amendment = await keep(deps, actor, { campaign, nonce, plan, reason });
  const county = await sendCountyMessage(deps, actor, { campaign, name: 'amendPlan', nonce, body: { ...amendment }, comment: reason });
  if (county.kind !== 'recorded') return { county, townships: [] };
  await campaigns(deps.store).updateOne({ _id: campaign._id }, { $set: { amendedPlan: nonce } });
  const running = (await listTownshipProgress(deps.store, campaign._id)).filter((row) => row.state.status === 'running');
  const townships: AmendmentResult['townships'][number][] = [];
  for (const { township } of running) {
    const outcome = await sendTownshipMessage(deps, actor, {
      campaign,
      township,
      name: 'amendPlan',
      nonce: townshipNonce(nonce, township),
      body: { ...amendment },
      comment: reason,
    });
    townships.push({ township, outcome });
  }
  return { county, townships };
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

function digestOf(plan: Plan, year: number): string {
  return createHash('sha256').update(canonicalJson({ plan, year })).digest('hex');
}

/** One message per township, each counted once. */
function townshipNonce(nonce: string, township: string): string {
  return createHash('sha256').update(`${nonce}#${township}`).digest('base64url').slice(0, 32);
}
