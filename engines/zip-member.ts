import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

/**
 * Unpacks the one file of a zip archive whose last path segment is `base`.
 * @throws when it is not in the archive, when the archive is broken, or when it is packed in a way other than stored or deflated
 */
export async function unpackMember(archive: string, base: string, target: string, mode: number): Promise<void> {
  const zip = await openPromise(archive, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.split('/').at(-1) !== base) continue;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode }));
      return;
    }
    throw new Error(`${archive} holds no ${base}`);
  } finally {
    zip.close();
  }
}
