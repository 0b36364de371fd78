import { inflateRawSync } from 'node:zlib';

/** Signatures of the end of an archive's directory and of one entry of it, and their sizes in bytes. */
const END = { signature: 0x06054b50, size: 22 } as const;
const ENTRY = { signature: 0x02014b50, size: 46 } as const;
const LOCAL_SIZE = 30;

/** Longest comment behind the directory. */
const COMMENT_MAX = 65_535;

/**
 * True when an archive unfolds into at most `most` bytes, as tried out entry by entry: what it says of itself may be
 * untrue, and a library that unfolds it whole would find that out too late.
 */
export function unfoldsWithin(archive: Buffer, most: number): boolean {
  try {
    return unfolded(archive, most) <= most;
  } catch {
    return false;
  }
}

/** @throws RangeError, and what zlib throws, for an archive that is broken or larger */
function unfolded(archive: Buffer, most: number): number {
  const end = endOf(archive);
  let at = archive.readUInt32LE(end + 16);
  let total = 0;
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== ENTRY.signature) throw new RangeError('no entry');
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const local = archive.readUInt32LE(at + 42);
    const begin = local + LOCAL_SIZE + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = archive.subarray(begin, begin + size);
    if (data.length !== size) throw new RangeError('cut off');
    total += method === 0 ? size : inflateRawSync(data, { maxOutputLength: Math.max(1, most - total) }).length;
    if (total > most) return total;
    at += ENTRY.size + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return total;
}

function endOf(archive: Buffer): number {
  for (let at = archive.length - END.size; at >= Math.max(0, archive.length - END.size - COMMENT_MAX); at -= 1)
    if (archive.readUInt32LE(at) === END.signature) return at;
  throw new RangeError('no directory');
}
