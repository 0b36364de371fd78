import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, isGrpcServiceError } from '@temporalio/client';
import { SearchAttributeType } from '@temporalio/common';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import { searchAttributes } from './search-attributes.ts';

/** How long a closed run stays readable, in days (ten years). The `default` namespace of the CLI's server forgets after one. */
export const retentionDays = 3_650;

const retentionMs = retentionDays * 86_400_000;

/** gRPC's code for a namespace that is there already. */
const alreadyExists = 6;

/** Temporal's numbers for the types (IndexedValueType), as the operator service takes them. */
export const indexedValueType: Record<SearchAttributeType, number> = {
  [SearchAttributeType.TEXT]: 1,
  [SearchAttributeType.KEYWORD]: 2,
  [SearchAttributeType.INT]: 3,
  [SearchAttributeType.DOUBLE]: 4,
  [SearchAttributeType.BOOL]: 5,
  [SearchAttributeType.DATETIME]: 6,
  [SearchAttributeType.KEYWORD_LIST]: 7,
};

const wanted = Object.values(searchAttributes);

/** Thrown when the namespace is not usable in time, or holds a search attribute of another type. */
export class NamespaceError extends Error {
  override readonly name = 'NamespaceError';
}

async function registerNamespace(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      description: '团组织格局创新 league reorganization',
      workflowExecutionRetentionPeriod: msToTs(retentionMs),
    });
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== alreadyExists) throw error;
  }
}

async function keepRetention(connection: Connection, namespace: string): Promise<void> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  if (optionalTsToMs(config?.workflowExecutionRetentionTtl) === retentionMs) return;
  await connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: msToTs(retentionMs) },
  });
}

/** Registers what is missing; true once every search attribute is there with its type. */
async function registerSearchAttributes(connection: Connection, namespace: string): Promise<boolean> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const there = new Map(Object.entries(customAttributes ?? {}));
  for (const { name, type } of wanted) {
    const found = there.get(name);
    if (found !== undefined && found !== indexedValueType[type]) {
      throw new NamespaceError(
        `命名空间 ${namespace} 的搜索属性 ${name} 类型不符 / search attribute ${name} of namespace ${namespace} has another type`,
      );
    }
  }
  const missing = wanted.filter(({ name }) => !there.has(name));
  if (missing.length === 0) return true;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map(({ name, type }) => [name, indexedValueType[type]])),
  });
  return false;
}

/**
 * Makes the project's own namespace ready: registered with ten years' retention, search attributes in it, and usable:
 * a list by one of them is answered. Running it again changes nothing. Several processes may run it at once.
 * @param timeoutMs how long to try while the server's caches catch up, or while it is still starting
 * @throws {NamespaceError} when an attribute has another type, or when it is not usable in time (`cause`: the last failure)
 */
export async function prepareNamespace(connection: Connection, namespace: string, timeoutMs = 30_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const usable = await connection.withDeadline(Math.min(deadline, Date.now() + 5_000), async () => {
        await registerNamespace(connection, namespace);
        await keepRetention(connection, namespace);
        if (!(await registerSearchAttributes(connection, namespace))) return false;
        const query = `${searchAttributes.DueAt.name} < "2000-01-01T00:00:00Z" AND ${searchAttributes.County.name} = "-"`;
        await connection.workflowService.countWorkflowExecutions({ namespace, query });
        return true;
      });
      if (usable) return;
    } catch (error) {
      if (error instanceof NamespaceError) throw error;
      last = error;
    }
    await sleep(100);
  }
  throw new NamespaceError(`命名空间 ${namespace} 在 ${timeoutMs} 毫秒内未就绪 / namespace ${namespace} is not usable yet`, {
    cause: last,
  });
}
