import { DOSSIERS, type DossierId, type PeopleBehind, parseDossier } from '../../domain/dossiers/index.ts';
import { knownAccounts } from '../../domain/dossiers/known-accounts.ts';
import { type BrokenBehind, brokenBehind } from '../../domain/process/straight-back.ts';
import { ruleResultsOn } from '../../domain/process/township-rule-results.ts';
import type { Actor } from '../../domain/roles.ts';
import { type Counts, fails, type RuleResult } from '../../domain/rules/rule-result.ts';
import { stageOf } from '../../domain/stages/item-definitions.ts';
import { type ItemId, isMonthlyReport, monthOfReport } from '../../domain/stages/items.ts';
import { itemOf } from '../../domain/state/township-state.ts';
import { type Campaign, rulesOf, townshipWorkflowId } from '../../store/campaigns.ts';
import { dossierDigest } from '../../store/digests.ts';
import { type Attachment, type DossierRevision, findRevision, keepRevision } from '../../store/dossiers.ts';
import { dropDraft } from '../../store/drafts.ts';
import { findTownshipProgress } from '../../store/progress.ts';
import type { AttachmentLimits } from './attachment-refusals.ts';
import type { UseCaseDeps } from './deps.ts';
import { attachmentsToSubmit } from './dossier-attachments.ts';
import { dossierContext } from './dossier-context.ts';
import { answeredBefore, type Sent, takeNonce } from './one-content.ts';
import type { Outcome } from './outcome.ts';
import { sendTownshipMessage } from './township-messages.ts';

export interface DossierPost {
  readonly campaign: Campaign;
  readonly township: string;
  readonly item: ItemId;
  readonly round: number;
  readonly nonce: string;
  /** The dossier as typed; checked here. */
  readonly dossier: unknown;
  /** Ids of files that go with it, in the order of the form. */
  readonly attachments?: readonly string[] | undefined;
  readonly respondAsync?: boolean;
}

export type DossierProblem = Extract<ReturnType<typeof parseDossier>, { problems: unknown }>['problems'][number];

/** A dossier that was looked at: what is wrong with it, or its counts and every rule's word on them. */
export type DossierCheck =
  | { readonly problems: readonly DossierProblem[] }
  | {
      readonly dossier: unknown;
      readonly counts: Counts;
      readonly linkedAccounts: readonly string[];
      readonly ruleResults: readonly RuleResult[];
      /** After a straight return: what was built on the old revision and would no longer hold. */
      readonly brokenBehind?: BrokenBehind | undefined;
    };

/** Which dossier an item asks for. */
export function dossierIdOf(item: ItemId): DossierId {
  return stageOf(item);
}

/** Looks at a dossier without sending it: the page shows every verdict before the button is pressed. */
export async function checkDossier(
  deps: Pick<UseCaseDeps, 'store' | 'now'>,
  post: Pick<DossierPost, 'campaign' | 'township' | 'item' | 'dossier'>,
): Promise<DossierCheck> {
  const id = dossierIdOf(post.item);
  const parsed = parseDossier(id, post.dossier);
  if ('problems' in parsed) return parsed;
  const definition = DOSSIERS[id];
  const progress = await findTownshipProgress(deps.store, townshipWorkflowId(post.campaign, post.township));
  const context = await dossierContext(deps, post, progress?.state);
  const counts = definition.countsOf(parsed.dossier, context);
  const facts = progress ? { input: rulesOf(post.campaign, post.township), state: progress.state } : undefined;
  const ruleResults = facts ? ruleResultsOn(facts, post.item, counts) : [];
  return {
    dossier: parsed.dossier,
    counts,
    brokenBehind: facts ? brokenBehind({ item: post.item, dossier: parsed.dossier, counts }, context, facts) : undefined,
    linkedAccounts: [
      ...new Set([...definition.linkedAccountsOf(parsed.dossier), ...knownAccounts(definition.fields, parsed.dossier, context)]),
    ],
    ruleResults: nameBehind(ruleResults, definition.peopleBehind?.(parsed.dossier, context) ?? {}),
  };
}

/** Names told behind one sentence at most. */
const MOST_NAMES = 10;

/** The same rule results, saying who is behind each that does not hold: for whoever typed the names; a run knows numbers only. */
function nameBehind(ruleResults: readonly RuleResult[], people: PeopleBehind): RuleResult[] {
  return ruleResults.map((result) => {
    const names = people[result.code] ?? [];
    if (result.outcome === 'holds' || names.length === 0) return result;
    const told = names.slice(0, MOST_NAMES);
    const [zhMore, enMore] = names.length > told.length ? [`等 ${names.length} 人`, ', …'] : ['', ''];
    return { ...result, zh: `${result.zh}：${told.join('、')}${zhMore}`, en: `${result.en}: ${told.join(', ')}${enMore}` };
  });
}

