import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';

/** A name server that knows one name, and answers any other question with nothing. */
export interface NameServer {
  readonly port: number;
  close(): void;
}

const IPV4 = 1;

/** One answer (RFC 1035 §4.1): the name by a pointer to the question, kept for a second. */
function record(address: string): Buffer {
  return Buffer.from([0xc0, 0x0c, 0, IPV4, 0, 1, 0, 0, 0, 1, 0, 4, ...address.split('.').map(Number)]);
}

/** @param name one label, such as `api` */
export async function startNameServer(name: string, addresses: readonly string[]): Promise<NameServer> {
  const wanted = Buffer.from([name.length, ...Buffer.from(name), 0]);
  const socket = createSocket('udp4');
  socket.on('message', (query: Buffer, { port, address }: RemoteInfo) => {
    const end = query.indexOf(0, 12) + 5;
    const question = query.subarray(12, end);
    const known = question.subarray(0, wanted.length).equals(wanted) && question.readUInt16BE(question.length - 4) === IPV4;
    const answers = known ? addresses.map(record) : [];
    const head = Buffer.concat([query.subarray(0, 2), Buffer.from([0x81, 0x80, 0, 1, 0, answers.length, 0, 0, 0, 0])]);
    socket.send(Buffer.concat([head, question, ...answers]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { port: socket.address().port, close: () => socket.close() };
}
