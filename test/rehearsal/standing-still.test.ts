import { describe, expect, test } from 'vitest';
import { phantomsOf } from '../../rehearsal/phantoms.ts';
import { type SeenRun, standsStill, stuckRunsOf } from '../../rehearsal/standing-still.ts';

const NOW = 1_000_000_000;
const well: SeenRun = {
  workflowId: 'reorganization/lanyu/2012/landu',
  status: 'RUNNING',
  taskAttempt: 1,
  failing: [],
  timerDue: NOW + 60_000,
  recordDue: NOW + 60_000,
};
const stands = (change: Partial<SeenRun>) => standsStill({ ...well, ...change }, NOW);

describe('a run', () => {
  test.each<[string, Partial<SeenRun>]>([
    ['waits for its next instant', {}],
    ['waits for nothing but people', { timerDue: undefined, recordDue: undefined }],
    ['has ended in order', { status: 'COMPLETED', timerDue: 0, recordDue: 0 }],
    ['has lost a task with its worker', { taskAttempt: 2 }],
    ['has an activity that failed while a store was away', { failing: [{ type: 'recordTownship', attempt: 2, failure: 'away' }] }],
    ['is a moment late on a loaded machine', { timerDue: NOW - 20_000, recordDue: NOW - 20_000 }],
  ])('goes on by itself when it %s', (_, change) => {
    expect(stands(change)).toBeUndefined();
  });

  test.each<[string, Partial<SeenRun>, string]>([
    ['its task fails again and again', { taskAttempt: 3, taskFailure: 'TMPRL1100' }, 'attempt 3: TMPRL1100'],
    ['its record is refused', { recordFailure: 'the snapshot on record is newer' }, 'refused: the snapshot on record is newer'],
    ['an activity fails again and again', { failing: [{ type: 'recordTownship', attempt: 9, failure: 'ahead' }] }, 'attempt 9: ahead'],
    ['its timer has not fired', { timerDue: NOW - 40_000 }, 'has not fired'],
    ['it did not move past an instant due', { timerDue: undefined, recordDue: NOW - 40_000 }, 'did not move past'],
    ['somebody ended it', { status: 'TERMINATED' }, 'ended: TERMINATED'],
    ['Temporal does not know it', { status: undefined }, 'does not know'],
  ])('stands still when %s', (_, change, words) => {
    expect(stands(change)).toContain(words);
  });
});

test('stuck runs are those of the app’s own list and those seen from outside, each once, with every reason', () => {
  const seen = [well, { ...well, workflowId: 'b', taskAttempt: 7 }, { ...well, workflowId: 'c', recordFailure: 'newer' }];
  const listed = [
    { workflowId: 'c', why: 'pages-ahead 38 > 23' },
    { workflowId: 'a', why: 'step-fails' },
  ];
  expect(stuckRunsOf(seen, listed, NOW)).toEqual([
    { workflowId: 'a', why: 'listed: step-fails' },
    { workflowId: 'b', why: 'its task fails, attempt 7: no reason given' },
    { workflowId: 'c', why: 'listed: pages-ahead 38 > 23; its record is refused: newer' },
  ]);
});

test('phantoms are commands that MongoDB has called recorded for a minute and no history has', () => {
  const command = (nonce: string, status: string, ageMs: number) => ({ nonce, status, workflowId: 'w', sentAt: new Date(NOW - ageMs) });
  const commands = [
    command('held', 'recorded', 90_000),
    command('lost', 'recorded', 61_000),
    command('young', 'recorded', 59_000),
    command('refused', 'refused', 90_000),
    command('on its way', 'sent', 90_000),
  ];
  expect(phantomsOf(commands, new Set(['held']), NOW)).toEqual(['lost']);
});