/**
 * Keeps a revision of the dossier and submits its digest and counts to the run.
 * @returns the outcome, or everything that is wrong with what was typed.
 */
export async function submitDossier(
  deps: UseCaseDeps & { readonly attachments: AttachmentLimits },
  actor: Actor,
  post: DossierPost,
): Promise<Outcome | { readonly problems: readonly DossierProblem[] }> {
  const check = await checkDossier(deps, post);
  if ('problems' in check) return check;
  const sent = sentOf(post, check.dossier);
  const answered = await answeredBefore(deps, actor, sent);
  if (answered) return answered;
  const broken = fails(check.ruleResults);
  if (broken.length > 0) return { kind: 'refused', code: 'RULE_FAILED', details: { item: post.item }, ruleResults: check.ruleResults };
  if (check.brokenBehind) {
    const { item, rules } = check.brokenBehind;
    return { kind: 'refused', code: 'STRAIGHT_BACK_BREAKS_RULE', details: { item, rules: rules.join(',') } };
  }
  const attached = await attachmentsToSubmit(deps, actor, post, post.attachments ?? []);
  if ('problems' in attached) return attached;
  const used = await takeNonce(deps, actor, sent);
  if (used) return used;
  const kept = await keep(deps, actor, post, { ...check, ...attached });
  const outcome = await send(deps, actor, { ...post, content: sent.content }, check, kept);
  // A draft that stays behind is of a round that is over; it goes by itself.
  const draft = { account: actor.account, workflowId: townshipWorkflowId(post.campaign, post.township), item: post.item };
  if (outcome.kind === 'recorded') await dropDraft(deps.store, draft).catch(() => undefined);
  return outcome;
}

/** What the form's nonce stands for. */
function sentOf({ campaign, township, item, round, nonce, attachments = [] }: DossierPost, dossier: unknown): Sent {
  const message = isMonthlyReport(item) ? 'report' : 'submit';
  return { nonce, workflowId: townshipWorkflowId(campaign, township), message, content: { item, round, dossier, attachments } };
}

function send(
  deps: UseCaseDeps,
  actor: Actor,
  post: DossierPost & Pick<Sent, 'content'>,
  check: Extract<DossierCheck, { dossier: unknown }>,
  kept: DossierRevision,
): Promise<Outcome> {
  const body = { round: post.round, revision: kept._id, digest: kept.digest, counts: kept.counts, linkedAccounts: kept.linkedAccounts };
  const common = {
    campaign: post.campaign,
    township: post.township,
    nonce: post.nonce,
    content: post.content,
    ...(post.respondAsync ? { respondAsync: true } : {}),
  };
  if (isMonthlyReport(post.item))
    return sendTownshipMessage(deps, actor, { ...common, name: 'report', body: { ...body, month: monthOfReport(post.item) } });
  const postedOn = dossierIdOf(post.item) === 'public-notice' ? (check.dossier as { postedOn?: string }).postedOn : undefined;
  return sendTownshipMessage(deps, actor, {
    ...common,
    name: 'submit',
    body: { ...body, item: post.item, ...(postedOn ? { postedOn } : {}) },
  });
}

/** The revision's id is the form's nonce: posting twice keeps the first. */
async function keep(
  deps: UseCaseDeps,
  actor: Actor,
  post: DossierPost,
  check: Extract<DossierCheck, { dossier: unknown }> & { readonly attachments: readonly Attachment[] },
) {
  const workflowId = townshipWorkflowId(post.campaign, post.township);
  await keepRevision(deps.store, {
    _id: post.nonce,
    workflowId,
    campaign: post.campaign._id,
    township: post.township,
    item: post.item,
    round: post.round,
    dossier: check.dossier,
    ...(check.attachments.length > 0 ? { attachments: check.attachments } : {}),
    digest: dossierDigest(check),
    counts: check.counts,
    linkedAccounts: check.linkedAccounts,
    account: actor.account,
    writtenAt: new Date(deps.now()),
  });
  const kept = await findRevision(deps.store, post.nonce);
  if (!kept) throw new Error(`revision ${post.nonce} was not kept`);
  return kept;
}

/** What is on record for an item now, for pages that show or pre-fill it. */
export async function latestRevisionOf(deps: Pick<UseCaseDeps, 'store'>, campaign: Campaign, township: string, item: ItemId) {
  const progress = await findTownshipProgress(deps.store, townshipWorkflowId(campaign, township));
  const state = progress && itemOf(progress.state, item);
  const submission = state?.submission ?? state?.pastRounds.toReversed().find((round) => round.submission)?.submission;
  return submission ? findRevision(deps.store, submission.revision) : undefined;
}
