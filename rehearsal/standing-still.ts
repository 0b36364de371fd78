/** What is seen of one run from outside, by the two stores' own clients. */
export interface SeenRun {
  readonly workflowId: string;
  /** As Temporal has it: RUNNING, COMPLETED, TERMINATED …; undefined: it does not know the run. */
  readonly status: string | undefined;
  /** How often its workflow task that is pending has been begun; 0: none is. */
  readonly taskAttempt: number;
  /** Why a workflow task failed last, in the engine's words. */
  readonly taskFailure?: string | undefined;
  /** Why its last record failed; undefined when it has been taken. */
  readonly recordFailure?: string | undefined;
  /** Activities that fail, with the failure's words. */
  readonly failing: readonly { readonly type: string; readonly attempt: number; readonly failure: string }[];
  /** Wall time at which its earliest timer should have fired, ms. */
  readonly timerDue?: number | undefined;
  /** Wall time of the next thing that its record in MongoDB says it has to do, ms. */
  readonly recordDue?: number | undefined;
}

/** A run that needs somebody, and why. */
export interface StuckRun {
  readonly workflowId: string;
  readonly why: string;
}

/** A step that was lost with its worker is begun again once or twice; one that failed this often fails for a reason. */
const FAILING_ATTEMPTS = 3;
/** A task that lost its worker is given to another after ten seconds; a loaded machine takes its time. */
const GRACE_MS = 30_000;

/** Why a run stands still; undefined when it goes on by itself, or has ended in order. */
export function standsStill(run: SeenRun, now: number): string | undefined {
  const { status, taskAttempt, taskFailure, recordFailure, timerDue, recordDue } = run;
  if (status === undefined) return 'Temporal does not know it';
  if (status === 'COMPLETED') return undefined;
  if (status !== 'RUNNING') return `ended: ${status}`;
  if (taskAttempt >= FAILING_ATTEMPTS) return `its task fails, attempt ${taskAttempt}: ${taskFailure ?? 'no reason given'}`;
  if (recordFailure !== undefined) return `its record is refused: ${recordFailure}`;
  const failing = run.failing.find(({ attempt }) => attempt >= FAILING_ATTEMPTS);
  if (failing) return `${failing.type} fails, attempt ${failing.attempt}: ${failing.failure}`;
  if (timerDue !== undefined && timerDue + GRACE_MS < now) return `its timer of ${new Date(timerDue).toISOString()} has not fired`;
  if (recordDue !== undefined && recordDue + GRACE_MS < now) return `it did not move past ${new Date(recordDue).toISOString()}`;
  return undefined;
}

/** What the app's own list says and what is seen from outside, by run. */
export function stuckRunsOf(seen: readonly SeenRun[], listed: readonly StuckRun[], now: number): StuckRun[] {
  const why = new Map<string, string[]>();
  const add = (workflowId: string, words: string) => why.set(workflowId, [...(why.get(workflowId) ?? []), words]);
  for (const { workflowId, why: words } of listed) add(workflowId, `listed: ${words}`);
  for (const run of seen) {
    const words = standsStill(run, now);
    if (words !== undefined) add(run.workflowId, words);
  }
  return [...why]
    .map(([workflowId, words]) => ({ workflowId, why: words.join('; ') }))
    .toSorted((a, b) => (a.workflowId < b.workflowId ? -1 : 1));
}
