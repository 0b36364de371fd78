import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SystemProcesses } from '../../engines/index.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { startService } from '../support/started-service.ts';

type Name = keyof SystemProcesses;

/** Who is killed, in this order; each stays down for as long as it says, in ms. */
const orders: readonly (readonly (readonly [Name, number])[])[] = [
  // The services come back while the engine that they need is still down.
  [
    ['mongod', 6_000],
    ['api', 0],
    ['worker', 0],
  ],
  [
    ['temporal', 6_000],
    ['api', 0],
    ['worker', 0],
  ],
  [
    ['worker', 3_000],
    ['api', 100],
    ['temporal', 5_000],
    ['mongod', 4_000],
  ],
];

describe('every order of dying and coming back', () => {
  it('ends with everything answering, without a hand, within half a minute after the last one is back', async () => {
    const service = await startService(path.join(scratchFolder(), 'data'));
    onTestFinished(() => service.stop());
    const { processes, apiUrl } = service.system;
    for (const order of orders) {
      for (const [name, downMs] of order) await processes[name]?.kill9(downMs);
      for (const [name] of order) await processes[name]?.running();
      let answer = '';
      const deadline = Date.now() + 30_000;
      while (Date.now() < deadline && !answer.includes('"ready"')) {
        answer = await fetch(`${apiUrl}/readyz`).then((response) => response.text(), String);
        await pause(100);
      }
      expect({ order, answer }).toMatchObject({ answer: expect.stringContaining('"status":"ready"') });
    }
  }, 300_000);
});
