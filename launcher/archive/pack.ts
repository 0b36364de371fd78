import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
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

/** Packs a folder into one compressed tar, readable by its owner only; there is no such file until it is whole. */
export async function packFolder(folder: string, manifest: Manifest, file: string): Promise<void> {
  const partial = `${file}.partial`;
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await rm(partial, { force: true });
  const archive = pack();
  const written = pipeline(archive, createGzip({ level: 6 }), createWriteStream(partial, { mode: 0o600, flags: 'wx' }));
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
}

/**
 * Unpacks an archive into an empty folder and checks every entry against the manifest, which comes first.
 * @throws {ArchiveError} when it is not a whole backup, or holds anything that the manifest does not name
 */
export async function unpackArchive(file: string, folder: string): Promise<Manifest> {
  const reader = extract();
  const unzipped = pipeline(createReadStream(file), createGunzip(), reader);
  // Told by the loop below, which sees the same failure.
  unzipped.catch(() => undefined);
  let manifest: Manifest | undefined;
  const missing = new Set<string>();
  try {
    for await (const entry of reader) {
      const { name } = entry.header;
      if (manifest === undefined) {
        if (name !== names.manifest) throw notAnArchive(file, name);
        manifest = manifestSchema.parse(JSON.parse(await textOf(entry)));
        for (const wanted of Object.keys(manifest.files)) missing.add(wanted);
        continue;
      }
      const wanted = manifest.files[name];
      if (wanted === undefined || !missing.delete(name)) throw notAnArchive(file, name);
      await writeEntry(entry, path.join(folder, ...name.split('/')), wanted.sha256, () => notAnArchive(file, name));
    }
    await unzipped;
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw notAnArchive(file, error instanceof Error ? error.message.slice(0, 200) : String(error));
  }
  if (manifest === undefined || missing.size > 0) throw notAnArchive(file, [...missing].join(', '));
  return manifest;
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function writeEntry(entry: AsyncIterable<unknown>, target: string, sha256: string, wrong: () => ArchiveError): Promise<void> {
  const hash = createHash('sha256');
  const digest = async function* (source: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      hash.update(chunk as Buffer);
      yield chunk as Buffer;
    }
  };
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  await pipeline(entry, digest, createWriteStream(target, { mode: 0o600, flags: 'wx' }));
  if (hash.digest('hex') !== sha256) throw wrong();
}
