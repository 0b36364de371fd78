import path from 'node:path';
import { parseArgs } from 'node:util';
import { type FaultOrder, pausesAnything, readFaultOrder } from './fault-order.ts';

/** How a rehearsal is played; from the command line. */
export interface RehearsalOptions {
  /** Wall milliseconds per plan day. */
  readonly pace: number;
  /** Year the plan is played in. */
  readonly year: number;
  /** The county file, YAML or CSV. */
  readonly county: string;
  /** Leaves everything running afterwards. */
  readonly keep: boolean;
  /** The last line is one JSON object. */
  readonly json: boolean;
  /** How many decisions are timed on the idle system afterwards. */
  readonly idle: number;
  /** What happens to the processes; undefined: nothing. */
  readonly faults?: FaultOrder;
  /** Whether something else keeps every core busy meanwhile. */
  readonly load: boolean;
  /** The plan day on which everything is backed up, deleted and restored, the first being 1; undefined: none. */
  readonly restore?: number;
}

/** Thrown for a command line that cannot be read; the message is for a person. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/** The year of the sample county's reports. */
const DEFAULT_YEAR = 2012;
const DEFAULT_PACE = 1_000;
/** With pauses of up to forty seconds people need more of each day. */
const DEFAULT_PACE_OF_FAULTS = 2_000;
const PACE = { min: 100, max: 86_400_000 } as const;
const YEAR = { min: 2000, max: 2099 } as const;
const DEFAULT_IDLE = 200;
const IDLE = { min: 0, max: 10_000 } as const;
const RESTORE = { min: 4, max: 210 } as const;
const SEED = { min: 0, max: 999_999_999 } as const;

export const USAGE = `npm run rehearse -- [选项 options]
  --pace 毫秒 MS        一个计划日的毫秒数（${PACE.min} 到 ${PACE.max}），默认 ${DEFAULT_PACE} / ms per plan day
  --year 年份 YEAR      按哪一年演（${YEAR.min} 到 ${YEAR.max}），默认 ${DEFAULT_YEAR} / year played
  --county 文件 FILE    县名册（YAML 或 CSV），默认自带的例子 / county file, default the project's own example
  --keep                演完不关，供查看，Ctrl-C 结束 / leave everything running, Ctrl-C ends it
  --idle 次数 N         演完后在空闲的系统上再审批多少次，测量用时，默认 ${DEFAULT_IDLE} / decisions timed afterwards
  --faults 中断 FAULTS  random:N：随机 N 次，各种中断都有；或列出：kill:temporal@60、pause:mongod@62+20、stop:worker@70、start:api@80、
                        kill:all@90、pause:all@95+15：第几个计划日（可带小数）对哪个进程做什么，+ 秒数；@then 紧接上一个，
                        @twice 待某个流程接连记录两步之后。kill 强行中断，pause 暂停后继续（SIGSTOP、SIGCONT），stop 停止中、start 启动中再中断
                        / kill, pause, kill while stopping or starting; at a plan day, right after the one before, or once a run has recorded twice
                        此时 --pace 默认 ${DEFAULT_PACE_OF_FAULTS}，--idle 默认 0 / these defaults change then
  --kill 中断 KILLS     只强行中断：temporal@60,mongod@100 或 random:N / kills only
  --load                演练时另有程序占满所有处理器 / something else keeps every core busy
  --restore 天 DAY      第几个计划日备份、全部删除、恢复后继续 / back up, delete everything, restore and go on
  --seed 种子 SEED      随机中断的种子，默认 1 / seed of random faults
  --json                最后一行是一个 JSON 对象 / the last line is one JSON object`;

/**
 * Reads the command line.
 * @param exampleCounty the county file played unless another is named
 * @returns undefined when only help was asked for
 * @throws {OptionError}
 */
export function readOptions(args: readonly string[], exampleCounty: string): RehearsalOptions | undefined {
  const { values } = parsed(args);
  if (values.help) return undefined;
  const faults = faultOrder(values, whole('seed', values.seed, 1, SEED));
  const restore = values.restore === undefined ? undefined : whole('restore', values.restore, 0, RESTORE);
  if (faults && restore !== undefined)
    throw new OptionError('--faults（--kill）和 --restore：一次只能选一种 / faults or a restore: one of the two at a time');
  return {
    pace: whole('pace', values.pace, values.faults === undefined ? DEFAULT_PACE : DEFAULT_PACE_OF_FAULTS, PACE),
    year: whole('year', values.year, DEFAULT_YEAR, YEAR),
    county: path.resolve(values.county ?? exampleCounty),
    keep: values.keep ?? false,
    json: values.json ?? false,
    idle: whole('idle', values.idle, values.faults === undefined ? DEFAULT_IDLE : 0, IDLE),
    load: values.load ?? false,
    ...(faults ? { faults } : {}),
    ...(restore ? { restore } : {}),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        pace: { type: 'string' },
        year: { type: 'string' },
        county: { type: 'string' },
        keep: { type: 'boolean' },
        json: { type: 'boolean' },
        idle: { type: 'string' },
        faults: { type: 'string' },
        kill: { type: 'string' },
        load: { type: 'boolean' },
        restore: { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new OptionError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function whole(name: string, text: string | undefined, otherwise: number, { min, max }: { min: number; max: number }): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new OptionError(`--${name} ${text}：应为 ${min} 到 ${max} 的整数 / must be an integer from ${min} to ${max}`);
}

/** Kills alone are faults of one kind. */
function faultOrder({ faults, kill }: { readonly faults?: string; readonly kill?: string }, seed: number): FaultOrder | undefined {
  if (faults !== undefined && kill !== undefined) throw new OptionError('--faults --kill：一次只能选一种 / one of the two at a time');
  if (kill !== undefined) return readFaultOrder(kill, seed, 'kills') ?? refuse(`--kill ${kill}`, 'temporal@60,api@180', 'random:20');
  if (faults === undefined) return undefined;
  const order = readFaultOrder(faults, seed) ?? refuse(`--faults ${faults}`, 'pause:mongod@60+20,kill:temporal@twice', 'random:60');
  if (process.platform === 'win32' && pausesAnything(order))
    throw new OptionError('--faults：Windows 不能暂停进程 / Windows cannot pause a process');
  return order;
}

function refuse(what: string, list: string, random: string): never {
  throw new OptionError(`${what}：应如 ${list} 或 ${random} / must be like ${list} or ${random}\n\n${USAGE}`);
}
