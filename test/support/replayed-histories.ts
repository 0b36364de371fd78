import { digestOfRun, type HistoryDigest } from '../../launcher/histories/history-digests.ts';
import { historyNames, readHistory } from '../../launcher/histories/history-files.ts';
import { type Fetched, replayRuns } from '../../worker/replay/replay-runs.ts';
import type { ReplayedRun } from '../../worker/replay/replayed-run.ts';
import { HISTORIES, idOf } from './recorded-histories.ts';

/**
 * Replays recorded histories with a bundle of kind `replay`, as `npm run verify` does, and digests what came of each.
 * @param only names of histories; all of them otherwise
 */
export async function digestsOf(
  bundle: string,
  only?: readonly string[],
  folder: string = HISTORIES,
): Promise<Record<string, HistoryDigest>> {
  const names = only ?? (await historyNames(folder));
  const runs: ReplayedRun[] = [];
  async function* fetched(): AsyncGenerator<Fetched> {
    for (const name of names) {
      const history = await readHistory(name, folder);
      yield { run: { workflowId: idOf(name, history), runId: name, status: '' }, history };
    }
  }
  await replayRuns(bundle, fetched(), { reading: () => undefined, step: () => undefined, run: (run) => void runs.push(run) });
  return Object.fromEntries(runs.map((run) => [run.runId, digestOfRun(run)]));
}
