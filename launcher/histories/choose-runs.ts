import type { ReplayedRun } from '../verify/replayed-run.ts';

/** A run whose history is worth keeping, and what only it, of those chosen, shows. */
export interface ChosenRun {
  readonly name: string;
  readonly run: ReplayedRun;
  readonly shows: readonly string[];
}

/** What a history shows: each kind of event at each stage, how the run stands, and whose run it is. */
function featuresOf({ last, events }: ReplayedRun): string[] {
  const stage = (item: string | undefined) => item?.replace(/\/.*$/, '') ?? 'run';
  return [
    ...new Set([
      last?.township === undefined ? 'county' : 'township',
      `status ${last?.state.status ?? 'none'}`,
      ...events.map(({ kind, item, level }) => `${kind} ${stage(item)}${level === undefined ? '' : ` ${level}`}`),
    ]),
  ];
}

/** The township's id, or `county`; runs of several campaigns are told apart by their campaign. */
function nameOf({ last, workflowId }: ReplayedRun, several: boolean): string {
  const own = last?.township ?? (last ? 'county' : workflowId.replaceAll(/[^A-Za-z0-9]+/g, '-'));
  return several && last ? `${last.campaign}-${own}` : own;
}

/**
 * The fewest runs that between them show everything that any run shows: again and again the one that adds most, and of equals the
 * shortest. Runs that cannot be replayed, or have recorded nothing, are left out.
 */
export function chooseRuns(runs: readonly ReplayedRun[]): ChosenRun[] {
  const candidates = runs
    .filter(({ last, failure }) => last !== undefined && failure === undefined)
    .map((run) => ({ run, features: featuresOf(run) }));
  const several = new Set(candidates.map(({ run }) => run.last?.campaign)).size > 1;
  const seen = new Set<string>();
  const chosen: ChosenRun[] = [];
  for (;;) {
    const ranked = candidates
      .map(({ run, features }) => ({ run, adds: features.filter((feature) => !seen.has(feature)) }))
      .sort((a, b) => b.adds.length - a.adds.length || (a.run.last?.historyLength ?? 0) - (b.run.last?.historyLength ?? 0));
    const [best] = ranked;
    if (best === undefined || best.adds.length === 0) return chosen;
    for (const feature of best.adds) seen.add(feature);
    chosen.push({ name: nameOf(best.run, several), run: best.run, shows: best.adds });
  }
}
