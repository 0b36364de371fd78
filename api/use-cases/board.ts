import { planTimeAt } from '../../domain/calendar/clock.ts';
import type { ProgressSummary } from '../../domain/process/progress-summary.ts';
import type { CountyState } from '../../domain/state/county-state.ts';
import { isOverdue } from '../../domain/state/ladder.ts';
import type { TownshipState } from '../../domain/state/township-state.ts';
import type { Campaign, CampaignTownship } from '../../store/campaigns.ts';
import { findCountyProgress, listTownshipProgress } from '../../store/progress.ts';
import { listStuckRuns, type StuckRun } from '../../store/stuck-runs.ts';
import { isOpen, listTakenBack } from '../../store/taken-back.ts';
import type { UseCaseDeps } from './deps.ts';

/** A township's line on the county board. */
export interface BoardRow {
  readonly township: CampaignTownship;
  /** Absent until its run has begun. */
  readonly standing?: ProgressSummary;
  readonly state?: TownshipState;
  readonly overdue: boolean;
}

export interface Board {
  readonly campaign: Campaign;
  /** Plan time now. */
  readonly now: number;
  /** Absent until the county's run has begun. */
  readonly county?: CountyState;
  readonly rows: readonly BoardRow[];
  /** Runs that do not go on by themselves, longest first. */
  readonly stuck: readonly StuckRun[];
  /** Commands that a repair took back, and how many of them are neither entered again nor waived. */
  readonly takenBack: { readonly all: number; readonly open: number };
}

/** A campaign as county staff see it: each township's stage, waiting on whom, since when, due, overdue, level. From the read model. */
export async function boardOf(deps: Pick<UseCaseDeps, 'store' | 'now'>, campaign: Campaign): Promise<Board> {
  const [county, progress, stuck, takenBack] = await Promise.all([
    findCountyProgress(deps.store, campaign.workflowId),
    listTownshipProgress(deps.store, campaign._id),
    listStuckRuns(deps.store, campaign._id),
    listTakenBack(deps.store, campaign._id),
  ]);
  const byTownship = new Map(progress.map((row) => [row.township, row]));
  const now = planTimeAt(campaign.clock, deps.now());
  const rows = campaign.townships.map((township): BoardRow => {
    const row = byTownship.get(township.id);
    if (!row) return { township, overdue: false };
    return {
      township,
      standing: row.standing,
      state: row.state,
      overdue: row.standing.waitingOn.some((clock) => isOverdue(clock, now)),
    };
  });
  const back = { all: takenBack.length, open: takenBack.filter(isOpen).length };
  return { campaign, now, rows, stuck, takenBack: back, ...(county ? { county: county.state } : {}) };
}
