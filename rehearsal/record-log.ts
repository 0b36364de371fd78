import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** What the worker logs of a run's record; the step that the run counts, or, where it counts none, how long its history was. */
const recordedLine = z.object({
  msg: z.literal('recorded'),
  workflowId: z.string(),
  step: z.number().optional(),
  historyLength: z.number().optional(),
});

/** Steps that runs have recorded, line by line. */
export class RecordedSteps {
  readonly #stepOf = new Map<string, number>();

  /** Takes a line of the worker's log. @returns the run that has now recorded two different steps */
  take(line: string): string | undefined {
    const parsed = recordedLine.safeParse(jsonOf(line));
    const step = parsed.data?.step ?? parsed.data?.historyLength;
    if (!parsed.success || step === undefined) return undefined;
    const { workflowId } = parsed.data;
    const before = this.#stepOf.get(workflowId);
    this.#stepOf.set(workflowId, step);
    return before !== undefined && before !== step ? workflowId : undefined;
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** How often the log is read on, in ms: the step that was just written is not yet the engine's. */
const LOOK_EVERY_MS = 5;

/** Reads the worker's log from its present end on. @returns the first run that has recorded two different steps @throws AbortError */
export async function recordedTwice(file: string, signal: AbortSignal): Promise<string> {
  const steps = new RecordedSteps();
  let { size: at } = statSync(file);
  let rest = '';
  for (;;) {
    const { size } = statSync(file);
    // A log that has grown too large is put aside.
    if (size < at) [at, rest] = [0, ''];
    if (size > at) {
      const lines = (rest + (await textOf(file, at, size))).split('\n');
      at = size;
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const run = steps.take(line);
        if (run !== undefined) return run;
      }
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

async function textOf(file: string, from: number, to: number): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}
