import { text } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

/** The text parts of a .docx or .xlsx file by name. */
export async function unzipped(file: Buffer): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>();
  const zip = await fromBufferPromise(file);
  for await (const entry of zip.eachEntry()) parts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
  return parts;
}
