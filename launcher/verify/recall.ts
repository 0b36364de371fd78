import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { machineEnv } from '../../config/env.ts';
import { projectFolder } from '../../engines/project-folder.ts';
import type { ReachedStores } from '../reach-stores.ts';
import { type RecalledRun, recalledRunSchema } from './recalled-run.ts';

/** Thrown when the histories could not be read or replayed at all. */
export class RecallError extends Error {
  override readonly name = 'RecallError';
}

/**
 * Has every run tell what it recorded, from its history alone (`worker/recall`): no worker is asked and nothing is written.
 * @param workFolder keeps the bundle that replays, for the next time
 * @param workflowIds only these; all when there are none
 * @throws {RecallError} with the last words of the process that replays
 */
export async function* recall(
  { temporalAddress, namespace }: Pick<ReachedStores, 'temporalAddress' | 'namespace'>,
  workFolder: string,
  workflowIds: readonly string[] = [],
): AsyncGenerator<RecalledRun> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(projectFolder, 'worker/recall/main.ts'), ...workflowIds], {
    cwd: projectFolder,
    env: { ...machineEnv(), TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: namespace, DATA_DIR: workFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-4_000);
  });
  const ended = once(child, 'close');
  try {
    for await (const line of createInterface({ input: child.stdout })) yield recalledRunSchema.parse(JSON.parse(line));
    const [code] = (await ended) as [number | null];
    if (code !== 0) throw new RecallError(`流程记录无法重放 / the histories could not be replayed: ${words.trim().slice(-1_500)}`);
  } finally {
    child.kill();
  }
}
