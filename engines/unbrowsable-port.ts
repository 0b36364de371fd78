import { randomInt } from 'node:crypto';
import { anyFreePort, isFree } from './ports.ts';

/**
 * Ports that no browser opens, whatever page asks for them: from the list of the Fetch standard ("bad port"), those that need no
 * privilege and that Chromium refuses too (it opens 4190 and 6679). It says `ERR_UNSAFE_PORT`.
 */
export const UNBROWSABLE_PORTS: readonly number[] = [
  1_719, 1_720, 1_723, 2_049, 3_659, 4_045, 5_060, 5_061, 6_000, 6_566, 6_665, 6_666, 6_667, 6_668, 6_669, 6_697, 10_080,
];

/**
 * A free port that no web page reaches, its own name turned to this machine or not: for what answers whoever asks and has no setting that
 * makes it look at the Host header. Should all of them be taken, some free port.
 */
export async function unbrowsablePort(host: string): Promise<number> {
  const from = randomInt(UNBROWSABLE_PORTS.length);
  for (const port of [...UNBROWSABLE_PORTS.slice(from), ...UNBROWSABLE_PORTS.slice(0, from)]) {
    if (await isFree(port, host)) return port;
  }
  return anyFreePort();
}
