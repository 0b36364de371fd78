import { condition, defineSignal, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';

export const decided = defineSignal('decided');
const { record } = proxyLocalActivities<{ record(step: string): Promise<void> }>({ startToCloseTimeout: '5s' });

/** The same change without `patched`: a run that came by here before has a history that this code would not have made. */
export async function runStage(): Promise<void> {
  let open = true;
  setHandler(decided, () => {
    open = false;
  });
  await record('opened');
  await sleep('3 days', { summary: '公示三天' });
  await record('lay open');
  await condition(() => !open);
  await record('passed');
}
