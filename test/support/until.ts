import { setTimeout as pause } from 'node:timers/promises';

/** Looks again, for up to four minutes (a busy machine is slow, not wrong), until what another process writes is there to be seen. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 240_000;
  while (Date.now() < deadline) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await pause(50);
  }
  throw new Error('not seen within four minutes');
}
