import { type Client, WorkflowIdConflictPolicy, WorkflowNotFoundError } from '@temporalio/client';
import { taskQueue } from '../config/temporal.ts';
import type { deliverMail } from '../workflows/deliver-mail.ts';

const OUTBOX_RELAY = 'outbox-relay';
const ANSWER_WITHIN_MS = 5_000;

/** Starts the installation's one outbox relay, or leaves the running one as it is. */
export async function startOutboxRelay(client: Client): Promise<void> {
  await client.workflow.start<typeof deliverMail>('deliverMail', {
    workflowId: OUTBOX_RELAY,
    taskQueue,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    staticSummary: '邮件发送',
    args: [],
  });
}

/** Starts the outbox relay again where it was ended from outside. @returns whether it had to be */
export async function keepOutboxRelay(client: Client): Promise<boolean> {
  return client.withDeadline(Date.now() + ANSWER_WITHIN_MS, async () => {
    if (await runs(client)) return false;
    await startOutboxRelay(client);
    return true;
  });
}

async function runs(client: Client): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(OUTBOX_RELAY).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
