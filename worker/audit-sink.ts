import type { InjectedSinkFunction } from '@temporalio/worker';
import type { ActivityDeps } from '../activities/deps.ts';
import { audit } from '../store/audit.ts';
import type { AuditSinks } from '../workflows/recording.ts';

/** Writes what a run's validator refused to the audit; such a message leaves no trace in the run's history. */
export function auditRefusal({
  store,
  logger,
}: Pick<ActivityDeps, 'store' | 'logger'>): InjectedSinkFunction<AuditSinks['audit']['refused']>['fn'] {
  return async (_info, { workflowId, message, code, nonce, actor }) => {
    const account = (actor as { account?: unknown } | undefined)?.account;
    try {
      await audit(store, {
        what: 'message-refused',
        target: workflowId,
        code,
        requestId: nonce ?? workflowId,
        details: { message },
        ...(typeof account === 'string' ? { by: account } : {}),
      });
    } catch (error) {
      logger.error({ error, workflowId, code }, 'a refusal could not be written to the audit');
    }
  };
}
