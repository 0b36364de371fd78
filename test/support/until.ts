import { setTimeout as pause } from 'node:timers/promises';

/** Looks again, for up to half a minute, until what another process writes is there to be seen. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await pause(50);
  }
  throw new Error('not seen within half a minute');
}
