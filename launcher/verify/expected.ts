import { wallTimeOf } from '../../domain/calendar/clock.ts';
import { progressSummaryOf } from '../../domain/process/progress-summary.ts';
import type { Actor } from '../../domain/roles.ts';
import type { CountyInput, CountyState, Enrolment } from '../../domain/state/county-state.ts';
import type { TownshipState } from '../../domain/state/township-state.ts';
import type { Campaign, CampaignTownship } from '../../store/campaigns.ts';
import type { LoggedCommand } from '../../store/command-log.ts';
import { commandSubject } from '../../store/command-subject.ts';
import type { Command } from '../../store/commands.ts';
import type { DossierRevision } from '../../store/dossiers.ts';
import type { EventRow } from '../../store/events.ts';
import type { CountyProgress, TownshipProgress } from '../../store/progress.ts';
import { ROW_VERSION } from '../../store/row-version.ts';
import type { ReplayedMessage, ReplayedRun } from './replayed-run.ts';

/** What MongoDB has to hold of a run, by what the run itself knows: compared by `verify`, written by `--repair`. */

export type Last = NonNullable<ReplayedRun['last']>;

/** The snapshot, but for the instant of writing. */
export function expectedSnapshot(
  { workflowId, runId }: ReplayedRun,
  { campaign, county, historyLength, township, state, firstRunId, epoch, step, digest }: Last,
): Omit<TownshipProgress, 'updatedAt'> | Omit<CountyProgress, 'updatedAt'> {
  const place = { runId, firstRunId, epoch, step, digest, durable: step };
  const row = { _id: workflowId, v: ROW_VERSION, ...place, historyLength, campaign, county };
  if (township === undefined) return { ...row, state: state as CountyState };
  return { ...row, township, state: state as TownshipState, standing: progressSummaryOf(state as TownshipState) };
}

/** An event's row, but for the instant of writing. */
export function expectedEvent({ workflowId }: ReplayedRun, last: Last, told: ReplayedRun['events'][number]): Omit<EventRow, 'writtenAt'> {
  const { recordedAt: _, ...event } = told;
  return {
    ...event,
    _id: `${workflowId}#${event.key}`,
    workflowId,
    campaign: last.campaign,
    ...(last.township === undefined ? {} : { township: last.township }),
    ...(event.plannedFor === undefined ? {} : { wantedAt: new Date(wallTimeOf(last.clock, event.plannedFor)) }),
  };
}

/** A decision's row, but for the instant of writing. */
export function expectedDecision(
  { workflowId }: Pick<ReplayedRun, 'workflowId'>,
  last: Last,
  message: ReplayedMessage,
): Omit<LoggedCommand, 'recordedAt'> {
  const { nonce, actor } = message.envelope;
  return {
    _id: `${workflowId}#${nonce}`,
    workflowId,
    campaign: last.campaign,
    message: message.name,
    envelope: message.envelope,
    nonce,
    account: actor.account,
    receipt: message.receipt,
    step: message.step,
    ...(last.township === undefined ? {} : { township: last.township }),
  };
}

/** What a command has to say of what was sent; not when it was sent, nor the words of its comment. */
export type CommandContent = Pick<
  Command,
  'workflowId' | 'campaign' | 'township' | 'message' | 'item' | 'round' | 'verdict' | 'actor' | 'reference' | 'receipt'
>;

/** The fields of {@link CommandContent}: whichever of them a command has beyond what is expected does not belong there. */
export const COMMAND_FIELDS = [
  'workflowId',
  'campaign',
  'township',
  'message',
  'item',
  'round',
  'verdict',
  'actor',
  'reference',
  'receipt',
] as const satisfies readonly (keyof CommandContent)[];

export function expectedCommand({ workflowId }: Pick<ReplayedRun, 'workflowId'>, last: Last, message: ReplayedMessage): CommandContent {
  return {
    workflowId,
    campaign: last.campaign,
    message: message.name,
    actor: message.envelope.actor as Actor,
    reference: message.receipt.reference,
    receipt: message.receipt,
    ...(last.township === undefined ? {} : { township: last.township }),
    ...commandSubject(message.name, message.envelope, last.township !== undefined),
  };
}

/** What stands beside a submitted dossier: where it belongs, who submitted it, and what the rules were given of it. */
export type DossierLabel = Pick<
  DossierRevision,
  'workflowId' | 'campaign' | 'township' | 'item' | 'round' | 'digest' | 'counts' | 'linkedAccounts' | 'account'
>;

/** By revision; of what was submitted to a township's run. */
export function expectedLabels({ workflowId, messages }: ReplayedRun, last: Last): Map<string, DossierLabel> {
  const labels = new Map<string, DossierLabel>();
  for (const { name, envelope } of messages) {
    if (name !== 'submit' && name !== 'report') continue;
    const { revision, digest, counts, linkedAccounts, actor } = envelope as unknown as {
      readonly revision: string;
      readonly digest: string;
      readonly counts: DossierRevision['counts'];
      readonly linkedAccounts: readonly string[];
      readonly actor: Actor;
    };
    const { item = '', round = 0 } = commandSubject(name, envelope, true);
    labels.set(revision, {
      workflowId,
      campaign: last.campaign,
      item,
      round,
      digest,
      counts,
      linkedAccounts,
      account: actor.account,
      ...(last.township === undefined ? {} : { township: last.township }),
    });
  }
  return labels;
}

/** What the campaign has to say of a township that takes part. */
export type TownshipLabel = Pick<CampaignTownship, 'id' | 'name' | 'body' | 'seats' | 'rules'>;

/** What a campaign's document has to say, by what its county's run was started with and told since. */
export interface ExpectedCampaign {
  readonly fields: Pick<Campaign, 'county' | 'year' | 'clock' | 'workflowId' | 'planRevision' | 'startedBy' | 'input'>;
  readonly townships: ReadonlyMap<string, TownshipLabel>;
  /** Nonces of the amendments that took effect, the one in force last. */
  readonly amendments: readonly string[];
}

export function expectedCampaign({ workflowId, messages }: ReplayedRun, input: CountyInput): ExpectedCampaign {
  const enrolments = [
    ...input.townships,
    ...messages.flatMap(({ name, envelope }) => (name === 'enrol' ? (envelope as unknown as { townships: Enrolment[] }).townships : [])),
  ];
  return {
    fields: {
      county: input.county,
      year: input.plan.year,
      clock: input.clock,
      workflowId,
      planRevision: input.planRevision,
      startedBy: input.startedBy.account,
      input,
    },
    townships: new Map(
      enrolments.map(({ township: id, title: name, body, rules }) => [id, { id, name, body, rules, seats: rules.seats }] as const),
    ),
    amendments: messages.flatMap(({ name, envelope }) => (name === 'amendPlan' ? [envelope.nonce] : [])),
  };
}
