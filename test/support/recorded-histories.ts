import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import proto from '@temporalio/proto';
import type { History } from './history.ts';

/** Where recorded histories are kept: one file per run, protobuf, gzipped. */
export const HISTORIES = path.resolve(import.meta.dirname, '..', 'histories');
const ENDING = '.pb.gz';

/** The workflow id of the recorded county: it names its townships' runs after its own. */
export const COUNTY_RUN = 'reorganization/lanyu/2012-county';

const { History: Encoding } = proto.temporal.api.history.v1;

/** Keeps a history; the one of that name is replaced. */
export async function keepHistory(name: string, history: History, folder = HISTORIES): Promise<void> {
  await mkdir(folder, { recursive: true });
  const bytes = Encoding.encode(history).finish();
  await writeFile(path.join(folder, `${name}${ENDING}`), gzipSync(bytes, { level: 9 }));
}

export async function readHistory(name: string, folder = HISTORIES): Promise<History> {
  return Encoding.decode(gunzipSync(await readFile(path.join(folder, `${name}${ENDING}`))));
}

/** The names of the recorded runs. */
export async function recordedNames(folder = HISTORIES): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
}
