/* oxlint-disable typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access -- JavaScript: not in the type check */
/**
 * The load beside a rehearsal: a busy thread on every core. Its standard input is a pipe from the rehearsal, which the system closes
 * however the rehearsal dies: nothing goes on burning. Plain JavaScript, so that it needs nothing.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

const end = () => {
  process.exit(0);
};

setTimeout(end, Number(process.argv[2] ?? 60_000));
process.stdin.on('close', end).on('end', end).on('error', end).resume();
for (let core = 0; core < availableParallelism(); core += 1) {
  const thread = new Worker('for (;;);', { eval: true });
  thread.on('error', end);
}
