import { spawn } from 'node:child_process';
import type { Engine } from './catalogue.ts';

/** An executable that was tried: usable with its version (`''` where it tells none), or not and why. */
export type Probe = { readonly ok: true; readonly version: string } | { readonly ok: false; readonly reason: string };

interface Run {
  readonly output: string;
  readonly failure?: string;
}

function run(file: string, args: readonly string[], timeoutMs: number): Promise<Run> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs, killSignal: 'SIGKILL' });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(0, 10_000);
      });
    }
    child.on('error', (error) => resolve({ output, failure: error.message }));
    child.on('close', (code, signal) => {
      const lacksLibrary = code === 127 || /error while loading shared libraries/.test(output);
      if (signal !== null) resolve({ output, failure: `ended by ${signal}` });
      else if (lacksLibrary) resolve({ output, failure: output.trim().split('\n').at(-1) ?? 'exit code 127' });
      else resolve({ output });
    });
  });
}

/** Runs an executable to see whether it is this engine, starts on this machine, and is new enough. */
export async function probe(engine: Engine, file: string): Promise<Probe> {
  const { output, failure } = await run(file, engine.probe.args, 20_000);
  if (failure !== undefined) return { ok: false, reason: failure };
  if (engine.probe.version === undefined) return { ok: true, version: '' };
  const match = engine.probe.version.exec(output);
  if (match === null) return { ok: false, reason: `${file}: unknown output of ${engine.probe.args.join(' ')}` };
  const [major, minor] = [Number(match[1]), Number(match[2])];
  const [wantedMajor, wantedMinor] = engine.minimum;
  const version = /\d+(\.\d+)+/.exec(match[0])?.[0] ?? '';
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
    ? { ok: true, version }
    : { ok: false, reason: `${version} < ${wantedMajor}.${wantedMinor}` };
}
