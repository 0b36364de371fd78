import { Client, WorkflowIdConflictPolicy } from '@temporalio/client';
import { connectTemporal, taskQueue } from '../config/temporal.ts';
import type { deliverMail } from '../workflows/deliver-mail.ts';

/** Starts the installation's one mail room, or leaves the running one as it is. */
export async function startMailRoom({
  address,
  namespace,
  identity,
}: {
  address: string;
  namespace: string;
  identity: string;
}): Promise<void> {
  const connection = await connectTemporal({ TEMPORAL_ADDRESS: address });
  try {
    const client = new Client({ connection, namespace, identity });
    await client.workflow.start<typeof deliverMail>('deliverMail', {
      workflowId: 'mail-room',
      taskQueue,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
      staticSummary: '邮件发送',
      args: [],
    });
  } finally {
    await connection.close();
  }
}
