import { randomBytes } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError, WorkflowIdConflictPolicy } from '@temporalio/client';
import { taskQueue } from '../../config/temporal.ts';
import { bracketedMark } from '../../domain/calendar/campaign-marks.ts';
import type { CampaignKind, PlanClock } from '../../domain/calendar/clock.ts';
import { instantOf } from '../../domain/calendar/plan-date.ts';
import type { CalendarData } from '../../domain/calendar/working-calendar.ts';
import type { County } from '../../domain/county/county-schema.ts';
import type { Plan } from '../../domain/plan/plan-schema.ts';
import { resolvePlan } from '../../domain/plan/resolve-plan.ts';
import { resolveRules } from '../../domain/plan/resolve-rules.ts';
import type { Actor } from '../../domain/roles.ts';
import { type Campaign, campaigns } from '../../store/campaigns.ts';
import { planDigest } from '../../store/digests.ts';
import { keepRevision } from '../../store/dossiers.ts';
import { findCountyProgress } from '../../store/progress.ts';
import { START } from '../../store/vouchers.ts';
import { STEP_TIMEOUT } from '../../workflows/messages.ts';
import { runsOf } from '../access/record-access.ts';
import type { UseCaseDeps } from './deps.ts';

/** What county staff choose on the start form. */
export interface CampaignStart {
  readonly county: County;
  readonly plan: Plan;
  readonly calendar: CalendarData;
  readonly year: number;
  readonly clock: CampaignKind;
  /** Wall milliseconds per plan day; trials only. */
  readonly msPerPlanDay: number;
  /** Names the press of the button. */
  readonly startKey?: string | undefined;
}

/** Thrown when the county and year has a live campaign or a record of the past already. */
export class CampaignExistsError extends Error {
  override readonly name = 'CampaignExistsError';

  constructor(campaign: string) {
    super(`campaign ${campaign} exists`);
  }
}

/**
 * Puts the campaign on record and starts the county's run, which lays the plan before the organization department.
 * Cut off in between, it is finished by {@link resumeStarts} at the next start of the api.
 * @throws CampaignExistsError for a second live campaign or record of the same county and year.
 */
export async function startCampaign(deps: UseCaseDeps, actor: Actor, start: CampaignStart): Promise<Campaign> {
  const campaign = await keepCampaign(deps, actor, start);
  await startRun(deps, campaign);
  return campaign;
}

/** Starts the runs of campaigns whose start was cut off. @returns how many. */
export async function resumeStarts(deps: UseCaseDeps): Promise<number> {
  const cutOff = await campaigns(deps.store).find({ status: 'starting' }).toArray();
  for (const campaign of cutOff) await startRun(deps, campaign);
  return cutOff.length;
}

/** Whoever pressed the button is told in time; a start that was cut off is finished later. */
const START_WITHIN_MS = 3_000;

async function startRun(deps: UseCaseDeps, campaign: Campaign): Promise<void> {
  const client = await deps.temporal();
  try {
    const start = () =>
      client.workflow.start('reorganizeCounty', {
        workflowId: campaign.workflowId,
        taskQueue,
        args: [campaign.input, deps.vouchers.sign({ name: START, workflowId: campaign.workflowId, envelope: campaign.input })],
        workflowTaskTimeout: STEP_TIMEOUT,
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        staticSummary: `${campaign.countyName} · ${campaign.year} 年团组织格局创新${bracketedMark(campaign.clock)}`,
      });
    await client.connection.withDeadline(Date.now() + START_WITHIN_MS, start);
  } catch (error) {
    // Already started, and over: then it needs no second start.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  await campaigns(deps.store).updateOne({ _id: campaign._id }, { $set: { status: 'started' } });
}

async function keepCampaign(deps: UseCaseDeps, actor: Actor, start: CampaignStart): Promise<Campaign> {
  const { county, plan, year } = start;
  const { resolved } = resolvePlan(plan, { year, calendar: start.calendar });
  const clock = clockOf(deps, start, resolved.firstDay);
  const digest = planDigest(plan, year);
  const planRevision = randomBytes(16).toString('base64url');
  const townships = county.townships.map((unit) => ({
    id: unit.id,
    name: unit.name,
    kind: unit.kind,
    body: unit.body,
    rules: resolveRules(plan, unit),
    seats: resolveRules(plan, unit).seats,
  }));
  const run = await runName(deps, county.id, year, start.clock);
  const row: Campaign = {
    _id: `${county.id}-${run}`,
    county: county.id,
    countyName: county.name,
    year,
    // The year stands in whatever names the campaign: lists, notices, mails.
    title: `${year} 年${county.name}${plan.title.zh}`,
    clock,
    workflowId: `${runsOf(county.id)}${run}`,
    townships,
    planId: plan.id,
    planVersion: plan.version,
    planRevision,
    input: {
      campaign: `${county.id}-${run}`,
      county: county.id,
      clock,
      plan: resolved,
      planRevision,
      planDigest: digest,
      startedBy: actor,
      townships: townships.map(({ id, name, body, rules }) => ({ township: id, title: name, body, rules })),
    },
    startedBy: actor.account,
    createdAt: new Date(deps.now()),
    status: 'starting',
    ...(start.startKey ? { startKey: start.startKey } : {}),
  };
  await keepRevision(deps.store, {
    _id: planRevision,
    workflowId: row.workflowId,
    campaign: row._id,
    item: 'plan',
    round: 1,
    dossier: { plan, county: { ...county, people: [] } },
    digest,
    counts: { townships: townships.length },
    linkedAccounts: [],
    account: actor.account,
    writtenAt: row.createdAt,
  });
  await campaigns(deps.store).insertOne(row);
  return row;
}

/** Plan time of a trial begins on the plan's first day, now. */
function clockOf(deps: UseCaseDeps, start: CampaignStart, firstDay: string): PlanClock {
  if (start.clock !== 'trial') return { kind: start.clock };
  return { kind: 'trial', planStart: instantOf(firstDay), wallStart: deps.now(), msPerPlanDay: start.msPerPlanDay };
}

/**
 * `2012` for the live run of a year, `2012-2` when a plan had been sent back; `2012-record` for its record of the past,
 * `2012-record-2` when one was ended or sent back; `2012-trial-3` for its third trial.
 */
async function runName(deps: UseCaseDeps, county: string, year: number, clock: CampaignKind): Promise<string> {
  const earlier = await campaigns(deps.store).find({ county, year }).toArray();
  const same = earlier.filter((row) => row.clock.kind === clock);
  if (clock === 'trial') return `${year}-trial-${same.length + 1}`;
  for (const row of earlier.filter(({ clock: { kind } }) => kind !== 'trial')) {
    const status = (await findCountyProgress(deps.store, row.workflowId))?.state.status;
    if (status !== 'returned' && status !== 'ended') throw new CampaignExistsError(row._id);
  }
  const name = clock === 'record' ? `${year}-record` : String(year);
  return same.length === 0 ? name : `${name}-${same.length + 1}`;
}
