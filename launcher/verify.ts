import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadEnvFile, readEnv } from '../config/env.ts';
import { openStore } from '../store/database.ts';
import { clearTrouble } from '../store/stores-mark.ts';
import { reachStores } from './reach-stores.ts';
import { reportFailure } from './report-failure.ts';
import { namesIn } from './verify/names.ts';
import { SHOWN, tellReport } from './verify/tell.ts';
import { type VerifyReport, verifyStores } from './verify/verify-stores.ts';

/**
 * `npm run verify [-- --repair] [-- --json]`: compares MongoDB with the histories of every run, both ways, on the system that runs here,
 * on the data folder of one that does not, or on the external services that the environment names. Ends with 1 when anything differs
 * (with `--repair`: that could not be put right). A list too long for the screen, and whatever was taken back, is written to a file.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { repair: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } });
  loadEnvFile();
  const env = readEnv('launcher');
  const dataDir = path.resolve(env.DATA_DIR);
  const workFolder = existsSync(dataDir) ? dataDir : path.join(os.tmpdir(), 'league-reorg');
  const reached = await reachStores(env, (line) => console.error(line));
  const store = openStore(reached.mongodbUri, reached.database, 'league-reorg verify');
  try {
    // One question first: it is answered with where nobody answers.
    await store.db.command({ ping: 1 });
    const report = await verifyStores({ reached, store, workFolder, repair: values.repair });
    const names = await namesIn(store, report.differences);
    console.log(tellReport(report, names));
    const file = isLong(report) ? await keepReport(workFolder, tellReport(report, names, Number.POSITIVE_INFINITY)) : undefined;
    if (file) console.log(`全部清单 / the whole list: ${file}`);
    if (values.json) console.log(JSON.stringify({ ...report, repaired: report.repaired.length, ...(file ? { file } : {}) }));
    const left = report.differences.length - report.repaired.length;
    // Whoever repairs has read what cannot be repaired: the pages need not say it any longer.
    if (left === 0 || values.repair) await clearTrouble(store);
    if (left > 0) process.exitCode = 1;
  } finally {
    await store.client.close();
    await reached.close();
  }
}

function isLong({ differences, takenBack }: VerifyReport): boolean {
  return takenBack.length > 0 || differences.length > SHOWN;
}

/** For the operator alone: it names people. */
async function keepReport(workFolder: string, text: string): Promise<string> {
  const folder = path.join(workFolder, 'verify');
  const file = path.join(folder, `verify-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.txt`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, `${text}\n`, { mode: 0o600 });
  return file;
}

try {
  await main();
} catch (error) {
  reportFailure(error);
}
