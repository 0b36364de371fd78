import type { ClientSession, Collection } from 'mongodb';
import type { PlanClock } from '../domain/calendar/clock.ts';
import type { TownshipRules } from '../domain/plan/resolved-plan.ts';
import type { CountyInput } from '../domain/state/county-state.ts';
import type { TownshipInput } from '../domain/state/township-state.ts';
import { collection, type Store } from './database.ts';

/** A township of a campaign, with the figures that pages show. */
export interface CampaignTownship {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly body: 'COMMITTEE' | 'WORKING_COMMITTEE';
  readonly seats: number;
  /** The rules its run was started with. */
  readonly rules: TownshipRules;
}

/** A campaign: plan + county + year + clock. */
export interface Campaign {
  /** `lanyu-2012`, `lanyu-2012-trial-1`: stands in addresses of pages. */
  readonly _id: string;
  readonly county: string;
  readonly countyName: string;
  readonly year: number;
  readonly title: string;
  readonly clock: PlanClock;
  /** The county run's workflow id. */
  readonly workflowId: string;
  readonly townships: readonly CampaignTownship[];
  readonly planId: string;
  readonly planVersion: number;
  /** Revision of the plan put before the organization department (in `dossiers`, item `plan`). */
  readonly planRevision: string;
  /** Revision of the plan as it was amended last; absent while it never was. */
  readonly amendedPlan?: string;
  /** What the county's run is started with; repeated safely when a start was cut off. */
  readonly input: CountyInput;
  readonly startedBy: string;
  readonly createdAt: Date;
  /** Names the press of the button that started it, where a page did: pressed again, it starts nothing more. */
  readonly startKey?: string;
  /** `starting` until the run is known to be started: a start that was cut off is repeated safely. */
  readonly status: 'starting' | 'started';
}

export function campaigns(store: Store): Collection<Campaign> {
  return collection(store, 'campaigns');
}

export async function findCampaign(store: Store, id: string, session?: ClientSession): Promise<Campaign | undefined> {
  return (await campaigns(store).findOne({ _id: id }, session ? { session } : {})) ?? undefined;
}

/** The campaign that this press of the button started. */
export async function findStarted(store: Store, startKey: string): Promise<Campaign | undefined> {
  return (await campaigns(store).findOne({ startKey })) ?? undefined;
}

/** Every campaign, newest first: of a county, or of the whole installation. @param most 0: all */
export async function listCampaigns(store: Store, county?: string, most = 0): Promise<Campaign[]> {
  return campaigns(store)
    .find(county ? { county } : {})
    .sort({ createdAt: -1, _id: -1 })
    .limit(most)
    .toArray();
}

/** The workflow id of a township's run (blueprint: `reorganization/<county>/<year>/<township>`). */
export function townshipWorkflowId(campaign: Pick<Campaign, 'workflowId'>, township: string): string {
  return `${campaign.workflowId}/${township}`;
}

/** The rules a township's dossiers are judged by, as its run was started with. @throws when the campaign has no such township. */
export function rulesOf(campaign: Campaign, township: string): Pick<TownshipInput, 'rules' | 'body'> {
  const found = campaign.townships.find((row) => row.id === township);
  if (!found) throw new RangeError(`no township ${township} in campaign ${campaign._id}`);
  return { rules: found.rules, body: found.body };
}
