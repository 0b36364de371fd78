import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { digestOf } from '../../store/digests.ts';

/** Of a replayed run (worker/replay, launcher/verify), what is digested. */
interface Replayed {
  readonly last?: { readonly digest: string } | undefined;
  readonly events: readonly object[];
  readonly messages: readonly object[];
  readonly failure?: string | undefined;
}

/** What a run comes to when its history is replayed: digests of its last record, of its events, and of its messages with their receipts. */
export interface HistoryDigest {
  readonly state: string;
  readonly events: string;
  readonly messages: string;
}

/** Beside kept histories, what each of them came to when it was kept: a rule that changes it does not pass unseen. */
const FILE = 'digests.json';

/** By the history's name; none where nothing was kept yet. */
export async function keptDigests(folder: string): Promise<Record<string, HistoryDigest>> {
  const text = await readFile(path.join(folder, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  return JSON.parse(text) as Record<string, HistoryDigest>;
}

/** Those of the same names are replaced, others stay. */
export async function keepDigests(digests: Readonly<Record<string, HistoryDigest>>, folder: string): Promise<void> {
  const all = { ...(await keptDigests(folder)), ...digests };
  const sorted = Object.fromEntries(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)));
  await writeFile(path.join(folder, FILE), `${JSON.stringify(sorted, null, 2)}\n`);
}

/** A run that cannot be replayed says why in the place of its state. */
export function digestOfRun({ last, events, messages, failure }: Replayed): HistoryDigest {
  if (failure !== undefined || last === undefined) return { state: failure ?? 'nothing was recorded', events: '', messages: '' };
  return { state: last.digest, events: digestOf(events), messages: digestOf(messages) };
}
