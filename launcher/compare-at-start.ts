import { createHash } from 'node:crypto';
import { type Client, type Connection, Client as TemporalClient } from '@temporalio/client';
import { readNamespaceMark, writeNamespaceMark } from '../config/namespace-mark.ts';
import { connectTemporal } from '../config/temporal.ts';
import { voucherKeysSchema } from '../config/voucher-keys.ts';
import type { StoresTrouble } from '../domain/language/stores-trouble.ts';
import { campaigns } from '../store/campaigns.ts';
import { openStore, type Store } from '../store/database.ts';
import { clearTrouble, installationId, markTold, nextMark, noteKeys, noteTrouble, readStoresMark } from '../store/stores-mark.ts';

/** Thrown when the two stores do not belong together, or one of them is gone: running on would make it worse. */
export class StoresApartError extends Error {
  override readonly name = 'StoresApartError';
}

/** Both stores, as a start finds them. */
export interface FoundStores {
  readonly temporalAddress: string;
  readonly mongodbUri: string;
  readonly namespace: string;
  readonly database: string;
  /** As `VOUCHER_KEYS` takes them: what the services sign with. */
  readonly voucherKeys?: string;
}

const RUNS = "WorkflowType IN ('reorganizeCounty', 'reorganizeTownship')";
const wayOut = [
  '请恢复最近的备份：npm run restore -- 文件 --force，然后 npm start、npm run verify。',
  'Restore the newest backup: npm run restore -- FILE --force, then npm start and npm run verify.',
];

function apart(zh: string, en: string): StoresApartError {
  return new StoresApartError([zh, en, ...wayOut].join('\n'));
}

async function startedCampaigns(store: Store): Promise<number> {
  return campaigns(store).countDocuments({ status: 'started' });
}

async function runsOf(client: Client): Promise<number> {
  return (await client.workflow.count(RUNS)).count;
}

/**
 * Whether the two stores belong together and are equally far, by the installation's id and a mark that both carry: one question to each,
 * whatever the number of runs. Sets the next mark, so that a copy of either store from before this start is known for what it is.
 * @returns what is wrong with stores that the service can run on
 * @throws {StoresApartError} when it cannot: one store is missing, or they are of two installations
 */
export async function compareStores(store: Store, connection: Connection, namespace: string): Promise<StoresTrouble | undefined> {
  const client = new TemporalClient({ connection, namespace });
  const [here, there] = [await readStoresMark(store), await readNamespaceMark(connection, namespace)];
  const runs = here?.id === undefined ? await runsOf(client) : 0;
  if (here?.id === undefined && (there || (runs > 0 && (await startedCampaigns(store)) === 0))) {
    throw apart(
      `数据库里没有本系统的数据，流程引擎里却有（${runs} 个流程）：数据库丢失或被清空了。没有作任何改动。`,
      `The database holds nothing of this installation, Temporal does (${runs} runs): the database is missing or was emptied. Nothing was changed.`,
    );
  }
  if (!there && (await startedCampaigns(store)) > 0 && (await runsOf(client)) === 0) {
    throw apart(
      '流程引擎里没有任何流程，数据库里却有已启动的工作：流程库丢失或被清空了。没有作任何改动。',
      'Temporal holds no runs, though the database has work that was started: its database is missing or was emptied. Nothing was changed.',
    );
  }
  if (there && here?.id !== undefined && there.installation !== here.id) {
    throw apart(
      '数据库和流程引擎属于两套不同的系统，不能一起使用。没有作任何改动。',
      'The database and Temporal belong to two different installations and cannot be used together. Nothing was changed.',
    );
  }
  const trouble = !there ? undefined : apartBy(there.mark, here?.mark ?? 0, here?.told ?? 0);
  const installation = await installationId(store);
  if (trouble) await noteTrouble(store, trouble, new Date());
  const next = await nextMark(store, new Date(), there?.mark ?? 0);
  await writeNamespaceMark(connection, namespace, { installation, mark: next?.mark ?? 0 });
  if (next) await markTold(store, next.mark);
  return trouble ?? here?.trouble?.kind;
}

function apartBy(temporal: number, mongodb: number, told: number): StoresTrouble | undefined {
  if (temporal > mongodb) return 'repairing';
  return temporal < told ? 'temporal-older' : undefined;
}

/** A digest of each key, by which it is known again and not guessed. */
function digestsOf(voucherKeys: string): string[] {
  return voucherKeysSchema.parse(voucherKeys).map(({ secret }) => createHash('sha256').update('voucher key ').update(secret).digest('hex'));
}

function foreignKeys(): StoresApartError {
  return new StoresApartError(
    [
      '密钥不是这套数据的（secrets.json 或 VOUCHER_KEYS 来自另一套系统）：用它启动，已发出的凭证和待生效的办理都会失效。没有启动。请把原来的 secrets.json 从备份里取回；更换 VOUCHER_KEYS 时，请把旧的留在后面。',
      'The keys are not those of this data (secrets.json or VOUCHER_KEYS of another installation): every voucher would become invalid. Nothing was started. Take secrets.json from a backup; when you change VOUCHER_KEYS, keep the old one behind the new.',
    ].join('\n'),
  );
}

/** {@link compareStores} where the stores are. */
export async function compareFoundStores(found: FoundStores): Promise<StoresTrouble | undefined> {
  const store = openStore(found.mongodbUri, found.database, 'league-reorg launcher');
  const connection = await connectTemporal({ TEMPORAL_ADDRESS: found.temporalAddress });
  try {
    const trouble = await compareStores(store, connection, found.namespace);
    if (found.voucherKeys !== undefined && !(await noteKeys(store, digestsOf(found.voucherKeys)))) throw foreignKeys();
    return trouble;
  } finally {
    await connection.close();
    await store.client.close();
  }
}

/** Keeps what a repair left: nothing, or that something could not be put right. */
export async function noteRepaired(store: Store, left: number): Promise<void> {
  if (left === 0) await clearTrouble(store);
  else await noteTrouble(store, 'mongodb-older', new Date());
}
