import { type Client, WorkflowIdConflictPolicy, WorkflowNotFoundError } from '@temporalio/client';
import { taskQueue } from '../config/temporal.ts';
import type { deliverMail } from '../workflows/deliver-mail.ts';

const MAIL_ROOM = 'mail-room';
const ANSWER_WITHIN_MS = 5_000;

/** Starts the installation's one mail room, or leaves the running one as it is. */
export async function startMailRoom(client: Client): Promise<void> {
  await client.workflow.start<typeof deliverMail>('deliverMail', {
    workflowId: MAIL_ROOM,
    taskQueue,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    staticSummary: '邮件发送',
    args: [],
  });
}

/** Starts the mail room again where it was ended from outside. @returns whether it had to be */
export async function keepMailRoom(client: Client): Promise<boolean> {
  return client.withDeadline(Date.now() + ANSWER_WITHIN_MS, async () => {
    if (await runs(client)) return false;
    await startMailRoom(client);
    return true;
  });
}

async function runs(client: Client): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(MAIL_ROOM).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
