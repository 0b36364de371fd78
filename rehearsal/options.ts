import path from 'node:path';
import { parseArgs } from 'node:util';
import { type KillOrder, readKillOrder } from './kills.ts';

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
  /** Which processes are killed on which plan days; undefined: none. */
  readonly kill?: KillOrder;
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
const PACE = { min: 100, max: 86_400_000 } as const;
const YEAR = { min: 2000, max: 2099 } as const;
const DEFAULT_IDLE = 200;
const IDLE = { min: 0, max: 10_000 } as const;
const RESTORE = { min: 4, max: 210 } as const;
const SEED = { min: 0, max: 999_999_999 } as const;

export const USAGE = `npm run rehearse -- [选项 options]
  --pace 毫秒 MS        一个计划日的毫秒数（${PACE.min} 到 ${PACE.max}），默认 ${DEFAULT_PACE} / ms per plan day
  --year 年份 YEAR      按哪一年演（${YEAR.min} 到 ${YEAR.max}），默认 ${DEFAULT_YEAR} / year played
  --county 文件 FILE    县文件（YAML 或 CSV），默认自带的例子 / county file, default the project's own example
  --keep                演完不关，供查看，Ctrl-C 结束 / leave everything running, Ctrl-C ends it
  --idle 次数 N         演完后在空闲的系统上再审批多少次，测量用时，默认 ${DEFAULT_IDLE} / decisions timed afterwards
  --kill 中断 KILLS     temporal@60,mongod@100,worker@140,api@180：第几个计划日强行中断哪个进程（kill -9），几秒后重启；
                        random:N：随机中断 N 次 / kill processes on plan days and start them again
  --restore 天 DAY      第几个计划日备份、全部删除、恢复后继续 / back up, delete everything, restore and go on
  --seed 种子 SEED      随机中断的种子，默认 1 / seed of random kills
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
  const kill = killOrder(values.kill, whole('seed', values.seed, 1, SEED));
  const restore = values.restore === undefined ? undefined : whole('restore', values.restore, 0, RESTORE);
  if (kill && restore !== undefined) throw new OptionError('--kill --restore：一次只能选一种 / one of the two at a time');
  return {
    pace: whole('pace', values.pace, DEFAULT_PACE, PACE),
    year: whole('year', values.year, DEFAULT_YEAR, YEAR),
    county: path.resolve(values.county ?? exampleCounty),
    keep: values.keep ?? false,
    json: values.json ?? false,
    idle: whole('idle', values.idle, DEFAULT_IDLE, IDLE),
    ...(kill ? { kill } : {}),
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
        kill: { type: 'string' },
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

function killOrder(text: string | undefined, seed: number): KillOrder | undefined {
  if (text === undefined) return undefined;
  const order = readKillOrder(text, seed);
  if (order) return order;
  throw new OptionError(
    `--kill ${text}：应如 temporal@60,api@180 或 random:20 / must be like temporal@60,api@180 or random:20\n\n${USAGE}`,
  );
}
