import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { attemptsOf, countAttempt, forgetAttempts } from '../../store/attempts.ts';
import type { Store } from '../../store/database.ts';
import { addressOf } from '../http/rate-limits.ts';
import { createTurns } from './turns.ts';

/** Wrong passwords are remembered this long, ms. */
const WITHIN_MS = 15 * 60_000;
/** So many slow nothing down: people mistype. */
const FREE = 5;
const FIRST_PAUSE_MS = 500;
/** Longest pause, ms; and after {@link MANY} wrong ones, when nobody mistypes any more. */
const LONGEST_MS = 3_000;
const MANY = 30;
const LONGEST_AFTER_MANY_MS = 10_000;
/** Counted no further. */
const MOST = 100;

/**
 * Makes guessing slow and closes nothing: after a few wrong passwords for an address each further one is looked at after a
 * pause, whoever sends it, the right one too; and whoever guesses from one place is looked at one after another. Whether
 * anybody has the address makes no difference.
 */
export interface Guessing {
  /** @throws TooManyRequestsError while a flood comes from the same place */
  look<T>(request: Request, email: string, work: () => Promise<T | undefined>): Promise<T | undefined>;
}

export function createGuessing(store: Store, now: () => number): Guessing {
  const turns = createTurns();
  return {
    look(request, email, work) {
      const key = `password:${createHash('sha256').update(email.trim().toLowerCase()).digest('hex')}`;
      const place = addressOf(request);
      const counted = () => ({ key, now: new Date(now()), withinMs: WITHIN_MS });
      return turns.take(
        `${key}@${place}`,
        async () => {
          // A password costs a thread for 60 ms: one place has one at a time.
          const right = await turns.take(place, work);
          if (right === undefined) await countAttempt(store, { ...counted(), most: MOST });
          else await forgetAttempts(store, key);
          return right;
        },
        async () => pauseAfter(await attemptsOf(store, counted())),
      );
    },
  };
}

/** How long the next one waits, ms. */
function pauseAfter(wrong: number): number {
  if (wrong < FREE) return 0;
  return wrong >= MANY ? LONGEST_AFTER_MANY_MS : Math.min(LONGEST_MS, FIRST_PAUSE_MS * 2 ** (wrong - FREE));
}
