import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { WorkflowHandle } from '@temporalio/client';
import proto from '@temporalio/proto';

/** A run's history as the client fetches it. */
export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

const ending = '.pb.gz';
const { History: Encoding } = proto.temporal.api.history.v1;

/** Keeps a history in a folder, as protobuf, gzipped; the one of that name is replaced. */
export async function keepHistory(name: string, history: History, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${name}${ending}`), gzipSync(Encoding.encode(history).finish(), { level: 9 }));
}

export async function readHistory(name: string, folder: string): Promise<History> {
  return Encoding.decode(gunzipSync(await readFile(path.join(folder, `${name}${ending}`))));
}

/** Names of the histories in a folder, sorted. */
export async function historyNames(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}
