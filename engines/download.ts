import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { folderBytes, showProgress } from './progress.ts';

/** A command that downloads into a folder. */
export interface Download {
  readonly label: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly totalBytes?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Given up when the folder holds nothing after this time: a closed network often swallows packets instead of refusing them. */
  readonly firstByteMs: number;
  /** Given up when the folder has not grown for this time. */
  readonly stallMs: number;
  /** Given up after this time, however it goes: another way may be faster. */
  readonly totalMs: number;
}

interface End {
  readonly code: number | null;
  readonly failure?: string;
}

function ended(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, failure: error.message }));
    child.on('close', (code) => resolve({ code }));
  });
}

/** What the command printed, or in one line why it failed. */
export type DownloadResult = { readonly output: string } | { readonly failure: string };

/** The line that names the error; stack traces, warnings and notices stand around it. */
function reasonIn(output: string): string | undefined {
  const lines = output.split('\n').map((line) => line.trim());
  const error = lines.find((line) => /^\[?[A-Za-z]*error\b/i.test(line)) ?? lines.findLast((line) => line !== '');
  return error?.slice(0, 200);
}

/** Runs the command, shows how far it is, and gives up when nothing comes. */
export async function download(task: Download): Promise<DownloadResult> {
  const child = spawn(task.command, task.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: task.cwd,
    ...(task.env === undefined ? {} : { env: task.env }),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-4_000);
    });
  }
  const progress = showProgress(task.label, task.totalBytes);
  const end = ended(child);
  let result: End | undefined;
  const began = Date.now();
  let [bytes, grewAt] = [0, began];
  try {
    while (result === undefined) {
      result = await Promise.race([end, sleep(200).then(() => undefined)]);
      const now = await folderBytes(task.folder);
      if (now !== bytes) [bytes, grewAt] = [now, Date.now()];
      progress.update(bytes);
      const quietMs = Date.now() - grewAt;
      if (quietMs > (bytes === 0 ? task.firstByteMs : task.stallMs) || Date.now() - began > task.totalMs) {
        child.kill('SIGKILL');
        await end;
        return { failure: bytes === 0 ? 'no answer' : `gave up after ${Math.round(bytes / 1_000_000)} MB` };
      }
    }
  } finally {
    progress.done();
  }
  if (result.code === 0) return { output };
  return { failure: result.failure ?? reasonIn(output) ?? `exit code ${result.code}` };
}
