import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { runCommand } from './command.ts';
import { lookAtRuns } from './look-at-runs.ts';
import { replayAll } from './replay.ts';
import type { ScratchSystem } from './scratch-system.ts';
import type { StuckRun } from './standing-still.ts';

/** How the runs are when nobody plays any more, without anything being repaired. */
export interface Aftermath {
  /** Runs that stand still, and why. */
  readonly stuck: readonly StuckRun[];
  /** Runs whose history cannot be replayed, and why. */
  readonly unreplayable: readonly StuckRun[];
  /** What `npm run verify` finds to differ between the stores, or its last words when it could not say; absent: it was not asked. */
  readonly differences?: readonly StuckRun[] | string;
}

/**
 * What comes back by itself does so within this, ms: a record that failed is tried again after two minutes at the latest, and the worker
 * looks at every run each quarter of a minute.
 */
const BACK_WITHIN_MS = 180_000;
const LOOK_EVERY_MS = 3_000;
/** Comparing takes about a second a run. */
const VERIFY_WITHIN_MS = 300_000;

/** @param verify whether the stores are compared as well */
export async function lookAfterwards(scratch: ScratchSystem, campaign: string, verify: boolean, signal: AbortSignal): Promise<Aftermath> {
  const stuck = await onceSettled(scratch, campaign, signal);
  const { failed: unreplayable } = await replayAll(scratch.stores);
  return { stuck, unreplayable, ...(verify ? { differences: await differences(scratch, signal) } : {}) };
}

/** The runs that still stand still when everything had the time to come back. */
async function onceSettled({ stores }: ScratchSystem, campaign: string, signal: AbortSignal): Promise<StuckRun[]> {
  const deadline = Date.now() + BACK_WITHIN_MS;
  for (;;) {
    const stuck = await lookAtRuns(stores, campaign);
    if (stuck.length === 0 || Date.now() > deadline) return stuck;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

const reportSchema = z.object({
  differences: z.array(z.object({ kind: z.string(), workflowId: z.string(), nonce: z.string().optional(), detail: z.string().optional() })),
});

async function differences(scratch: ScratchSystem, signal: AbortSignal): Promise<readonly StuckRun[] | string> {
  const printed = await runCommand(scratch, 'verify', ['--json'], signal, VERIFY_WITHIN_MS).catch((error: unknown) => {
    signal.throwIfAborted();
    // It ends with 1 when it finds anything, and when it cannot read a store.
    return error as { stdout?: string; stderr?: string };
  });
  const line = (printed.stdout ?? '').split('\n').findLast((one) => one.startsWith('{'));
  const report = line === undefined ? undefined : reportSchema.safeParse(JSON.parse(line));
  if (report?.success)
    return report.data.differences.map(({ kind, workflowId, nonce = '', detail = '' }) => ({
      workflowId,
      why: [kind, nonce, detail].filter((word) => word !== '').join(' '),
    }));
  return `verify: ${(printed.stderr ?? '').trim().slice(-400)}`;
}
