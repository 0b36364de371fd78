import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { MailActivities } from './activity-interfaces.ts';

const HOUR_MS = 3_600_000;
const ROUNDS_PER_RUN = 200;

const mail = proxyActivities<MailActivities>({
  startToCloseTimeout: '2h',
  heartbeatTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

/**
 * The outbox relay: one run for the whole installation, whose activity empties the outbox as mails are written to it.
 * A mail server that is down delays mail and nothing else; a worker that dies is replaced when its heartbeat stops.
 */
export async function deliverMail(): Promise<never> {
  for (let round = 0; round < ROUNDS_PER_RUN; round += 1) await mail.deliverWaitingMails({ forMs: HOUR_MS });
  return continueAsNew<typeof deliverMail>();
}
