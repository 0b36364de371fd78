import type { MessagePort } from 'node:worker_threads';
import { systemThread } from './work-done.ts';

type PlanFiles = typeof import('../../../store/plan-files.ts');
type Tables = typeof import('../../../store/tables/read-table.ts');
type Rows = typeof import('../rows/read-rows.ts');

/** Everything that takes apart what people send in a form of its own: YAML, CSV, workbooks, rows. */
export interface Jobs
  extends Pick<PlanFiles, 'readCountyFile' | 'readPlanFile'>,
    Pick<Tables, 'rowsOfFile' | 'pastedRows'>,
    Pick<Rows, 'readRows'> {
  /** Loads what the others need. */
  readonly load: () => Promise<void>;
}

export type JobName = keyof Jobs;

/** Each job loads what it needs. */
const LOADED: { readonly [N in JobName]: () => Promise<Jobs[N]> } = {
  readCountyFile: async () => (await import('../../../store/plan-files.ts')).readCountyFile,
  readPlanFile: async () => (await import('../../../store/plan-files.ts')).readPlanFile,
  rowsOfFile: async () => (await import('../../../store/tables/read-table.ts')).rowsOfFile,
  pastedRows: async () => (await import('../../../store/tables/read-table.ts')).pastedRows,
  readRows: async () => (await import('../rows/read-rows.ts')).readRows,
  load: async () => {
    await import('../../../store/plan-files.ts');
    await import('../../../store/tables/read-table.ts');
    await import('../rows/read-rows.ts');
    return () => Promise.resolve();
  },
};

/** A job as it is sent to the thread. */
export interface Job {
  readonly name: JobName;
  readonly args: readonly unknown[];
  /** Told when the job begins, and on which of the system's threads: what it may take counts from there. */
  readonly begun: MessagePort;
}

/** The thread's entry: what Tinypool calls. Runs in a thread of its own (see `parsed`), never on the one that answers. */
export default async function run({ name, args, begun }: Job): Promise<unknown> {
  const job = (await LOADED[name]()) as (...given: readonly unknown[]) => unknown;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of this process, no window
  begun.postMessage(systemThread());
  begun.close();
  return job(...args.map(asBuffer));
}

/** A buffer arrives as plain bytes. */
function asBuffer(arg: unknown): unknown {
  return arg instanceof Uint8Array ? Buffer.from(arg.buffer, arg.byteOffset, arg.byteLength) : arg;
}
