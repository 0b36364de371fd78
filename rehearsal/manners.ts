/**
 * How a person at a browser presses a button:
 * - `waits` for the answer, and looks at the reference page when it is not yet confirmed
 * - `presses again` while no answer has come: the browser drops the first request and sends the form once more
 * - `reloads` an answer that is not yet confirmed: the form is sent once more
 * - `goes back` after it was recorded, and sends the form once more
 */
export const MANNERS = ['waits', 'presses again', 'reloads', 'goes back'] as const;
export type Manner = (typeof MANNERS)[number];

/** One manner after the other. */
export function inTurn(): () => Manner {
  let presses = 0;
  return () => MANNERS[presses++ % MANNERS.length] ?? 'waits';
}
