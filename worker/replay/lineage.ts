import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { History } from './read-history.ts';

type HistoryEvent = NonNullable<History['events']>[number];
type StartedAttributes = NonNullable<HistoryEvent['workflowExecutionStartedEventAttributes']>;

/** One of the runs that stand under a workflow id. */
export interface StartedRun {
  readonly runId: string;
  /** The first run of its chain: a reset, a retry and a continuation keep it, a new start does not. */
  readonly firstRunId: string;
  /** As Temporal has it: RUNNING, COMPLETED, TERMINATED … */
  readonly status: string;
}

/** Where a run comes from, by what stands in the engine alone. */
export interface Origin {
  /** The run to be compared with: the newest of those that go back to the service's own start; none when there is none left. */
  readonly counts?: StartedRun;
  /** Runs under the same id that go back to another start, and of which one is what the engine takes for the current one. */
  readonly foreign: readonly StartedRun[];
  /** SHA-256 of the canonical JSON of what the run was started with. */
  readonly inputDigest?: string;
  /** Of a county's run: what it was started with. */
  readonly input?: unknown;
  /** Of a township's run: what the county's run says that it started it with; `null` when the county's run never did. */
  readonly startedWith?: string | null;
}

/** A county's run starts each township once: this run, with this. */
interface Child {
  readonly runId: string;
  readonly inputDigest: string;
}

interface Listed extends StartedRun {
  readonly startedAt: number;
  readonly closedAt: number;
  readonly attributes: StartedAttributes;
}

function inputOf(payloads: readonly Payload[] | null | undefined): unknown {
  const [payload] = payloads ?? [];
  try {
    return payload ? defaultPayloadConverter.fromPayload(payload) : undefined;
  } catch {
    return undefined;
  }
}

export function inputDigestOf(input: unknown): string {
  return createHash('sha256').update(canonicalJson(input)).digest('hex');
}

/** `reorganization/COUNTY/YEAR/TOWNSHIP` → `reorganization/COUNTY/YEAR`; undefined of a county's own. */
function countyOf(workflowId: string): string | undefined {
  const parts = workflowId.split('/');
  return parts.length > 3 ? parts.slice(0, -1).join('/') : undefined;
}

/** Tells the service's own runs from those that somebody started by hand under the same id. */
export class Lineage {
  readonly #client: Client;
  readonly #children = new Map<string, Promise<ReadonlyMap<string, Child>>>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** @throws when the engine has nothing under this id, or does not answer */
  async originOf(workflowId: string): Promise<Origin> {
    const runs = await this.#runsOf(workflowId);
    const county = countyOf(workflowId);
    const child = county === undefined ? undefined : await this.#childOf(county, workflowId);
    const own = county === undefined ? runs.toSorted((a, b) => a.startedAt - b.startedAt)[0]?.firstRunId : child?.runId;
    const chain = runs.filter(({ firstRunId }) => firstRunId === own);
    const current = runs[0]?.runId;
    const counts = chain.find(({ runId }) => runId === current) ?? chain.toSorted((a, b) => b.closedAt - a.closedAt)[0];
    const foreign = runs.filter(({ firstRunId }) => firstRunId !== own);
    const input = inputOf(counts?.attributes.input?.payloads);
    return {
      ...(counts ? { counts: plain(counts), inputDigest: inputDigestOf(input) } : {}),
      ...(county === undefined ? { input } : { startedWith: child?.inputDigest ?? null }),
      // Once the service's own run is the current one again, what was closed beside it changes nothing any more.
      foreign: foreign.some(({ runId, status }) => runId === current || status === 'RUNNING') ? foreign.map(plain) : [],
    };
  }

  /** The engine's current run first. */
  async #runsOf(workflowId: string): Promise<Listed[]> {
    const found = new Map<string, Listed>();
    const add = async (runId: string, status: string, startedAt: number, closedAt: number) => {
      const attributes = await this.#startOf(workflowId, runId);
      found.set(runId, { runId, status, startedAt, closedAt, attributes, firstRunId: attributes.firstExecutionRunId || runId });
    };
    // The list may be a moment behind: the current run is asked for by itself.
    const current = await this.#client.workflow.getHandle(workflowId).describe();
    await add(current.runId, current.status.name, current.startTime.getTime(), current.closeTime?.getTime() ?? Number.POSITIVE_INFINITY);
    const query = `WorkflowId = '${workflowId.replaceAll("'", "''")}'`;
    for await (const { runId, status, startTime, closeTime } of this.#client.workflow.list({ query }))
      if (!found.has(runId)) await add(runId, status.name, startTime.getTime(), closeTime?.getTime() ?? Number.POSITIVE_INFINITY);
    return [...found.values()];
  }

  async #startOf(workflowId: string, runId: string): Promise<StartedAttributes> {
    const { history } = await this.#client.workflowService.getWorkflowExecutionHistory({
      namespace: this.#client.options.namespace,
      execution: { workflowId, runId },
      maximumPageSize: 1,
    });
    return history?.events?.[0]?.workflowExecutionStartedEventAttributes ?? {};
  }

  /** Asked anew when the county does not know it: it may have been started since. */
  async #childOf(county: string, workflowId: string): Promise<Child | undefined> {
    const known = await (this.#children.get(county) ?? this.#read(county));
    return known.get(workflowId) ?? (await this.#read(county)).get(workflowId);
  }

  #read(county: string): Promise<ReadonlyMap<string, Child>> {
    const reading = this.#childrenOf(county);
    this.#children.set(county, reading);
    return reading;
  }

  /** Every township that the county's own runs have started, the runs before a reset included. */
  async #childrenOf(county: string): Promise<ReadonlyMap<string, Child>> {
    const children = new Map<string, Child>();
    const runs = await this.#runsOf(county).catch(() => []);
    const own = runs.toSorted((a, b) => a.startedAt - b.startedAt)[0]?.firstRunId;
    for (const { runId, firstRunId } of runs) {
      if (firstRunId !== own) continue;
      const { events } = await this.#client.workflow.getHandle(county, runId).fetchHistory();
      for (const [workflowId, child] of childrenIn(events ?? [])) if (!children.has(workflowId)) children.set(workflowId, child);
    }
    return children;
  }
}

function plain({ runId, firstRunId, status }: Listed): StartedRun {
  return { runId, firstRunId, status };
}

function* childrenIn(events: readonly HistoryEvent[]): Generator<[workflowId: string, child: Child]> {
  const given = new Map<string, string>();
  for (const event of events) {
    const asked = event.startChildWorkflowExecutionInitiatedEventAttributes;
    if (asked) given.set(String(event.eventId), inputDigestOf(inputOf(asked.input?.payloads)));
    const started = event.childWorkflowExecutionStartedEventAttributes;
    const { workflowId, runId } = started?.workflowExecution ?? {};
    if (workflowId && runId) yield [workflowId, { runId, inputDigest: given.get(String(started?.initiatedEventId)) ?? '' }];
  }
}
