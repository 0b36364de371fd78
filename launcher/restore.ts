import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadEnvFile, readEnv } from '../config/env.ts';
import { ASIDE_KEPT_DAYS } from '../engines/leftovers.ts';
import { archiveKey } from './archive/archive-key.ts';
import { ArchiveError } from './archive/manifest.ts';
import { restoreBackup } from './archive/restore-backup.ts';
import { reportFailure } from './report-failure.ts';

/** `npm run restore -- FILE [--force]`: puts a backup into the data folder; nothing may run there. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { force: { type: 'boolean', default: false } } });
  const [file] = positionals;
  if (file === undefined) throw new ArchiveError('用法 usage: npm run restore -- FILE [--force]');
  loadEnvFile();
  const env = readEnv('launcher');
  if (env.TEMPORAL_ADDRESS !== undefined || env.MONGODB_URI !== undefined) {
    throw new ArchiveError(
      '环境中指定了外部服务，请用它们自己的工具恢复，见 docs/operations/compose.md / external services are restored by their own tools',
    );
  }
  const dataDir = path.resolve(env.DATA_DIR);
  const { manifest, before } = await restoreBackup(path.resolve(file), dataDir, {
    force: values.force,
    key: archiveKey(env),
    say: console.log,
  });
  console.log(
    [
      `已恢复 ${manifest.madeAt} 的备份：${manifest.runs} 个流程 / restored: ${manifest.runs} runs, as of ${manifest.madeAt}`,
      ...(before === undefined
        ? []
        : [`原有数据保存在 ${before}，${ASIDE_KEPT_DAYS} 天后自动删除 / what was there is kept there for ${ASIDE_KEPT_DAYS} days`]),
      ...(manifest.secrets ? [] : ['备份不含密钥：请设置当时的 VOUCHER_KEYS 和 SESSION_SECRET / set the keys of that time']),
      '接下来：npm start，然后 npm run verify / next: npm start, then npm run verify',
    ].join('\n'),
  );
}

try {
  await main();
} catch (error) {
  reportFailure(error);
}
