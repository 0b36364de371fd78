import { fileURLToPath } from 'node:url';
import { wholeEnv } from '../config/env.ts';
import type { Engine } from './catalogue.ts';
import { download } from './download.ts';
import { projectFolder } from './project-folder.ts';

const script = fileURLToPath(new URL('official-download.ts', import.meta.url));

/**
 * Fetches the engine from its makers' site, through the library that Temporal or the MongoDB community keeps for that.
 * @returns the folder's executable
 * @throws with the reason in one line; on a closed network within ten seconds
 */
export async function downloadOfficial(engine: Engine, folder: string): Promise<string> {
  const result = await download({
    label: engine.name,
    command: process.execPath,
    args: ['--import', 'tsx', script, engine.name, folder],
    cwd: projectFolder,
    // Its own three retries would hold up the next way by seven seconds.
    env: wholeEnv({ MONGOMS_MAX_RETRIES: '0' }),
    folder,
    firstByteMs: 10_000,
    stallMs: 60_000,
    totalMs: 300_000,
  });
  if ('failure' in result) throw new Error(result.failure);
  return result.output.trim().split('\n').at(-1) ?? '';
}
