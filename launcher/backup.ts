import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadEnvFile, readEnv } from '../config/env.ts';
import { type ArchiveKey, archiveKey } from './archive/archive-key.ts';
import { makeBackup } from './archive/make-backup.ts';
import { ArchiveError } from './archive/manifest.ts';
import { rotateBackups } from './archive/rotate.ts';
import { reachStores } from './reach-stores.ts';
import { reportFailure } from './report-failure.ts';

const USAGE = '用法 usage: npm run backup [-- [FILE] [--keep-days N] [--unencrypted]]';

/** `backups/league-reorg-20260701-173000.tar.gz.age` beside the data folder, so that it outlives it. */
function defaultFile(dataDir: string, now: Date, key: ArchiveKey | undefined): string {
  const stamp = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const name = `league-reorg-${stamp.slice(0, 8)}-${stamp.slice(8)}.tar.gz${key ? '.age' : ''}`;
  return path.join(path.dirname(dataDir), 'backups', name);
}

function readArguments(): { file: string | undefined; keepDays: number | undefined; unencrypted: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'keep-days': { type: 'string' }, unencrypted: { type: 'boolean', default: false } },
    });
    const days = values['keep-days'];
    if (positionals.length > 1 || (days !== undefined && !/^[1-9]\d{0,3}$/.test(days))) throw new ArchiveError(USAGE);
    return { file: positionals[0], keepDays: days === undefined ? undefined : Number(days), unencrypted: values.unencrypted };
  } catch {
    throw new ArchiveError(USAGE);
  }
}

/** What a person has to know to open the file again. */
function howLocked(key: ArchiveKey | undefined): string {
  if (!key) return '文件没有加密，内含密钥和个人信息，请妥善保管 / not encrypted, and it holds the keys and personal data: keep it safe';
  if ('passphrase' in key) return '已用口令加密，口令请另行保存 / encrypted with the passphrase: keep that apart';
  return `已加密，密钥是 ${key.keyFile}：请另存一份到别处，丢失后谁也打不开 / encrypted; keep a copy of that key elsewhere, nobody opens it without`;
}

/** `npm run backup [-- FILE]`: both stores of the embedded engines, as of one instant, in one file; the service may run meanwhile. */
async function main(): Promise<void> {
  const asked = readArguments();
  loadEnvFile();
  const env = readEnv('launcher');
  if (env.TEMPORAL_ADDRESS !== undefined || env.MONGODB_URI !== undefined) {
    throw new ArchiveError(
      '环境中指定了外部服务，请用它们自己的工具备份，见 docs/operations/compose.md / external services are backed up by their own tools',
    );
  }
  const dataDir = path.resolve(env.DATA_DIR);
  const key = asked.unencrypted ? undefined : archiveKey(env);
  const file = path.resolve(asked.file ?? defaultFile(dataDir, new Date(), key));
  const began = Date.now();
  const reached = await reachStores(env, console.log);
  try {
    const { manifest, tries } = await makeBackup(reached, dataDir, file, { say: console.log, ...(key && { key }) });
    const documents = Object.values(manifest.collections).reduce((sum, count) => sum + count, 0);
    const size = (statSync(file).size / 1_000_000).toFixed(1);
    const seconds = ((Date.now() - began) / 1_000).toFixed(1);
    const removed = asked.keepDays === undefined ? [] : rotateBackups(file, asked.keepDays, new Date());
    console.log(
      [
        `已备份 ${manifest.runs} 个流程、${documents} 条数据：${file}（${size} MB，${seconds} 秒，第 ${tries} 次取得一致）`,
        `backed up ${manifest.runs} runs and ${documents} documents; every run was read to its end, and the file again`,
        howLocked(key),
        ...(manifest.secrets
          ? []
          : ['密钥来自环境变量，不在备份中，请另行保存 / the keys come from the environment and are not in it: keep them apart']),
        ...removed.map((old) => `已删除过期的备份 ${old} / removed an old backup`),
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
