import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadEnvFile, readEnv } from '../config/env.ts';
import { openStore } from '../store/database.ts';
import { people } from '../store/people.ts';
import { clearTrouble } from '../store/stores-mark.ts';
import { reachStores } from './reach-stores.ts';
import { reportFailure } from './report-failure.ts';
import { tellReport } from './verify/tell.ts';
import { type VerifyReport, verifyStores } from './verify/verify-stores.ts';

/**
 * `npm run verify [-- --repair] [-- --json]`: compares MongoDB with the histories of every run, both ways, on the system that runs here,
 * on the data folder of one that does not, or on the external services that the environment names. Ends with 1 when anything differs
 * (with `--repair`: that could not be put right).
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
    const accounts = report.differences.flatMap(({ account }) => (account === undefined ? [] : [account]));
    const named = await people(store)
      .find({ _id: { $in: accounts } }, { projection: { name: 1 } })
      .toArray();
    console.log(tellReport(report, new Map(named.map((person) => [person._id, person]))));
    if (values.json) console.log(JSON.stringify(summaryOf(report)));
    const left = report.differences.length - report.repaired.length;
    // Whoever repairs has read what cannot be repaired: the pages need not say it any longer.
    if (left === 0 || values.repair) await clearTrouble(store);
    if (left > 0) process.exitCode = 1;
  } finally {
    await store.client.close();
    await reached.close();
  }
}

function summaryOf({ repaired, ...report }: VerifyReport): object {
  return { ...report, repaired: repaired.length };
}

try {
  await main();
} catch (error) {
  reportFailure(error);
}
