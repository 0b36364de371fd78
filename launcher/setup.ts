import { readEnv } from '../config/env.ts';
import { prepareNamespace } from '../config/namespace.ts';
import { connectTemporal } from '../config/temporal.ts';
import { openStore } from '../store/database.ts';
import { prepareIndexes } from '../store/indexes.ts';

/** One-shot setup for an installation on external services: namespace with its search attributes, and indexes. Safe to repeat. */
const env = readEnv('setup');
const store = openStore(env.MONGODB_URI, env.MONGODB_DATABASE, 'league-reorg setup', 120_000);
const connection = await connectTemporal(env);
try {
  await prepareNamespace(connection, env.TEMPORAL_NAMESPACE, 120_000);
  await prepareIndexes(store);
  console.log(`命名空间 ${env.TEMPORAL_NAMESPACE} 和数据库 ${env.MONGODB_DATABASE} 已就绪 / ready`);
} finally {
  await connection.close();
  await store.client.close();
}
