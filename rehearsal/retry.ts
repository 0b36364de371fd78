import { setTimeout as sleep } from 'node:timers/promises';
import { type HttpAnswer, type Session, UnexpectedAnswerError } from './session.ts';

/** Longer than an engine takes to come back after a kill, in ms. */
export const RETRY_FOR_MS = 120_000;
export const AGAIN_AFTER_MS = 500;

/** Thrown when the app was away or too busy for so long that nobody would wait any more. */
export class NotReachedError extends UnexpectedAnswerError {
  override readonly name = 'NotReachedError';
}

/**
 * Opens a page, again and again while the app is away or too busy.
 * @throws {UnexpectedAnswerError} when it answers otherwise; {@link NotReachedError} when it does not within two minutes
 */
export async function openPage(session: Session, path: string, signal: AbortSignal): Promise<unknown> {
  const deadline = Date.now() + RETRY_FOR_MS;
  for (;;) {
    signal.throwIfAborted();
    const answer = await session.send('GET', path).catch(notReached);
    if (answer && answer.status < 300) return answer.body;
    if (answer && ![408, 429, 503].includes(answer.status)) throw new UnexpectedAnswerError(`GET ${path}`, answer);
    if (Date.now() > deadline) throw new NotReachedError(`GET ${path}`, answer ?? { status: 0, body: undefined });
    await restBefore(answer, signal);
  }
}

/** Waits as long as the app asks, or half a second. */
export async function restBefore(answer: HttpAnswer | undefined, signal: AbortSignal): Promise<undefined> {
  await sleep(answer?.retryAfter === undefined ? AGAIN_AFTER_MS : answer.retryAfter * 1_000, undefined, { signal });
  return undefined;
}

/** The app is away or did not answer in time; anything else is a mistake of ours. */
export function notReached(error: unknown): undefined {
  // What fetch throws when the connection fails has a cause; a TypeError of our own making has none.
  if ((error instanceof TypeError && error.cause !== undefined) || (error instanceof DOMException && error.name === 'TimeoutError'))
    return undefined;
  throw error;
}
