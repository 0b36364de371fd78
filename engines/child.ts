import { spawn } from 'node:child_process';
import { closeSync, fstatSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { unwatchChild, watchChild } from './guard.ts';
import { openLog, rotateLog } from './log-file.ts';
import { isFree } from './ports.ts';
import { projectFolder } from './project-folder.ts';
import { whyItEnded } from './why-it-ended.ts';

/** How a child process is started. */
export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment; default: this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Its output goes here. */
  readonly log: string;
  /** How long SIGTERM may take before SIGKILL, in ms. */
  readonly graceMs: number;
  /** Ends it when aborted: for a start that is no longer wanted. */
  readonly signal?: AbortSignal | undefined;
}

/** How a child ended. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child process, and the ways to end it. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly log: string;
  /** How long its log was when it started: what came before was said by others. */
  readonly logFrom: number;
  readonly ended: Promise<ChildEnd>;
  /** Set once it has ended. */
  readonly end: () => ChildEnd | undefined;
  /** Asks it to end, insists after its grace (or after `graceMs`, if that is sooner), resolves once it is gone. */
  stop(graceMs?: number): Promise<ChildEnd>;
  /** As a crash would: SIGKILL, at once. Resolves once it is gone. */
  kill9(): Promise<ChildEnd>;
}

const logCheckMs = 60_000;

const living = new Set<Child>();

/** Every child of this process that runs now, also one that is not ready yet. */
export function livingChildren(): readonly Child[] {
  return [...living];
}

/**
 * Starts a child in a session of its own, so that a Ctrl-C in the terminal reaches the launcher alone, watched by the guard,
 * so that it does not outlive this process.
 * @throws when the command cannot be started
 */
export async function startChild(spec: ChildSpec): Promise<Child> {
  spec.signal?.throwIfAborted();
  const log = openLog(spec.log);
  const logFrom = fstatSync(log).size;
  const process_ = spawn(spec.command, spec.args, {
    cwd: projectFolder,
    detached: true,
    stdio: ['ignore', log, log],
    ...(spec.env === undefined ? {} : { env: spec.env }),
  });
  closeSync(log);
  await new Promise<void>((resolve, reject) => process_.once('spawn', resolve).once('error', reject));
  const pid = process_.pid as number;
  watchChild(pid);
  const rotation = setInterval(() => rotateLog(spec.log), logCheckMs).unref();
  const unwanted = () => process_.kill('SIGTERM');
  spec.signal?.addEventListener('abort', unwanted);
  let end: ChildEnd | undefined;
  const ended = new Promise<ChildEnd>((resolve) => {
    process_.once('exit', (code, signal) => {
      end = { code, signal };
      living.delete(child);
      unwatchChild(pid);
      clearInterval(rotation);
      spec.signal?.removeEventListener('abort', unwanted);
      resolve(end);
    });
  });
  const child: Child = {
    name: spec.name,
    pid,
    log: spec.log,
    logFrom,
    ended,
    end: () => end,
    stop: async (graceMs = spec.graceMs) => {
      if (end === undefined) process_.kill('SIGTERM');
      const insist = setTimeout(() => process_.kill('SIGKILL'), Math.min(graceMs, spec.graceMs));
      await ended;
      clearTimeout(insist);
      return ended;
    },
    kill9: () => {
      process_.kill('SIGKILL');
      return ended;
    },
  };
  if (end === undefined) living.add(child);
  return child;
}

/** Thrown when a child ended, or did not answer in time, before it was ready; the message ends with the last lines of its log. */
export class ChildNotReadyError extends Error {
  override readonly name = 'ChildNotReadyError';

  /** @param said its log since it started */
  constructor(child: Pick<Child, 'name' | 'log'>, detail: string, said: string) {
    const why = whyItEnded(said);
    const told = why ? `\n${why.zh}\n${why.en}` : ` ${whatItSaid(said)}`;
    super(`${child.name} 未能启动（${detail}），日志 ${child.log} / ${child.name} did not become ready, see its log.${told}`.trim());
  }
}

/** Thrown when a child ended because somebody else listens on its port: another one may be chosen. */
export class PortTakenError extends ChildNotReadyError {}

/** Where a child was to listen. */
export interface Endpoint {
  readonly port: number;
  readonly host?: string;
}

/**
 * @param endpoints where it was to listen
 * @throws {ChildNotReadyError} always, after stopping what is left of the child; {@link PortTakenError} when somebody else listens there
 */
export async function notReady(child: Child, problem = 'no answer', endpoints: readonly Endpoint[] = []): Promise<never> {
  const end = child.end();
  const detail = end === undefined ? problem : `exit ${end.code ?? end.signal}`;
  if (end === undefined) await child.kill9();
  const log = await readFile(child.log).catch(() => Buffer.alloc(0));
  const said = log.subarray(log.length >= child.logFrom ? child.logFrom : 0).toString('utf8');
  // Once the child is gone, whoever still listens is somebody else.
  const free = await Promise.all(endpoints.map(({ port, host }) => isFree(port, host)));
  const Kind = free.includes(false) ? PortTakenError : ChildNotReadyError;
  throw new Kind(child, detail, said);
}

/** The last lines of a log, after the line that a crash began with: what is printed last is a stack trace, or what another thread said. */
function whatItSaid(log: string): string {
  const lines = log.trim().split('\n');
  const last = lines.slice(-3);
  const crash = lines.slice(-1_000, -3).findLast((line) => /^(panic|fatal error|error):|"(fatal|panic)"/i.test(line));
  return [...(crash === undefined ? [] : [crash.slice(0, 600)]), last.join('\n').slice(-600)].join('\n');
}
