import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';

/** A run's history as the client fetches it. */
export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

/** Messages as they stand in a history, before anything is replayed. */
export interface MessagesInHistory {
  /** Ids of the Updates that were answered with a receipt; an Update's id is the form's nonce. */
  readonly updates: readonly string[];
  /** Signals in the order of their arrival. */
  readonly signals: readonly { readonly name: string; readonly nonce: string }[];
}

/** An Update that was refused after it was accepted ends in a failure, and counts as no message. */
function answeredUpdate({ workflowExecutionUpdateCompletedEventAttributes: completed }: HistoryEvent): string[] {
  const id = completed?.meta?.updateId;
  return id && completed.outcome?.success ? [id] : [];
}

/** What a signal carries; undefined when it cannot be read, which its run refused. */
function readable(payload: Payload): { readonly envelope?: { readonly nonce?: unknown } } | null | undefined {
  try {
    return defaultPayloadConverter.fromPayload(payload);
  } catch {
    return undefined;
  }
}

function signalOf({ workflowExecutionSignaledEventAttributes: signal }: HistoryEvent): MessagesInHistory['signals'] {
  const [payload] = signal?.input?.payloads ?? [];
  if (!payload) return [];
  const vouched = readable(payload);
  const nonce = vouched?.envelope?.nonce;
  return typeof nonce === 'string' ? [{ name: signal?.signalName ?? '', nonce }] : [];
}

export function messagesIn({ events }: History): MessagesInHistory {
  return { updates: (events ?? []).flatMap(answeredUpdate), signals: (events ?? []).flatMap(signalOf) };
}

/**
 * The history up to its last completed workflow task and the commands of that task: what came after it no code has seen yet, and a
 * task that was only begun cannot be replayed.
 */
export function upToLastTask(history: History): History {
  const events = history.events ?? [];
  const last = events.findLastIndex((event) => event.workflowTaskCompletedEventAttributes);
  const after = events.slice(last + 1).findIndex((event) => !isCommandOf(event, events[last]));
  return { ...history, events: after < 0 ? [...events] : events.slice(0, last + 1 + after) };
}

/** Commands follow the task that gave them, and name it. */
function isCommandOf(event: HistoryEvent, task: HistoryEvent | undefined): boolean {
  if (event.workflowExecutionUpdateAcceptedEventAttributes || event.workflowExecutionUpdateCompletedEventAttributes) return true;
  const attributes = Object.values(event).find(
    (value): value is { workflowTaskCompletedEventId: unknown } =>
      typeof value === 'object' && value !== null && 'workflowTaskCompletedEventId' in value,
  );
  return attributes !== undefined && String(attributes.workflowTaskCompletedEventId) === String(task?.eventId);
}
