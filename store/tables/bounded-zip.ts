import { crc32, inflateRawSync } from 'node:zlib';

/** Signatures of an archive's parts, and their sizes in bytes. */
const END = { signature: 0x06054b50, size: 22 } as const;
const ENTRY = { signature: 0x02014b50, size: 46 } as const;
const LOCAL = { signature: 0x04034b50, size: 30 } as const;

/** Longest comment behind the directory. */
const COMMENT_MAX = 65_535;

/** Most entries: a workbook with a hundred sheets has three hundred. */
const ENTRIES_MAX = 1_000;

/** Bits of an entry's flags: its content is encrypted; its name is UTF-8. */
const ENCRYPTED = 0x1;
const UTF8 = 0x800;

interface Entry {
  readonly name: Buffer;
  readonly flags: number;
  readonly content: Buffer;
}

/**
 * The archive written anew, unpacked, or undefined when it is broken or unfolds into more than `most` bytes. What an
 * archive says of itself may be untrue, and two readers may find different entries in it: so its entries are read here,
 * each against what is left of `most`, and whoever reads on reads these and no others.
 */
export function unfolded(archive: Buffer, most: number): Buffer | undefined {
  try {
    return written(entriesOf(archive, most));
  } catch (error) {
    // What zlib and Buffer throw for an archive that is broken, and what is thrown here.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function entriesOf(archive: Buffer, most: number): Entry[] {
  const end = endOf(archive);
  const entries: Entry[] = [];
  const names = new Set<string>();
  let left = most;
  let at = archive.readUInt32LE(end + 16);
  // By their signatures and not by their number, which may be anything.
  while (at + ENTRY.size <= end && archive.readUInt32LE(at) === ENTRY.signature) {
    const entry = entryAt(archive, at, left);
    left -= entry.content.length;
    const name = entry.name.toString('latin1');
    if (names.has(name) || entries.length === ENTRIES_MAX) throw new RangeError('twice, or too many');
    names.add(name);
    entries.push(entry);
    at += ENTRY.size + entry.name.length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  if (at !== end || entries.length !== archive.readUInt16LE(end + 10)) throw new RangeError('the directory says something else');
  return entries;
}

function entryAt(archive: Buffer, at: number, left: number): Entry {
  const [flags, method, size] = [archive.readUInt16LE(at + 8), archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
  const local = archive.readUInt32LE(at + 42);
  if ((flags & ENCRYPTED) !== 0 || archive.readUInt32LE(local) !== LOCAL.signature) throw new RangeError('no entry');
  const begin = local + LOCAL.size + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const data = archive.subarray(begin, begin + size);
  if (data.length !== size || (method !== 0 && method !== 8)) throw new RangeError('cut off');
  if (method === 0 && size > left) throw new RangeError('too large');
  const content = method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(1, left) });
  return { name: archive.subarray(at + ENTRY.size, at + ENTRY.size + archive.readUInt16LE(at + 28)), flags: flags & UTF8, content };
}

function endOf(archive: Buffer): number {
  for (let at = archive.length - END.size; at >= Math.max(0, archive.length - END.size - COMMENT_MAX); at -= 1)
    if (archive.readUInt32LE(at) === END.signature) return at;
  throw new RangeError('no directory');
}

/** An archive of these entries as they are, not packed. */
function written(entries: readonly Entry[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, flags, content } of entries) {
    const sum = crc32(content);
    const head = Buffer.alloc(LOCAL.size);
    head.writeUInt32LE(LOCAL.signature, 0);
    describe(head, 4, { flags, sum, size: content.length, name: name.length });
    const row = Buffer.alloc(ENTRY.size);
    row.writeUInt32LE(ENTRY.signature, 0);
    row.writeUInt16LE(20, 4);
    describe(row, 6, { flags, sum, size: content.length, name: name.length });
    row.writeUInt32LE(at, 42);
    pieces.push(head, name, content);
    directory.push(row, name);
    at += head.length + name.length + content.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(END.size);
  end.writeUInt32LE(END.signature, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, listed, end]);
}

/** What an entry's two heads say alike: version, flags, not packed, no time, sum, sizes. */
function describe(
  head: Buffer,
  at: number,
  { flags, sum, size, name }: { readonly flags: number; readonly sum: number; readonly size: number; readonly name: number },
): void {
  head.writeUInt16LE(20, at);
  head.writeUInt16LE(flags, at + 2);
  head.writeUInt32LE(sum, at + 10);
  head.writeUInt32LE(size, at + 14);
  head.writeUInt32LE(size, at + 18);
  head.writeUInt16LE(name, at + 22);
}
