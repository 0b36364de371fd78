import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RecordedSteps, recordedTwice } from '../../rehearsal/record-log.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const line = (workflowId: string, step: object) => JSON.stringify({ level: 'info', workflowId, ...step, msg: 'recorded' });

test('a run has recorded twice once two of its steps differ; what is written again is the same step', () => {
  const steps = new RecordedSteps();
  expect(steps.take(line('a', { step: 1, historyLength: 3 }))).toBeUndefined();
  expect(steps.take(line('b', { step: 4 }))).toBeUndefined();
  expect(steps.take(line('a', { step: 1, historyLength: 38 }))).toBeUndefined();
  expect(steps.take('not JSON')).toBeUndefined();
  expect(steps.take(JSON.stringify({ workflowId: 'a', step: 9, msg: 'worker polls' }))).toBeUndefined();
  expect(steps.take(line('a', { step: 2 }))).toBe('a');
  expect(steps.take(line('c', { historyLength: 23 }))).toBeUndefined();
  expect(steps.take(line('c', { historyLength: 38 }))).toBe('c');
});

test('the log is read from its end on, also after it was put aside', async () => {
  const file = path.join(scratchFolder(), 'worker.log');
  writeFileSync(file, `${line('a', { step: 1 })}\n`.repeat(100));
  const found = recordedTwice(file, AbortSignal.timeout(20_000));
  appendFileSync(file, `${line('a', { step: 2 })}\n${line('b', { step: 1 }).slice(0, 20)}`);
  appendFileSync(file, `${line('b', { step: 1 }).slice(20)}\n`);
  writeFileSync(file, '');
  let step = 2;
  const goesOn = setInterval(() => appendFileSync(file, `${line('b', { step: step++ })}\n`), 20);
  onTestFinished(() => clearInterval(goesOn));
  expect(await found).toBe('b');
});
