import { condition, defineSignal, proxyLocalActivities, setHandler } from '@temporalio/workflow';

export const decided = defineSignal('decided');
const { record } = proxyLocalActivities<{ record(step: string): Promise<void> }>({ startToCloseTimeout: '5s' });

/** A stage as it was: recorded when it opens, and when it is decided. */
export async function runStage(): Promise<void> {
  let open = true;
  setHandler(decided, () => {
    open = false;
  });
  await record('opened');
  await condition(() => !open);
  await record('passed');
}
