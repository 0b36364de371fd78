import { sleep } from '@temporalio/workflow';

/** What a careless upgrade would ship: the township's run begins with something it never did before. */
export async function reorganizeTownship(): Promise<void> {
  await sleep('1 day', { summary: 'a timer that no history has' });
  await sleep('1 day');
}
