import { describe, expect, test } from 'vitest';
import { type HistoryEvent, nextTimer, recordFailure, upToLastTask } from '../../rehearsal/history-events.ts';

const at = (seconds: number) => ({ seconds: seconds as never, nanos: 500_000_000 });
const local = (type: string, backoff: boolean, message?: string): HistoryEvent => ({
  markerRecordedEventAttributes: {
    markerName: 'core_local_activity',
    details: {
      data: {
        payloads: [{ data: new TextEncoder().encode(JSON.stringify({ activity_type: type, backoff: backoff ? { seconds: 4 } : null })) }],
      },
    },
    ...(message === undefined ? {} : { failure: { message: 'Activity task failed', cause: { message } } }),
  },
});
const ordinary: HistoryEvent = { activityTaskScheduledEventAttributes: { activityType: { name: 'recordTownship' } } };
const told: HistoryEvent = { activityTaskScheduledEventAttributes: { activityType: { name: 'compileCountyReport' } } };

describe('the last record of a history', () => {
  test.each<[string, HistoryEvent[], string | undefined]>([
    ['was taken', [local('recordTownship', true, 'away'), local('recordTownship', false)], undefined],
    ['is tried again', [local('recordTownship', false), local('recordTownship', true, 'newer'), told], 'newer'],
    ['was refused, and the run went on', [local('recordTownship', false, 'VOUCHER_REFUSED')], undefined],
    ['went the other way', [local('recordTownship', true, 'newer'), ordinary], undefined],
    ['is not there', [told], undefined],
  ])('%s', (_, events, expected) => {
    expect(recordFailure(events)).toBe(expected);
  });
});

test('the next timer is the earliest that neither fired nor was cancelled', () => {
  const start = (timerId: string, from: number, seconds: number): HistoryEvent => ({
    eventTime: at(from),
    timerStartedEventAttributes: { timerId, startToFireTimeout: { seconds, nanos: 0 } as never },
  });
  const events = [start('1', 10, 5), start('2', 10, 90), start('3', 20, 30)];
  expect(nextTimer(events)).toBe(15_500);
  expect(nextTimer([...events, { timerFiredEventAttributes: { timerId: '1' } }])).toBe(50_500);
  expect(nextTimer([...events, ...['1', '2', '3'].map((timerId) => ({ timerCanceledEventAttributes: { timerId } }))])).toBeUndefined();
});

test('what came after the last completed task is not replayed', () => {
  const task: HistoryEvent = { eventId: 4 as never, workflowTaskCompletedEventAttributes: {} };
  const command: HistoryEvent = { timerStartedEventAttributes: { timerId: '1', workflowTaskCompletedEventId: 4 as never } };
  const answer: HistoryEvent = { workflowExecutionUpdateCompletedEventAttributes: {} };
  const later: HistoryEvent = { workflowTaskScheduledEventAttributes: {} };
  expect(upToLastTask({ events: [task, command, answer, later, later] }).events).toEqual([task, command, answer]);
  expect(upToLastTask({ events: [later] }).events).toEqual([]);
});
