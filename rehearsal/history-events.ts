import type { WorkflowHandle } from '@temporalio/client';

/** A run's history as the client fetches it. */
export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
export type HistoryEvent = NonNullable<History['events']>[number];

/** Activities that make a run's step true in MongoDB. */
const RECORDING = /^record[A-Z]/;

/** What the engine's library keeps in the marker of a local activity. */
interface LocalActivity {
  readonly activity_type?: string;
  /** Set when it failed and is tried again after a while. */
  readonly backoff?: unknown;
}

/**
 * Why a run's last record was not taken and is tried again; undefined when it was taken, or is under way. A record is a local activity,
 * told by a marker, or an ordinary one, whose failures do not stand in the history.
 */
export function recordFailure(events: readonly HistoryEvent[]): string | undefined {
  for (const event of events.toReversed()) {
    if (RECORDING.test(event.activityTaskScheduledEventAttributes?.activityType?.name ?? '')) return undefined;
    const marker = event.markerRecordedEventAttributes;
    const local = localActivity(marker);
    if (RECORDING.test(local?.activity_type ?? '')) {
      return local?.backoff ? (marker?.failure?.cause?.message ?? marker?.failure?.message ?? 'no reason given') : undefined;
    }
  }
  return undefined;
}

function localActivity(marker: HistoryEvent['markerRecordedEventAttributes']): LocalActivity | undefined {
  const data = marker?.markerName === 'core_local_activity' ? marker.details?.['data']?.payloads?.[0]?.data : undefined;
  return data ? (JSON.parse(new TextDecoder().decode(data)) as LocalActivity) : undefined;
}

/** Wall time at which the run's earliest timer that is under way fires, ms. */
export function nextTimer(events: readonly HistoryEvent[]): number | undefined {
  const due = new Map<string, number>();
  for (const event of events) {
    const { timerStartedEventAttributes: started, timerFiredEventAttributes: fired, timerCanceledEventAttributes: cancelled } = event;
    if (started) due.set(started.timerId ?? '', millis(event.eventTime) + millis(started.startToFireTimeout));
    const over = fired ?? cancelled;
    if (over) due.delete(over.timerId ?? '');
  }
  return due.size === 0 ? undefined : Math.min(...due.values());
}

function millis(time: { seconds?: unknown; nanos?: number | null } | null | undefined): number {
  return Number(time?.seconds ?? 0) * 1_000 + (time?.nanos ?? 0) / 1_000_000;
}

/** The history up to its last completed workflow task and that task's commands: no code has seen what came after it. */
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
