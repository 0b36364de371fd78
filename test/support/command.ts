import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** A command that runs, and what it has printed so far. */
export interface RunningCommand {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Runs Node with these arguments; ended with the test if it still runs. */
export function runNode(args: readonly string[], env: NodeJS.ProcessEnv, cwd = process.cwd()): RunningCommand {
  return runCommand(process.execPath, args, env, cwd);
}

/** Runs a command; ended with the test if it still runs. */
export function runCommand(file: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd = process.cwd()): RunningCommand {
  let output = '';
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => ({ code: code as number | null, signal: signal as NodeJS.Signals | null }));
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  });
  return { process: child, output: () => output, ended };
}
