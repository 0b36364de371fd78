import { Context } from '@temporalio/activity';
import type { MailActivities } from '../workflows/activity-interfaces.ts';
import { createMailDelivery } from './deliver-mail.ts';
import type { ActivityDeps } from './deps.ts';

/** The outbox relay's activity: empties the outbox until its time is over or the worker stops. */
export function createMailActivities({ store, mail, publicUrl, logger, observer, stopping }: ActivityDeps): MailActivities {
  const delivery = createMailDelivery({ store, smtpUrl: mail.smtpUrl, mailFrom: mail.from, publicUrl, logger, observer });
  return {
    async deliverWaitingMails({ forMs }) {
      const context = Context.current();
      return delivery.deliverWaitingMails({
        heartbeat: () => context.heartbeat(),
        signal: stopping ? AbortSignal.any([context.cancellationSignal, stopping]) : context.cancellationSignal,
        until: Date.now() + forMs,
      });
    },
  };
}
