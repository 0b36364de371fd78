import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from '../../engines/file-lock.ts';

/** Takes a lock five times and writes down when it holds it: arguments LOCK LOG. */
const [lock = '', log = ''] = process.argv.slice(2);
for (let round = 0; round < 5; round += 1) {
  await withLock(lock, async () => {
    appendFileSync(log, `in ${process.pid} ${round}\n`);
    await sleep(5);
    appendFileSync(log, `out ${process.pid} ${round}\n`);
  });
}
