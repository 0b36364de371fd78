import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { machineEnv } from '../../config/env.ts';
import { projectFolder } from '../../engines/project-folder.ts';
import type { ReachedStores } from '../reach-stores.ts';
import { type ReplayedRun, replayedRunSchema } from './replayed-run.ts';

/** Thrown when the process that replays ended, or had to be ended, before it gave its answer. */
export class ReplayerEndedError extends Error {
  override readonly name = 'ReplayerEndedError';
  /** The run whose replay had begun. */
  readonly during: string | undefined;

  constructor(message: string, during: string | undefined) {
    super(message);
    this.during = during;
  }
}

const answerSchema = z.union([
  z.object({ listed: z.array(z.string()) }),
  z.object({ reading: z.string() }),
  z.object({ step: z.string() }),
  z.object({ run: z.looseObject({ workflowId: z.string() }) }),
]);
type Answer = z.infer<typeof answerSchema>;

/** Until the first answer the process starts, and may have to build its bundle, ms. */
const STARTS_WITHIN_MS = 180_000;
/** As many of its last words are told. */
const LAST_WORDS = 1_500;

/** A process of `worker/replay`. It answers on a descriptor of its own: the SDK writes to the first two whatever it likes. */
export class ReplayProcess {
  readonly #child: ChildProcess;
  readonly #quietMs: number;
  readonly #asked = new Set<string>();
  readonly #answers: AsyncIterator<Answer>;
  #reading: string | undefined;
  #started = false;
  #words = '';
  #quiet = false;

  constructor({ temporalAddress, namespace }: Pick<ReachedStores, 'temporalAddress' | 'namespace'>, workFolder: string, quietMs: number) {
    this.#quietMs = quietMs;
    this.#child = spawn(process.execPath, ['--import', 'tsx', path.join(projectFolder, 'worker/replay/main.ts')], {
      cwd: projectFolder,
      env: { ...machineEnv(), TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: namespace, DATA_DIR: workFolder },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#words = (this.#words + text).slice(-4_000);
      });
    }
    // Told by the answers that do not come.
    this.#child.stdin?.on('error', () => undefined);
    this.#child.on('error', (error) => {
      this.#words += error.message;
    });
    this.#answers = answersIn(this.#child.stdio[3] as Readable);
  }

  /** What it knows of how runs were started is read anew from now on. */
  forget(): void {
    this.#ask({ forget: true });
  }

  /** Ids of all townships' and counties' runs. @throws {ReplayerEndedError} */
  async list(): Promise<string[]> {
    this.#ask({ list: true });
    for (;;) {
      const answer = await this.#next();
      if ('listed' in answer) return answer.listed;
    }
  }

  /**
   * What the next of these runs has recorded; those behind it are asked for ahead.
   * @throws {ReplayerEndedError}
   */
  async replay(workflowIds: readonly string[], ahead: number): Promise<ReplayedRun> {
    for (const id of workflowIds.slice(0, ahead)) {
      if (!this.#asked.has(id)) this.#ask({ replay: id });
      this.#asked.add(id);
    }
    for (;;) {
      const answer = await this.#next();
      if ('reading' in answer) this.#reading = answer.reading;
      if (!('run' in answer)) continue;
      this.#asked.delete(answer.run.workflowId);
      if (this.#reading === answer.run.workflowId) this.#reading = undefined;
      return readRun(answer.run);
    }
  }

  end(): void {
    this.#child.stdin?.end();
    this.#child.kill('SIGKILL');
  }

  #ask(request: object): void {
    (this.#child.stdin as Writable).write(`${JSON.stringify(request)}\n`);
  }

  async #next(): Promise<Answer> {
    const allowed = this.#started ? this.#quietMs : STARTS_WITHIN_MS;
    const watch = setTimeout(() => {
      this.#quiet = true;
      this.#child.kill('SIGKILL');
    }, allowed);
    try {
      const next = await this.#answers.next();
      this.#started = true;
      if (!next.done) return next.value;
    } finally {
      clearTimeout(watch);
    }
    throw new ReplayerEndedError(this.#quiet ? `no sign of life for ${allowed / 1_000} s` : await this.#lastWords(), this.#reading);
  }

  async #lastWords(): Promise<string> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'close');
    const how = this.#child.signalCode ?? `exit code ${this.#child.exitCode}`;
    return `the replaying process ended (${how}): ${this.#words.trim().slice(-LAST_WORDS)}`;
  }
}

async function* answersIn(stream: Readable): AsyncGenerator<Answer> {
  for await (const line of createInterface({ input: stream })) {
    const answer = answerSchema.safeParse(parsed(line));
    if (answer.success) yield answer.data;
  }
}

/** The last line of a process that was ended may be half a line. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** A run that tells what this version does not understand is unreadable, and no reason to stop. */
function readRun(run: { readonly workflowId: string }): ReplayedRun {
  const read = replayedRunSchema.safeParse(run);
  if (read.success) return read.data;
  const failure = `not understood: ${z.prettifyError(read.error).slice(0, 300)}`;
  return { workflowId: run.workflowId, runId: '', status: '', events: [], messages: [], waitingSignals: [], failure };
}
