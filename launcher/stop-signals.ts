/**
 * One press of Ctrl-C arrives several times: from the terminal, and again from npm, which passes on what its child has had already.
 * Signals this close together, in ms, are one request.
 */
const onePressMs = 500;

/** Calls `stop` at the first SIGINT, SIGTERM or SIGHUP, and `hurry` at every later one that is a request of its own. */
export function onStopSignals(stop: () => void, hurry: () => void): void {
  let last: number | undefined;
  const receive = () => {
    const now = Date.now();
    const request = last === undefined ? stop : now - last > onePressMs ? hurry : undefined;
    last = now;
    request?.();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, receive);
}
