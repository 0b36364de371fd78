import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { projectFolder } from '../../engines/project-folder.ts';

/** A rehearsal that has been played to its end and whose system still runs. */
export interface RehearsedSystem {
  readonly temporalAddress: string;
  readonly namespace: string;
  stop(): Promise<void>;
}

const resultSchema = z.object({ engines: z.object({ temporal: z.string(), namespace: z.string() }) });

/**
 * Plays a rehearsal in a process of its own (some four minutes), and leaves its system running.
 * @throws when it ends before it has told its result
 */
export async function rehearseAndKeep(args: readonly string[]): Promise<RehearsedSystem> {
  const main = path.join(projectFolder, 'rehearsal/main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', main, '--keep', '--json', '--idle', '0', ...args], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) {
      console.log(line);
      continue;
    }
    const { engines } = resultSchema.parse(JSON.parse(line));
    return {
      temporalAddress: engines.temporal,
      namespace: engines.namespace,
      stop: async () => {
        child.kill('SIGINT');
        await ended;
      },
    };
  }
  await ended;
  throw new Error('演练没有完成，未录制 / the rehearsal did not get to its end; nothing was recorded');
}
