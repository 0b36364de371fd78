import { deflateRawSync } from 'node:zlib';

/** What an archive may say of itself that is not so. */
export interface Lies {
  /** In place of the number of entries. */
  readonly count?: number;
  /** Behind the directory: entries that are not counted. */
  readonly hidden?: readonly [string, Buffer][];
  readonly claimed?: number;
}

/** An archive as an attacker writes it. */
export function archiveOf(entries: readonly [string, Buffer][], { count, hidden = [], claimed }: Lies = {}): Buffer {
  const pieces: Buffer[] = [];
  const rows: Buffer[] = [];
  let at = 0;
  for (const [name, content] of [...entries, ...hidden]) {
    const packed = deflateRawSync(content, { level: 9 });
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(claimed ?? content.length, 22);
    head.writeUInt16LE(name.length, 26);
    const row = Buffer.alloc(46);
    row.writeUInt32LE(0x02014b50, 0);
    row.writeUInt16LE(8, 10);
    row.writeUInt32LE(packed.length, 20);
    row.writeUInt32LE(claimed ?? content.length, 24);
    row.writeUInt16LE(name.length, 28);
    row.writeUInt32LE(at, 42);
    pieces.push(head, Buffer.from(name), packed);
    rows.push(row, Buffer.from(name));
    at += head.length + name.length + packed.length;
  }
  const listed = Buffer.concat(rows);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count ?? entries.length + hidden.length, 8);
  end.writeUInt16LE(count ?? entries.length + hidden.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, listed, end]);
}
