import { condition, defineSignal, patched, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';

export const decided = defineSignal('decided');
const { record } = proxyLocalActivities<{ record(step: string): Promise<void> }>({ startToCloseTimeout: '5s' });

/** The same stage since it must lie open for three days before anybody decides. */
export async function runStage(): Promise<void> {
  let open = true;
  setHandler(decided, () => {
    open = false;
  });
  await record('opened');
  // False in the replay of a run that came by here before the upgrade: it goes the way it began.
  if (patched('three-days-open')) {
    await sleep('3 days', { summary: '公示三天' });
    await record('lay open');
  }
  await condition(() => !open);
  await record('passed');
}
