import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Client,
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { REFUSAL_CODES, type RefusalCode } from '../../domain/errors.ts';
import { type Receipt, referenceOf, type Vouched } from '../../domain/state/messages.ts';
import { workerAlive } from '../../store/heartbeats.ts';
import { currentRequest } from '../http/request-context.ts';
import type { UseCaseDeps } from './deps.ts';
import type { Outcome } from './outcome.ts';

/** How long a person waits for an answer before being told that there is none yet: five seconds, with what it takes to say so. */
const ANSWER_WITHIN_MS = 4_500;
/** With less than this left a message is not handed over. */
const LEAST_ANSWER_MS = 400;
/** How long the answer is waited for behind the person's back: longer than an engine takes to come back after a kill. */
const ANSWER_AT_LAST_MS = 60_000;
const AGAIN_AFTER_MS = 500;
const REACHABLE_WITHIN_MS = 1_500;
/** A reachable engine is believed for this long; should it die in between, the answer is "unconfirmed", which is true. */
export const REACHABLE_FOR_MS = 1_000;

/** What the engine says of a message that a run took in and did not answer before it ended. */
const ENDED_MEANWHILE = 'AcceptedUpdateCompletedWorkflow';

/** Messages that may also be sent as signals, which Temporal keeps while no worker runs. */
const SIGNALS: readonly string[] = ['submit', 'decide', 'report'];

export interface Delivery {
  readonly workflowId: string;
  readonly name: string;
  readonly nonce: string;
  readonly vouched: Vouched<unknown>;
  /** The sender wants no answer: a signal, whether a worker runs or not. */
  readonly respondAsync?: boolean;
  /** Never as a signal, which would be one more message in the history. */
  readonly updateOnly?: boolean;
  /** Takes the answer that came after the person was told that there is none yet. */
  readonly onLateAnswer?: (outcome: Outcome) => void;
}

/** Hands a message to its run and tells what became of it, as far as that is known within five seconds. */
export async function deliver(deps: UseCaseDeps, delivery: Delivery): Promise<Outcome> {
  const began = performance.now();
  const outcome = await handOver(deps, delivery);
  const { workflowId, name, nonce } = delivery;
  deps.onDelivered?.({
    workflowId,
    message: name,
    nonce,
    outcome: outcome.kind,
    ms: Math.round(performance.now() - began),
    ...(outcome.kind === 'refused' ? { code: outcome.code } : {}),
  });
  return outcome;
}

/** What is left of the time in which the person is promised an answer: everything since the request came counts, ms. */
function leftToAnswer(): number {
  const { since = performance.now() } = currentRequest();
  return ANSWER_WITHIN_MS - (performance.now() - since);
}

async function handOver(deps: UseCaseDeps, delivery: Delivery): Promise<Outcome> {
  // Too late to be answered in time: nothing was sent, and the person may press again.
  if (leftToAnswer() < LEAST_ANSWER_MS) return { kind: 'unavailable' };
  const client = await reachable(deps);
  if (!client) return { kind: 'unavailable' };
  const asSignal = SIGNALS.includes(delivery.name) && !delivery.updateOnly;
  if (asSignal && delivery.respondAsync) return signal(client, delivery);
  if (await workerAlive(deps.store, new Date(deps.now()))) return update(client, delivery);
  return asSignal ? signal(client, delivery) : { kind: 'unavailable' };
}

const lastReached = new WeakMap<Client, number>();

/** The client, when Temporal answers now. Nothing was sent yet, so "nothing was recorded" is true when it does not. */
async function reachable(deps: UseCaseDeps): Promise<Client | undefined> {
  try {
    const client = await deps.temporal();
    if (deps.now() - (lastReached.get(client) ?? 0) < REACHABLE_FOR_MS) return client;
    await client.connection.withDeadline(Date.now() + REACHABLE_WITHIN_MS, () => client.workflowService.getSystemInfo({}));
    lastReached.set(client, deps.now());
    return client;
  } catch {
    return undefined;
  }
}

/**
 * An engine that was stopped before the run's step ended has forgotten the message, although MongoDB may hold its record.
 * So the call goes on after the person was answered, and hands the message over again until the run has said what became of it.
 */
