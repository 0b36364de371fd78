import { readEnv } from '../config/env.ts';
import { prepareNamespace } from '../config/namespace.ts';
import { connectTemporal } from '../config/temporal.ts';
import { storesTroubleText } from '../domain/language/stores-trouble.ts';
import { openStore } from '../store/database.ts';
import { prepareIndexes } from '../store/indexes.ts';
import { compareStores } from './compare-at-start.ts';
import { reportFailure } from './report-failure.ts';

/**
 * One-shot setup for an installation on external services: namespace with its search attributes, indexes, and whether the two stores
 * belong together. Safe to repeat.
 */
async function main(): Promise<void> {
  const env = readEnv('setup');
  const connection = await connectTemporal(env);
  const store = openStore(env.MONGODB_URI, env.MONGODB_DATABASE, 'league-reorg setup', 120_000);
  try {
    await prepareNamespace(connection, env.TEMPORAL_NAMESPACE, 120_000);
    await prepareIndexes(store);
    const trouble = await compareStores(store, connection, env.TEMPORAL_NAMESPACE);
    if (trouble)
      console.error(`${storesTroubleText(trouble, 'zh-Hans')}\n${storesTroubleText(trouble, 'en')}\n→ npm run verify -- --repair`);
    console.log(`命名空间 ${env.TEMPORAL_NAMESPACE} 和数据库 ${env.MONGODB_DATABASE} 已就绪 / ready`);
  } finally {
    await connection.close();
    await store.client.close();
  }
}

try {
  await main();
} catch (error) {
  reportFailure(error);
}
