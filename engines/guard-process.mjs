/* oxlint-disable typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access -- JavaScript: not in the type check */
/**
 * The guard: a process that outlives a killed parent by a few seconds, to end the children that the parent can no longer end.
 * Its standard input is a pipe from the parent, which the system closes however the parent dies. Lines: `+PID` `-PID`.
 * Plain JavaScript, so that it starts in some 40 ms and needs nothing.
 */
import { createInterface } from 'node:readline';

const graceMs = Number(process.argv[2] ?? 5_000);
/** @type {Set<number>} */
const children = new Set();

// It sits in a session of its own, but a stray signal must not take it before its parent either.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

/** @param {number} pid @param {string | number} signal */
function signalTo(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) children.add(pid);
  else children.delete(pid);
});
lines.on('close', () => {
  const deadline = Date.now() + graceMs;
  for (const pid of children) signalTo(pid, 'SIGTERM');
  setInterval(() => {
    const alive = [...children].filter((pid) => signalTo(pid, 0));
    if (alive.length > 0 && Date.now() < deadline) return;
    for (const pid of alive) signalTo(pid, 'SIGKILL');
    process.exit(0);
  }, 50);
});