async function update(client: Client, delivery: Delivery): Promise<Outcome> {
  const answer = awaited(client, answerAtLast(client, delivery, Date.now() + ANSWER_AT_LAST_MS));
  const inTime = await Promise.race([answer, sleep(Math.max(LEAST_ANSWER_MS, leftToAnswer()), undefined, { ref: false })]);
  if (inTime) return inTime;
  void answer.then((outcome) => delivery.onLateAnswer?.(outcome)).catch(() => undefined);
  return { kind: 'unconfirmed', reference: referenceOf(delivery.nonce) };
}

const awaitedAnswers = new WeakMap<Client, Set<Promise<Outcome>>>();

function awaited(client: Client, answer: Promise<Outcome>): Promise<Outcome> {
  const answers = awaitedAnswers.get(client) ?? new Set();
  awaitedAnswers.set(client, answers);
  const counted = answer.finally(() => answers.delete(counted));
  answers.add(counted);
  return counted;
}

/** Resolves once no answer is waited for any more behind somebody's back; before that the connection must not be closed. */
export async function answersAtLast(client: Client): Promise<void> {
  await Promise.allSettled(awaitedAnswers.get(client) ?? new Set<Promise<Outcome>>());
}

async function answerAtLast(client: Client, delivery: Delivery, deadline: number): Promise<Outcome> {
  const { workflowId, name, nonce, vouched } = delivery;
  const reference = referenceOf(nonce);
  try {
    const receipt = await client.connection.withDeadline(deadline, () =>
      client.workflow.getHandle(workflowId).executeUpdate<Receipt, [Vouched<unknown>]>(name, { args: [vouched], updateId: nonce }),
    );
    return { kind: 'recorded', reference: receipt.reference, receipt };
  } catch (error) {
    lastReached.delete(client);
    const outcome = refusedBy(error) ?? (await goneRun(client, workflowId, error, reference)) ?? unknownOutcome(error, reference);
    if (outcome.kind !== 'unconfirmed' || Date.now() + AGAIN_AFTER_MS > deadline) return outcome;
    await sleep(AGAIN_AFTER_MS, undefined, { ref: false });
    return answerAtLast(client, delivery, deadline);
  }
}

async function signal(client: Client, { workflowId, name, nonce, vouched }: Delivery): Promise<Outcome> {
  const reference = referenceOf(nonce);
  try {
    await client.connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => client.workflow.getHandle(workflowId).signal(name, vouched));
    return { kind: 'received', reference };
  } catch (error) {
    lastReached.delete(client);
    return refusedBy(error) ?? (await goneRun(client, workflowId, error, reference)) ?? unknownOutcome(error, reference);
  }
}

/**
 * A run that takes nothing more has ended, or Temporal has lost it: lost is not ended. Nothing was recorded then, and the same form can be
 * sent again once the run is back (the county's page says that it is missing).
 */
async function goneRun(client: Client, workflowId: string, error: unknown, reference: string): Promise<Outcome | undefined> {
  if (!(error instanceof WorkflowNotFoundError)) return undefined;
  try {
    await client.connection.withDeadline(Date.now() + REACHABLE_WITHIN_MS, () => client.workflow.getHandle(workflowId).describe());
    return { kind: 'refused', code: 'CLOSED', details: {} };
  } catch (cause) {
    return cause instanceof WorkflowNotFoundError ? { kind: 'unavailable', lost: true } : { kind: 'unconfirmed', reference };
  }
}

function refusedBy(error: unknown): Outcome | undefined {
  if (!(error instanceof WorkflowUpdateFailedError)) return undefined;
  const failure = applicationFailure(error);
  if (failure?.type === ENDED_MEANWHILE) return { kind: 'refused', code: 'CLOSED', details: {} };
  const code = failure?.type as RefusalCode | undefined;
  if (!code || !REFUSAL_CODES.includes(code)) return undefined;
  return { kind: 'refused', code, details: (failure?.details?.[0] ?? {}) as Record<string, string | number> };
}

/** The refusal may be wrapped: a local activity's refusal arrives inside the activity's failure. */
function applicationFailure(error: Error): ApplicationFailure | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ApplicationFailure) return cause;
  }
  return undefined;
}

/** @throws what is neither a refusal nor a lack of answer: a mistake of ours. */
function unknownOutcome(error: unknown, reference: string): Outcome {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcServiceError(error)) return { kind: 'unconfirmed', reference };
  if (error instanceof Error && isGrpcServiceError(error.cause)) return { kind: 'unconfirmed', reference };
  throw error;
}
