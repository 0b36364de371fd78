import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';

/** A run's history as the client fetches it. */
export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

/** Messages as they stand in a history, before anything is replayed. */
export interface MessagesInHistory {
  /**
   * Nonces of the Updates that were answered with a receipt. By the envelope, not by the Update's id: the same message sent again under
   * another id is answered with the earlier receipt.
   */
  readonly updates: readonly string[];
  /** Signals in the order of their arrival. */
  readonly signals: readonly { readonly name: string; readonly nonce: string }[];
}

/** Nonces of accepted Updates, by the Update's id. */
function acceptedUpdates(events: readonly HistoryEvent[]): Map<string, string> {
  const accepted = new Map<string, string>();
  for (const { workflowExecutionUpdateAcceptedEventAttributes: update } of events) {
    const request = update?.acceptedRequest;
    const id = request?.meta?.updateId;
    if (id) accepted.set(id, nonceIn(request.input?.args?.payloads) ?? id);
  }
  return accepted;
}

/** An Update that was refused after it was accepted ends in a failure, and counts as no message. */
function answeredUpdates(events: readonly HistoryEvent[]): string[] {
  const accepted = acceptedUpdates(events);
  const answered = events.flatMap(({ workflowExecutionUpdateCompletedEventAttributes: completed }) => {
    const id = completed?.meta?.updateId;
    return id && completed.outcome?.success ? [accepted.get(id) ?? id] : [];
  });
  return [...new Set(answered)];
}

function nonceIn(payloads: readonly Payload[] | null | undefined): string | undefined {
  const [payload] = payloads ?? [];
  const nonce = payload ? readable(payload)?.envelope?.nonce : undefined;
  return typeof nonce === 'string' ? nonce : undefined;
}

/** What a message carries; undefined when it cannot be read, which its run refused. */
function readable(payload: Payload): { readonly envelope?: { readonly nonce?: unknown } } | null | undefined {
  try {
    return defaultPayloadConverter.fromPayload(payload);
  } catch {
    return undefined;
  }
}

function signalOf({ workflowExecutionSignaledEventAttributes: signal }: HistoryEvent): MessagesInHistory['signals'] {
  const nonce = nonceIn(signal?.input?.payloads);
  return nonce === undefined ? [] : [{ name: signal?.signalName ?? '', nonce }];
}

export function messagesIn({ events }: History): MessagesInHistory {
  return { updates: answeredUpdates(events ?? []), signals: (events ?? []).flatMap(signalOf) };
}

/**
 * The history up to its last completed workflow task and the commands of that task: what came after it no code has seen yet, and a
 * task that was only begun cannot be replayed.
 */
export function upToLastTask(history: History): History {
  const events = history.events ?? [];
  const last = events.findLastIndex((event) => event.workflowTaskCompletedEventAttributes);
  const after = events.slice(last + 1).findIndex((event) => !isCommand(event));
  return { ...history, events: after < 0 ? [...events] : events.slice(0, last + 1 + after) };
}

/** Commands stand right behind the task that gave them, and name a task; what happened to the run by itself names none. */
function isCommand(event: HistoryEvent): boolean {
  if (event.workflowExecutionUpdateAcceptedEventAttributes || event.workflowExecutionUpdateCompletedEventAttributes) return true;
  return Object.values(event).some((value) => typeof value === 'object' && value !== null && 'workflowTaskCompletedEventId' in value);
}
