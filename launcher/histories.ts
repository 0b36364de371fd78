import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '@temporalio/client';
import { loadEnvFile, readEnv } from '../config/env.ts';
import { connectTemporal } from '../config/temporal.ts';
import { projectFolder } from '../engines/project-folder.ts';
import { chooseRuns } from './histories/choose-runs.ts';
import { digestOfRun, type HistoryDigest, keepDigests } from './histories/history-digests.ts';
import { keepHistory } from './histories/history-files.ts';
import { rehearseAndKeep } from './histories/rehearsed-system.ts';
import { reachStores } from './reach-stores.ts';
import { reportFailure } from './report-failure.ts';
import { replay } from './verify/replay.ts';
import type { ReplayedRun } from './verify/replayed-run.ts';

const usage = [
  '用法 usage: npm run histories -- record [--rehearse] [--prefix 名称] [--out 文件夹]',
  '  --rehearse  先演练一遍（约四分钟），录制它的流程；否则录制正在运行的系统（DATA_DIR 或 TEMPORAL_ADDRESS）',
  '              plays a rehearsal first and records its runs; otherwise those of the system that runs here',
  '  --prefix    文件名前缀，如 v2- / begins the files’ names',
  '  --out       默认 test/histories / default: test/histories',
].join('\n');

/** `npm run histories -- record`: keeps the fewest histories that between them show everything that happened, for the replay test. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rehearse: { type: 'boolean', default: false }, prefix: { type: 'string', default: '' }, out: { type: 'string' } },
  });
  if (positionals[0] !== 'record') {
    console.log(usage);
    process.exitCode = positionals.length === 0 ? 0 : 1;
    return;
  }
  loadEnvFile();
  const folder = path.resolve(values.out ?? path.join(projectFolder, 'test', 'histories'));
  const source = values.rehearse ? await rehearseAndKeep([]) : await running();
  try {
    await record(source, folder, values.prefix);
  } finally {
    await source.stop();
  }
}

interface Source {
  readonly temporalAddress: string;
  readonly namespace: string;
  stop(): Promise<void>;
}

async function running(): Promise<Source> {
  const reached = await reachStores(readEnv('launcher'), console.log);
  return { temporalAddress: reached.temporalAddress, namespace: reached.namespace, stop: () => reached.close() };
}

async function record(source: Source, folder: string, prefix: string): Promise<void> {
  const dataDir = path.resolve(readEnv('launcher').DATA_DIR);
  const workFolder = existsSync(dataDir) ? dataDir : path.join(os.tmpdir(), 'league-reorg');
  const runs: ReplayedRun[] = [];
  for await (const run of replay(source, workFolder)) runs.push(run);
  const connection = await connectTemporal({ TEMPORAL_ADDRESS: source.temporalAddress });
  try {
    const client = new Client({ connection, namespace: source.namespace });
    const digests: Record<string, HistoryDigest> = {};
    for (const { name, run, shows } of chooseRuns(runs)) {
      const history = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
      await keepHistory(`${prefix}${name}`, history, folder);
      digests[`${prefix}${name}`] = digestOfRun(run);
      console.log(
        `${prefix}${name}：${history.events?.length ?? 0} 个事件 events，${shows.slice(0, 6).join('、')}${shows.length > 6 ? ' …' : ''}`,
      );
    }
    await keepDigests(digests, folder);
  } finally {
    await connection.close();
  }
}

try {
  await main();
} catch (error) {
  reportFailure(error);
}
