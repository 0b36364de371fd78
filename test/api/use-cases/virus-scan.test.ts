import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { clamdScanner } from '../../../api/use-cases/virus-scan.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A daemon as ClamAV's manual describes it: finds what holds the word EICAR. @returns its address */
async function daemon(
  answer: (content: string) => string = (content) => (content.includes('EICAR') ? 'stream: Eicar-Signature FOUND' : 'stream: OK'),
) {
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('data', (piece) => {
      received = Buffer.concat([received, piece]);
      const content: Buffer[] = [];
      let at = 'zINSTREAM\0'.length;
      while (received.length >= at + 4) {
        const length = received.readUInt32BE(at);
        if (length === 0) {
          socket.end(`${answer(Buffer.concat(content).toString())}\0`);
          return;
        }
        content.push(received.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const file = (...pieces: string[]) => Readable.from(pieces.map((piece) => Buffer.from(piece)));

describe('a file that is attached', () => {
  it('is clean or not, as the daemon says of the whole of it', async () => {
    const scan = clamdScanner(await daemon());
    expect(await scan(file('%PDF-', 'nothing', 'else'))).toBe(true);
    expect(await scan(file('%PDF-', 'EIC', 'AR'))).toBe(false);
    expect(await scan(Readable.from([Buffer.alloc(3_000_000, 'a'), Buffer.from('EICAR')]))).toBe(false);
  });

  it('is not called clean when nobody could say so', async () => {
    await expect(clamdScanner('127.0.0.1:1')(file('a'))).rejects.toThrow();
    await expect(clamdScanner(await daemon(() => 'INSTREAM size limit exceeded. ERROR'))(file('a'))).rejects.toThrow(/size limit/);
    await expect(clamdScanner(await daemon(() => ''))(file('a'))).rejects.toThrow();
  });
});
