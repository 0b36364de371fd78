import type { PlanInstant } from '../../domain/calendar/plan-date.ts';
import type { Actor } from '../../domain/roles.ts';
import type { CountyEnvelope } from '../../domain/state/county-messages.ts';
import { type Campaign, findCampaign } from '../../store/campaigns.ts';
import { commandLog } from '../../store/command-log.ts';
import { commentsOf, findCommand } from '../../store/commands.ts';
import { type CountyProgress, countyProgress, townshipProgress } from '../../store/progress.ts';
import { sendCountyMessage } from './county-messages.ts';
import type { UseCaseDeps } from './deps.ts';
import type { Outcome } from './outcome.ts';
import { type CountyWide, TELLING_MS, type ToldTownship, tellTownships } from './tell-townships.ts';

export interface RecordEnd {
  readonly campaign: Campaign;
  readonly nonce: string;
  /** Why; stays in MongoDB. */
  readonly reason: string;
}

/** What became of it at the county and at each township that was not over. */
export interface RecordEnded {
  readonly county: Outcome;
  readonly townships: readonly ToldTownship[];
}

/**
 * Ends a record of the past: the county's run, so that no township begins any more, then each township's that is not over.
 * Sent again with the same nonce it reaches whoever was not reached before. Cut off in between, it is finished by
 * {@link resumeEndings}.
 */
export async function endRecord(deps: UseCaseDeps, actor: Actor, { campaign, nonce, reason }: RecordEnd): Promise<RecordEnded> {
  const county = await sendCountyMessage(deps, actor, { campaign, name: 'endRecord', nonce, body: {}, comment: reason });
  if (county.kind !== 'recorded') return { county, townships: [] };
  return { county, townships: await tellTownships(deps, actor, closing(campaign, nonce, reason), await openTownships(deps, campaign)) };
}

/**
 * Closes the townships of ended records that are still open: the api was stopped in between, the county's answer came after its
 * sender was told that there is none yet, or a township began just as the record ended.
 * @returns how many townships were closed
 */
export async function resumeEndings(deps: UseCaseDeps): Promise<number> {
  const ended = await countyProgress(deps.store)
    .find({ 'state.status': 'ended' }, { projection: { campaign: 1 } })
    .toArray();
  const unfinished = new Set(
    await townshipProgress(deps.store).distinct('campaign', {
      campaign: { $in: ended.map(({ campaign }) => campaign) },
      'state.status': 'running',
    }),
  );
  let closed = 0;
  for (const { _id: workflowId, campaign: id } of ended.filter(({ campaign }) => unfinished.has(campaign))) {
    const campaign = await findCampaign(deps.store, id);
    const open = campaign ? await openTownships(deps, campaign) : [];
    const decision = open.length > 0 ? await commandLog(deps.store).findOne({ workflowId, message: 'endRecord' }) : undefined;
    if (!campaign || !decision || decision.recordedAt.getTime() >= deps.now() - TELLING_MS) continue;
    const { nonce, actor } = decision.envelope as CountyEnvelope<'endRecord'>;
    const reason = (await findCommand(deps.store, nonce))?.comment ?? '';
    const told = await tellTownships(deps, actor, closing(campaign, nonce, reason), open);
    closed += told.filter(({ outcome }) => outcome.kind === 'recorded').length;
  }
  return closed;
}

/** When a record of the past was ended, and why; undefined while it was not. `reason` is missing only where the command is. */
export async function recordEndOf(
  { store }: Pick<UseCaseDeps, 'store'>,
  { _id: workflowId, state }: Pick<CountyProgress, '_id' | 'state'>,
): Promise<{ readonly at: PlanInstant; readonly reason?: string } | undefined> {
  if (state.status !== 'ended' || state.endedAt === null) return undefined;
  const nonce = (await commandLog(store).findOne({ workflowId, message: 'endRecord' }))?.nonce ?? '';
  const reason = (await commentsOf(store, [nonce])).get(nonce);
  return { at: state.endedAt, ...(reason ? { reason } : {}) };
}

function closing(campaign: Campaign, nonce: string, reason: string): CountyWide {
  return { campaign, nonce, name: 'close', body: {}, reason };
}

/** The townships of a campaign that are not over. */
export async function openTownships({ store }: Pick<UseCaseDeps, 'store'>, { _id: campaign }: Campaign): Promise<string[]> {
  const rows = await townshipProgress(store)
    .find({ campaign, 'state.status': 'running' }, { projection: { township: 1 }, sort: { township: 1 } })
    .toArray();
  return rows.map(({ township }) => township);
}
