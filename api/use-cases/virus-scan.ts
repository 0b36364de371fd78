import { once } from 'node:events';
import { createConnection } from 'node:net';
import type { Readable } from 'node:stream';

/** Whether a file is clean. Rejects when nobody could say so. */
export type ScanFile = (content: Readable) => Promise<boolean>;

/** A scanner that does not answer for so long, ms, is away. */
const ANSWER_WITHIN_MS = 20_000;

/**
 * Asks a ClamAV daemon, by its `INSTREAM` command: the file as pieces, each after its length, and an empty one at the end.
 * @param address `host:port`
 */
export function clamdScanner(address: string): ScanFile {
  const colon = address.lastIndexOf(':');
  const [host, port] = [address.slice(0, colon), Number(address.slice(colon + 1))];
  return async (content) => {
    const socket = createConnection({ host, port, timeout: ANSWER_WITHIN_MS });
    socket.once('timeout', () => socket.destroy(new Error('the virus scanner does not answer')));
    try {
      await once(socket, 'connect');
      const answered = readAll(socket);
      // Were it to fail while the file is still being sent, that is thrown there.
      answered.catch(() => undefined);
      socket.write('zINSTREAM\0');
      for await (const piece of content as AsyncIterable<Buffer>) {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(piece.length);
        socket.write(length);
        if (!socket.write(piece)) await once(socket, 'drain');
      }
      socket.write(Buffer.alloc(4));
      const answer = await answered;
      if (answer.endsWith('FOUND')) return false;
      if (answer.endsWith('OK')) return true;
      throw new Error(`the virus scanner says: ${answer}`);
    } finally {
      socket.destroy();
    }
  };
}

async function readAll(socket: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of socket) pieces.push(piece);
  return Buffer.concat(pieces).toString('latin1').replaceAll('\0', '').trim();
}
