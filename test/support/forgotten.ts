import { REACHABLE_FOR_MS } from '../../api/use-cases/deliver.ts';
import { until } from './until.ts';

/** Until the api no longer takes Temporal's last answer for a sign of life; a message sent earlier is told as not confirmed. */
export async function temporalForgotten(): Promise<void> {
  const killed = performance.now();
  await until(() => Promise.resolve(performance.now() - killed > REACHABLE_FOR_MS ? true : undefined));
}
