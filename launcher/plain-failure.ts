import { lstatSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { MongoNetworkError, MongoServerSelectionError, MongoTopologyClosedError } from 'mongodb';

/** What is wrong, and the way out, in one sentence each. */
interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** By the system's own codes. */
const BY_CODE: Readonly<Record<string, (where: string) => Sentence>> = {
  ENOTDIR: noFolder,
  EEXIST: noFolder,
  ELOOP: noFolder,
  EISDIR: noFile,
  EACCES: notYours,
  EPERM: notYours,
  EROFS: (where) => ({
    zh: `${where} 所在的磁盘是只读的：请改为可写，或检查磁盘是否故障。`,
    en: `${where} is on a read-only disk: make it writable, or see whether the disk fails.`,
  }),
  ENOSPC: full,
  EDQUOT: full,
  EIO: (where) => ({
    zh: `${where} 读写出错，磁盘可能故障：请尽快换磁盘并恢复最近的备份。`,
    en: `${where} cannot be read or written, the disk may be failing: replace it and restore the newest backup.`,
  }),
};

function noFolder(where: string): Sentence {
  return {
    zh: `${where} 应当是文件夹，却是文件，或是指向别处的失效链接：请移走它，或用 DATA_DIR 另外指定数据文件夹。`,
    en: `${where} should be a folder and is a file, or a link that leads nowhere: move it away, or name another data folder by DATA_DIR.`,
  };
}

/** Small files of a data folder that a start makes anew. */
const MADE_ANEW = ['engine.key', 'place.json', 'ports.json', 'running.json'];

function noFile(where: string): Sentence {
  const zh = `${where} 应当是文件，却是一个文件夹：请移走它`;
  const en = `${where} should be a file and is a folder: move it away`;
  const name = basename(where);
  if (name === 'secrets.json') return { zh: `${zh}，再从备份取回这个文件。`, en: `${en} and take the file from a backup.` };
  if (MADE_ANEW.includes(name)) return { zh: `${zh}，再启动一次，会重新生成。`, en: `${en} and start again: it is made anew.` };
  return { zh: `${zh}，或另外指定文件。`, en: `${en}, or name another file.` };
}

function notYours(where: string): Sentence {
  return {
    zh: `${where} 没有读写权限，可能属于另一个用户：请用原来的用户运行，或把文件夹的所有者改为当前用户（chown -R）。`,
    en: `${where} may not be read or written, it may belong to another user: run as that user, or give the folder to this one (chown -R).`,
  };
}

function full(where: string): Sentence {
  return {
    zh: `磁盘已满（${where}）：请至少清理出 2 GB 再试；已有的数据没有损坏。`,
    en: `The disk is full (${where}): free at least 2 GB and try again; what is there is not damaged.`,
  };
}

/** Addresses without what is secret in a URI. */
function mongoHosts(error: MongoServerSelectionError): string {
  const servers = (error.reason as { servers?: ReadonlyMap<string, unknown> } | undefined)?.servers;
  return servers ? [...servers.keys()].join(', ') : 'MONGODB_URI';
}

function byError(error: Error): Sentence | undefined {
  if (error instanceof MongoServerSelectionError) {
    const where = mongoHosts(error);
    return {
      zh: `数据库没有应答（${where}）：请启动 MongoDB，检查 MONGODB_URI 的地址、端口和副本集名称，然后重新运行。`,
      en: `MongoDB does not answer at ${where}: start it, check address, port and replica set in MONGODB_URI, then run this again.`,
    };
  }
  if (error instanceof MongoTopologyClosedError) {
    return {
      zh: '数据库没有应答：请启动 MongoDB，检查 MONGODB_URI，然后重新运行。',
      en: 'MongoDB does not answer: start it, check MONGODB_URI, then run this again.',
    };
  }
  if (error instanceof MongoNetworkError) {
    return {
      zh: '与数据库的连接中断：MongoDB 可能刚刚停止，请看它的日志，然后重新运行。',
      en: 'The connection to MongoDB broke: it may just have stopped. Read its log, then run this again.',
    };
  }
  const { code, syscall, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  // What Node says of a folder on a read-only disk.
  if (code === 'ENOENT' && syscall === 'mkdir') {
    if (isLink(path)) return noFolder(path ?? '.');
    return {
      zh: `${path} 建不起来：上级文件夹不存在，或所在的磁盘是只读的。`,
      en: `${path} cannot be made: the folder above it is missing, or it is on a read-only disk.`,
    };
  }
  return BY_CODE[code ?? '']?.(code === 'EISDIR' ? (dest ?? path ?? '.') : withoutDraft(path ?? dest ?? '.'));
}

/** What could not be made was a folder, and there is a link of that name. */
function isLink(file: string | undefined): boolean {
  return file !== undefined && (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false);
}

/** Small files are written beside their place first, `running.json.4711.new`: what matters is their folder. */
function withoutDraft(file: string): string {
  return /\.\d+(?:\.new|\.old)?$/.test(file) ? dirname(file) : file;
}

/** The failure, or what caused it, as far as it is one that a person can mend; undefined for our own mistakes. */
export function plainFailure(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const sentence = byError(cause);
    if (sentence) return `${sentence.zh}\n${sentence.en}`;
  }
  return undefined;
}
