import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

interface Member {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly headerAt: number;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** The central directory of a zip file (APPNOTE 4.3.12); archives beyond 4 GB do not occur here. */
async function members(handle: FileHandle): Promise<Member[]> {
  const { size } = await handle.stat();
  const tail = await readAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) throw new Error('not a zip file');
  const directory = await readAt(handle, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const found: Member[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const [name, extra, comment] = [directory.readUInt16LE(at + 28), directory.readUInt16LE(at + 30), directory.readUInt16LE(at + 32)];
    found.push({
      name: directory.toString('utf8', at + 46, at + 46 + name),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      headerAt: directory.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return found;
}

/**
 * Unpacks the one file of a zip archive whose last path segment is `base`.
 * @throws when it is not in the archive, or packed in a way other than stored or deflated
 */
export async function unpackMember(archive: string, base: string, target: string, mode: number): Promise<void> {
  const handle = await open(archive);
  try {
    const member = (await members(handle)).find(({ name }) => name.split('/').at(-1) === base);
    if (member === undefined) throw new Error(`${archive} holds no ${base}`);
    const header = await readAt(handle, member.headerAt, 30);
    const start = member.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const packed = createReadStream(archive, { start, end: start + member.packedBytes - 1 });
    const file = createWriteStream(target, { mode });
    if (member.method === 0) await pipeline(packed, file);
    else if (member.method === 8) await pipeline(packed, createInflateRaw(), file);
    else throw new Error(`${archive}: packing method ${member.method} of ${member.name} is not supported`);
  } finally {
    await handle.close();
  }
}
