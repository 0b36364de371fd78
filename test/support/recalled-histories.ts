import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { historyNames, readHistory } from '../../launcher/histories/history-files.ts';
import { type Fetched, recallRuns } from '../../worker/recall/recall-runs.ts';
import type { RecalledRun } from '../../worker/recall/recalled-run.ts';
import { COUNTY_RUN, HISTORIES } from './recorded-histories.ts';

/** What a recorded run comes to when it is replayed: digests of its last record, of its events and of its messages with their receipts. */
export interface HistoryDigest {
  readonly state: string;
  readonly events: string;
  readonly messages: string;
}

const NOBODY = { state: '', events: '', messages: '' };

/** Beside the recorded histories: what each of them comes to, by name. */
const FILE = 'digests.json';

export async function keptDigests(folder: string = HISTORIES): Promise<Record<string, HistoryDigest>> {
  return JSON.parse(await readFile(path.join(folder, FILE), 'utf8')) as Record<string, HistoryDigest>;
}

export async function keepDigests(digests: Record<string, HistoryDigest>, folder: string = HISTORIES): Promise<void> {
  await writeFile(path.join(folder, FILE), `${JSON.stringify(digests, null, 2)}\n`);
}

/**
 * Replays histories with a bundle of kind `recall`, as `npm run verify` does, and digests what came of each.
 * A run that cannot be replayed says why in the place of its state.
 * @param only names of histories; all of them otherwise
 */
export async function digestsOf(
  bundle: string,
  only?: readonly string[],
  folder: string = HISTORIES,
): Promise<Record<string, HistoryDigest>> {
  const names = only ?? (await historyNames(folder));
  const runs: RecalledRun[] = [];
  async function* fetched(): AsyncGenerator<Fetched> {
    for (const name of names) {
      const history = await readHistory(name, folder);
      // The county names its townships' runs after its own id.
      const workflowId = name === 'county' ? COUNTY_RUN : name;
      yield { run: { workflowId, runId: name, status: '' }, history };
    }
  }
  await recallRuns(bundle, fetched(), { reading: () => undefined, step: () => undefined, run: (run) => void runs.push(run) });
  return Object.fromEntries(runs.map((run) => [run.runId, digestOfRun(run)]));
}

function digestOfRun({ last, events, messages, failure }: RecalledRun): HistoryDigest {
  if (failure !== undefined || last === undefined) return { ...NOBODY, state: failure ?? 'nothing was recorded' };
  return { state: last.digest, events: sha256(events), messages: sha256(messages) };
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
