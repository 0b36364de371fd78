import { isRecused } from '../../domain/authority/township.ts';
import { planTimeAt } from '../../domain/calendar/clock.ts';
import type { PlanDate, PlanInstant } from '../../domain/calendar/plan-date.ts';
import { openCountyClocks } from '../../domain/process/county-clocks.ts';
import { type Actor, isTownshipRole } from '../../domain/roles.ts';
import { byDue, type Clock, isOverdue } from '../../domain/state/ladder.ts';
import { type ItemState, itemOf, type RoundEnd } from '../../domain/state/township-state.ts';
import { type Campaign, campaigns } from '../../store/campaigns.ts';
import { commentsOf } from '../../store/commands.ts';
import { countyProgress, townshipProgress } from '../../store/progress.ts';
import { known } from '../../store/row-version.ts';
import type { UseCaseDeps } from './deps.ts';

/** How the round before the open one ended. */
export interface Again {
  readonly ended: RoundEnd;
  readonly reason?: string;
}

/** Something that waits for a person's body, as the "waiting for me" page lists it. */
export interface Task {
  readonly campaign: Campaign;
  /** Absent for the county's own items (plan, county report, results). */
  readonly township?: Campaign['townships'][number];
  readonly item: string;
  readonly round: number;
  /** `submit`: a dossier or signature is asked for; `answer`: a decision. */
  readonly kind: 'submit' | 'answer';
  readonly since: PlanInstant;
  /** Null in a record of the past. */
  readonly due: PlanDate | null;
  readonly overdue: boolean;
  /** The township is on hold: the due date moves. */
  readonly held?: true;
  /** Why it is asked for once more: how the round before ended, and in whose words; absent in a first round. */
  readonly again?: Again;
  /** The answer that is asked for: who of those with equal votes is elected. */
  readonly settles?: true;
  /** The person submitted it, or stands in it as a candidate: somebody else of the body must answer. */
  readonly notByMe: boolean;
}

/** Everything that waits for the actor's body, earliest due first. From the read model; wakes no run. */
export async function tasksOf(deps: Pick<UseCaseDeps, 'store' | 'now'>, actor: Actor): Promise<Task[]> {
  if (actor.role === 'auditor' || actor.role === 'administrator') return [];
  const county = actor.unit.split('/')[0] ?? actor.unit;
  const [running, townships, counties] = await Promise.all([
    campaigns(deps.store).find({ county }).toArray(),
    waitingTownships(deps, actor, county),
    isTownshipRole(actor.role)
      ? []
      : countyProgress(deps.store)
          .find({ county, 'state.status': { $in: ['preparing', 'running'] } })
          .map(known)
          .toArray(),
  ]);
  const byId = new Map(running.map((campaign) => [campaign._id, campaign]));
  const tasks: (Omit<Task, 'again'> & { readonly again?: { readonly ended: RoundEnd; readonly nonce: string } })[] = [];
  for (const row of townships) {
    const campaign = byId.get(row.campaign);
    const township = campaign?.townships.find((unit) => unit.id === row.township);
    if (!campaign || !township) continue;
    for (const clock of row.standing.waitingOn) {
      if (clock.body !== actor.role) continue;
      const item = itemOf(row.state, clock.item);
      const notByMe = clock.kind === 'answer' && isRecused(actor.account, item?.submission);
      const before = clock.kind === 'submit' ? roundBefore(item) : undefined;
      const again = before ? { again: { ended: before.ended, nonce: before.nonce } } : {};
      const settles = clock.kind === 'answer' && waitsForTie(item) ? { settles: true as const } : {};
      tasks.push({ ...taskOf(deps, campaign, clock), township, notByMe, ...again, ...settles });
    }
  }
  for (const row of counties) {
    const campaign = byId.get(row.campaign);
    if (campaign)
      tasks.push(
        ...openCountyClocks(row.state)
          .filter((clock) => clock.body === actor.role)
          .map((clock) => ({ ...taskOf(deps, campaign, clock), notByMe: false })),
      );
  }
  const reasons = await commentsOf(
    deps.store,
    tasks.flatMap(({ again }) => again?.nonce ?? []),
  );
  const told = tasks.map(({ again, ...task }): Task => (again ? { ...task, again: againOf(again, reasons) } : task));
  return told.sort((a, b) => byDue(a, b) || a.since - b.since);
}

/** The round before the one that is open. */
export function roundBefore(item: ItemState | undefined): ItemState['pastRounds'][number] | undefined {
  return item?.status === 'open' ? item.pastRounds.at(-1) : undefined;
}

/** Whether an item waits for who of those with equal votes is elected. */
export function waitsForTie(item: ItemState | undefined): boolean {
  return item?.asked.some(({ kind, since, given }) => kind === 'settle' && since !== null && !given) ?? false;
}

function againOf({ ended, nonce }: { readonly ended: RoundEnd; readonly nonce: string }, reasons: ReadonlyMap<string, string>): Again {
  const reason = reasons.get(nonce);
  return { ended, ...(reason ? { reason } : {}) };
}

function waitingTownships({ store }: Pick<UseCaseDeps, 'store'>, actor: Actor, county: string) {
  const township = isTownshipRole(actor.role) ? actor.unit.split('/')[1] : undefined;
  return townshipProgress(store)
    .find({ county, 'standing.waitingOn.body': actor.role, ...(township ? { township } : {}) })
    .map(known)
    .toArray();
}

function taskOf(
  { now }: Pick<UseCaseDeps, 'now'>,
  campaign: Campaign,
  clock: Clock,
): Omit<Task, 'notByMe' | 'township' | 'again' | 'settles'> {
  const { item, round, kind, since, due, held } = clock;
  const overdue = isOverdue(clock, planTimeAt(campaign.clock, now()));
  return { campaign, item, round, kind, since, due, overdue, ...(held ? { held } : {}) };
}
