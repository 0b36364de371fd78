import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { type ArchiveKey, openSealed, sealing } from './archive-key.ts';
import { ArchiveError, type Manifest, manifestSchema, names } from './manifest.ts';

const notAnArchive = (file: string, detail: string) => new ArchiveError(`${file} 不是完整的备份（${detail}） / is not a whole backup`);

/** SHA-256 and size of every file under a folder, by its path with `/`. */
export async function listFiles(folder: string): Promise<Manifest['files']> {
  const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files: Manifest['files'] = {};
  for (const entry of found) {
    const file = path.join(entry.parentPath, entry.name);
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    files[path.relative(folder, file).replaceAll('\\', '/')] = { bytes: (await stat(file)).size, sha256: hash.digest('hex') };
  }
  return files;
}

/** How the file is called before it is whole. */
export const partialOf = (file: string): string => `${file}.partial`;

/**
 * Packs a folder into one compressed tar, encrypted and readable by its owner only; there is no such file until it is whole.
 * @param key none: not encrypted
 */
export async function packFolder(folder: string, manifest: Manifest, file: string, key: ArchiveKey | undefined): Promise<void> {
  const partial = partialOf(file);
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await rm(partial, { force: true });
  try {
    const archive = pack();
    const target = createWriteStream(partial, { mode: 0o600, flags: 'wx', flush: true });
    const seal = key && (await sealing(key));
    const written = seal ? pipeline(archive, createGzip({ level: 6 }), seal, target) : pipeline(archive, createGzip({ level: 6 }), target);
    const fill = async () => {
      archive.entry({ name: names.manifest, mode: 0o600 }, `${JSON.stringify(manifest, undefined, 2)}\n`);
      for (const [name, { bytes }] of Object.entries(manifest.files)) {
        await pipeline(createReadStream(path.join(folder, name)), archive.entry({ name, size: bytes, mode: 0o600 }));
      }
      archive.finalize();
    };
    await Promise.all([fill(), written]);
    await chmod(partial, 0o600);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/**
 * Unpacks an archive into an empty folder and checks every entry against the manifest, which comes first.
 * @throws {ArchiveError} when no key opens it, when it is not a whole backup, or holds anything that the manifest does not name
 */
export function unpackArchive(file: string, folder: string, key: ArchiveKey): Promise<Manifest> {
  return readArchive(file, key, async (name) => {
    const target = path.join(folder, ...name.split('/'));
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    return createWriteStream(target, { mode: 0o600, flags: 'wx' });
  });
}

/**
 * Reads an archive to its end, as {@link unpackArchive} does, and keeps nothing.
 * @throws {ArchiveError} likewise
 */
export function proveArchive(file: string, key: ArchiveKey): Promise<Manifest> {
  return readArchive(file, key, () => Promise.resolve(new Writable({ write: (_chunk, _encoding, done) => done() })));
}

async function readArchive(file: string, key: ArchiveKey, open: (name: string) => Promise<Writable>): Promise<Manifest> {
  const reader = extract();
  const unzipped = pipeline(await openSealed(file, key), createGunzip(), reader);
  // Told by the loop below, which sees the same failure.
  unzipped.catch(() => undefined);
  let manifest: Manifest | undefined;
  const missing = new Set<string>();
  try {
    for await (const entry of reader) {
      const { name, type } = entry.header;
      // A link would lead what comes after it out of the folder.
      if (type !== 'file') throw notAnArchive(file, `${name}: ${type}`);
      if (manifest === undefined) {
        if (name !== names.manifest) throw notAnArchive(file, name);
        manifest = manifestSchema.parse(JSON.parse(await textOf(entry)));
        for (const wanted of Object.keys(manifest.files)) missing.add(wanted);
        continue;
      }
      // In the set are names that the manifest's schema has let through.
      const wanted = missing.delete(name) ? manifest.files[name] : undefined;
      if (wanted === undefined || entry.header.size !== wanted.bytes) throw notAnArchive(file, name);
      if ((await copyEntry(entry, await open(name))) !== wanted.sha256) throw notAnArchive(file, name);
    }
    await unzipped;
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    if (isDiskTrouble(error)) throw error;
    throw notAnArchive(file, error instanceof Error ? error.message.slice(0, 200) : String(error));
  }
  if (manifest === undefined || missing.size > 0) throw notAnArchive(file, [...missing].join(', '));
  return manifest;
}

/** Not the archive's fault. */
function isDiskTrouble(error: unknown): boolean {
  return ['ENOSPC', 'EACCES', 'EROFS', 'EDQUOT', 'EIO'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** No manifest is longer: a few hundred bytes for each of some thirty collections. */
const longestManifest = 1_000_000;

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += (chunk as Buffer).length;
    if (bytes > longestManifest) throw new Error('manifest too long');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @returns the SHA-256 of what was copied */
async function copyEntry(entry: AsyncIterable<unknown>, target: Writable): Promise<string> {
  const hash = createHash('sha256');
  const digest = async function* (source: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      hash.update(chunk as Buffer);
      yield chunk as Buffer;
    }
  };
  await pipeline(entry, digest, target);
  return hash.digest('hex');
}
