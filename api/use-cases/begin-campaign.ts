import { MongoServerError } from 'mongodb';
import type { CampaignKind } from '../../domain/calendar/clock.ts';
import { dateOf } from '../../domain/calendar/plan-date.ts';
import type { CalendarData } from '../../domain/calendar/working-calendar.ts';
import type { County } from '../../domain/county/county-schema.ts';
import type { Plan } from '../../domain/plan/plan-schema.ts';
import type { PlanWarning } from '../../domain/plan/plan-warnings.ts';
import { resolvePlan } from '../../domain/plan/resolve-plan.ts';
import type { Actor } from '../../domain/roles.ts';
import { audit } from '../../store/audit.ts';
import type { Campaign } from '../../store/campaigns.ts';
import { linkMark } from '../http/request-context.ts';
import type { UseCaseDeps } from './deps.ts';
import { importPeople, type PeopleImport } from './import-people.ts';
import { CampaignExistsError, startCampaign } from './start-campaign.ts';

/** What a campaign is begun with: the plan and calendar of the installation. */
export interface PlanDeps extends UseCaseDeps {
  readonly plan: Plan;
  readonly calendar: CalendarData;
  /** Wall ms per plan day of a trial that does not say. */
  readonly trialMsPerDay: number;
}

/** What a person chose; the county was read and checked before. */
export interface Beginning {
  readonly county: County;
  readonly year: number;
  readonly clock: CampaignKind;
  readonly msPerPlanDay?: number | undefined;
  /** Deadlines in a year without published holidays were seen and accepted. */
  readonly acceptProvisional: boolean;
  /** Names the press of the button, where pressing it again must start nothing more. */
  readonly startKey?: string;
}

/** Nothing is on record unless it is `started`. */
export type Begun =
  | { readonly kind: 'started'; readonly campaign: Campaign; readonly people: PeopleImport; readonly warnings: readonly PlanWarning[] }
  | { readonly kind: 'provisional'; readonly warnings: readonly PlanWarning[] }
  /** A live campaign whose last day is past: nobody could act in time any more. */
  | { readonly kind: 'over'; readonly from: string; readonly to: string }
  /** A record of the past whose last day is not past yet. */
  | { readonly kind: 'not-over'; readonly to: string }
  | { readonly kind: 'exists' }
  | { readonly kind: 'unavailable' };

/** Deadlines of the year that can only be provisional. */
export function provisionalDeadlines({ plan, calendar }: Pick<PlanDeps, 'plan' | 'calendar'>, year: number): PlanWarning[] {
  return resolvePlan(plan, { year, calendar }).warnings.filter(({ code }) => code === 'PROVISIONAL_DAYS');
}

/** Gives the county's people accounts and starts the county's run. */
export async function beginCampaign(deps: PlanDeps, actor: Actor, beginning: Beginning): Promise<Begun> {
  const { plan, calendar, trialMsPerDay } = deps;
  const { county, year, clock, msPerPlanDay = trialMsPerDay, acceptProvisional, startKey } = beginning;
  const { resolved, warnings } = resolvePlan(plan, { year, calendar });
  const { firstDay: from, lastDay: to } = resolved;
  const over = dateOf(deps.now()) > to;
  if (clock === 'live' && over) return { kind: 'over', from, to };
  if (clock === 'record' && !over) return { kind: 'not-over', to };
  // Where nothing is due, no deadline is provisional.
  const provisional = clock === 'record' ? [] : provisionalDeadlines(deps, year);
  if (provisional.length > 0 && !acceptProvisional) return { kind: 'provisional', warnings: provisional };
  if (!(await engineAnswers(deps))) return { kind: 'unavailable' };
  // People first: the plan is laid before them as soon as the run begins.
  const people = await importPeople(deps, actor, county, county.id);
  try {
    const campaign = await startCampaign(deps, actor, { county, plan, calendar, year, clock, msPerPlanDay, startKey });
    await noteMark(deps, actor, campaign);
    return { kind: 'started', campaign: { ...campaign, status: 'started' }, people, warnings };
  } catch (error) {
    // A second start of the same county and year, seen or met at the database.
    if (error instanceof CampaignExistsError || (error instanceof MongoServerError && error.code === 11_000)) return { kind: 'exists' };
    throw error;
  }
}

/** A campaign begun by somebody who had signed in with a link that another made for them stands in the audit. */
async function noteMark({ store, now }: UseCaseDeps, { account: by, role, unit }: Actor, { workflowId, _id }: Campaign): Promise<void> {
  const mark = linkMark();
  if (!mark.linkMadeBy) return;
  const about = { target: workflowId, requestId: _id, details: { message: 'start' } };
  await audit(store, { what: 'command-by-made-link', by, role, unit, ...about, ...mark }, new Date(now()));
}

/** Asked before anything is put on record. */
async function engineAnswers({ temporal }: UseCaseDeps): Promise<boolean> {
  try {
    const { connection, workflowService } = await temporal();
    await connection.withDeadline(Date.now() + 2_000, () => workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  }
}
