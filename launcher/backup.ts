import { statSync } from 'node:fs';
import path from 'node:path';
import { loadEnvFile, readEnv } from '../config/env.ts';
import { makeBackup } from './archive/make-backup.ts';
import { ArchiveError } from './archive/manifest.ts';
import { reachStores } from './reach-stores.ts';
import { reportFailure } from './report-failure.ts';

/** `backups/league-reorg-20260701-173000.tar.gz` beside the data folder, so that it outlives it. */
function defaultFile(dataDir: string, now: Date): string {
  const stamp = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().replaceAll(/\D/g, '').slice(0, 14);
  return path.join(path.dirname(dataDir), 'backups', `league-reorg-${stamp.slice(0, 8)}-${stamp.slice(8)}.tar.gz`);
}

/** `npm run backup [-- FILE]`: both stores of the embedded engines, as of one instant, in one file; the service may run meanwhile. */
async function main(): Promise<void> {
  loadEnvFile();
  const env = readEnv('launcher');
  if (env.TEMPORAL_ADDRESS !== undefined || env.MONGODB_URI !== undefined) {
    throw new ArchiveError(
      '环境中指定了外部服务，请用它们自己的工具备份，见 docs/operations/compose.md / external services are backed up by their own tools',
    );
  }
  const dataDir = path.resolve(env.DATA_DIR);
  const file = path.resolve(process.argv[2] ?? defaultFile(dataDir, new Date()));
  const began = Date.now();
  const reached = await reachStores(env, console.log);
  try {
    const { manifest, tries } = await makeBackup(reached, dataDir, file);
    const documents = Object.values(manifest.collections).reduce((sum, count) => sum + count, 0);
    const size = (statSync(file).size / 1_000_000).toFixed(1);
    const seconds = ((Date.now() - began) / 1_000).toFixed(1);
    console.log(
      [
        `已备份 ${manifest.runs} 个流程、${documents} 条数据：${file}（${size} MB，${seconds} 秒，第 ${tries} 次取得一致）`,
        `backed up ${manifest.runs} runs and ${documents} documents`,
        manifest.secrets
          ? '文件内含密钥和个人信息，请妥善保管 / it holds the keys and personal data: keep it safe'
          : '密钥来自环境变量，不在备份中，请另行保存 / the keys come from the environment and are not in it: keep them apart',
      ].join('\n'),
    );
  } finally {
    await reached.close();
  }
}

try {
  await main();
} catch (error) {
  reportFailure(error);
}
