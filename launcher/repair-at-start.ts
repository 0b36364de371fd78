import { openStore } from '../store/database.ts';
import { type FoundStores, noteRepaired } from './compare-at-start.ts';
import { verifyStores } from './verify/verify-stores.ts';

/** Completes MongoDB from the runs, while the service runs and its pages say so; then says what is left. */
export async function repairFoundStores(found: FoundStores, workFolder: string, say: (line: string) => void): Promise<void> {
  const store = openStore(found.mongodbUri, found.database, 'league-reorg launcher');
  try {
    const report = await verifyStores({ reached: { ...found, service: 'running' }, store, workFolder, repair: true });
    const left = report.differences.length - report.repaired.length;
    await noteRepaired(store, left);
    say(
      left === 0
        ? `数据库已按流程补齐（${report.repaired.length} 处） / the database is complete again, ${report.repaired.length} repairs`
        : `数据库已补齐 ${report.repaired.length} 处，还有 ${left} 处补不回：npm run verify / ${left} things could not be repaired: npm run verify`,
    );
  } catch (error) {
    say(`数据库没有补齐，请运行 npm run verify -- --repair / not repaired, run npm run verify -- --repair: ${String(error).slice(0, 300)}`);
  } finally {
    await store.client.close();
  }
}
