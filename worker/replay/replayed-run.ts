import { type AnyRecord, recordDigest } from '../../activities/write-record.ts';
import type { ProcessEvent } from '../../domain/state/events.ts';
import type { Receipt } from '../../domain/state/messages.ts';
import type { RefusedMessage } from '../../workflows/activity-interfaces.ts';
import type { Origin } from './lineage.ts';
import type { MessagesInHistory } from './read-history.ts';

/** A message that took effect, as the run recorded it. */
export interface ReplayedMessage {
  readonly name: string;
  readonly envelope: unknown;
  readonly receipt: Receipt;
  /** The run's step that recorded it, and its wall time, ms. */
  readonly step: number;
  readonly at: number;
}

/** What a run knows of itself, played again from its history alone. One line of `worker/replay`. */
export interface ReplayedRun {
  readonly workflowId: string;
  readonly runId: string;
  /** As Temporal has it: RUNNING, COMPLETED, TERMINATED … */
  readonly status: string;
  /** The last record that took effect, without events and message; none before the first. */
  readonly last?: Omit<AnyRecord, 'events' | 'message' | 'start'> & {
    readonly township?: string;
    readonly digest: string;
    readonly at: number;
  };
  readonly events: readonly (ProcessEvent & { readonly recordedAt: number })[];
  readonly messages: readonly ReplayedMessage[];
  /** Signals that no code has seen yet: the engine keeps them for the next worker. */
  readonly waitingSignals: readonly string[];
  /** Why the history cannot be replayed with this code. */
  readonly failure?: string;
  /** Who started it, and with what. */
  readonly origin?: Origin;
}

/** Gathers what one run tells while it is replayed. */
export class RecordedSteps {
  readonly #refused = new Set<string>();
  readonly #messages: ReplayedMessage[] = [];
  #events: (ProcessEvent & { readonly recordedAt: number })[] = [];
  #last: ReplayedRun['last'];

  take(activity: string, json: string, at: number): void {
    if (activity === 'recordRefusal') {
      const { vouched } = JSON.parse(json) as RefusedMessage;
      this.#refused.add(String((vouched as { envelope?: { nonce?: unknown } } | null)?.envelope?.nonce));
      return;
    }
    const record = JSON.parse(json) as AnyRecord;
    const { events, message, start: _start, ...source } = record;
    const first = events[0]?.sequence ?? Number.POSITIVE_INFINITY;
    this.#events = [...this.#events.filter(({ sequence }) => sequence < first), ...events.map((event) => ({ ...event, recordedAt: at }))];
    if (message) this.#messages.push({ name: message.name, envelope: message.envelope, receipt: message.receipt, step: source.step, at });
    this.#last = { ...source, digest: recordDigest(record), at };
  }

  /** @param raw what stands in the whole history, also behind the last step that was replayed */
  end(run: Pick<ReplayedRun, 'workflowId' | 'runId' | 'status' | 'origin'>, raw: MessagesInHistory, failure?: string): ReplayedRun {
    const heard = new Set(this.#messages.map(({ envelope }) => (envelope as { nonce: string }).nonce));
    const silent = raw.updates.filter((nonce) => !heard.has(nonce));
    const problem = failure ?? (silent.length > 0 ? `updates answered and not recorded: ${silent.join(', ')}` : undefined);
    return {
      ...run,
      ...(this.#last ? { last: this.#last } : {}),
      events: this.#events,
      messages: this.#messages,
      waitingSignals: raw.signals.flatMap(({ nonce }) => (heard.has(nonce) || this.#refused.has(nonce) ? [] : [nonce])),
      ...(problem === undefined ? {} : { failure: problem }),
    };
  }
}
