import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { keepOnce } from '../../engines/keep-once.ts';
import { ArchiveError } from './manifest.ts';

/**
 * What an archive is locked with: age's format (https://age-encryption.org/v1), so that `age -d` opens it too. A passphrase where one is
 * given; otherwise the key file, which the first backup makes.
 */
export type ArchiveKey = { readonly passphrase: string } | { readonly keyFile: string };

/** What every file of age's begins with. */
const MAGIC = 'age-encryption.org/v1';

/** As `BACKUP_PASSPHRASE` and `BACKUP_KEY_FILE` say. */
export function archiveKey(env: { readonly BACKUP_PASSPHRASE?: string | undefined; readonly BACKUP_KEY_FILE: string }): ArchiveKey {
  return env.BACKUP_PASSPHRASE === undefined ? { keyFile: env.BACKUP_KEY_FILE } : { passphrase: env.BACKUP_PASSPHRASE };
}

const identityIn = (text: string): string | undefined => /^AGE-SECRET-KEY-\S+$/m.exec(text)?.[0];

/** A pipeline's step that encrypts. @throws {ArchiveError} when the key file is none */
export async function sealing(key: ArchiveKey): Promise<(source: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>> {
  const encrypter = new Encrypter();
  if ('passphrase' in key) encrypter.setPassphrase(key.passphrase);
  else encrypter.addRecipient(await recipientOf(key.keyFile));
  return async function* (source) {
    yield* readable(await encrypter.encrypt(webStream(Readable.from(source))));
  };
}

/** The key file's public half; makes the file where there is none, as `age-keygen` does. */
async function recipientOf(file: string): Promise<string> {
  const made = await generateX25519Identity();
  const publicKey = await identityToRecipient(made);
  const text = keepOnce(file, () => `# created: ${new Date().toISOString()}\n# public key: ${publicKey}\n${made}\n`);
  const identity = identityIn(text);
  if (identity === undefined) {
    throw new ArchiveError(`${file} 不是备份密钥文件（没有 AGE-SECRET-KEY） / is no key file: there is no AGE-SECRET-KEY in it`);
  }
  return identityToRecipient(identity);
}

/** Whether a file is encrypted at all. */
async function isSealed(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    return buffer.subarray(0, bytesRead).toString('latin1') === MAGIC;
  } finally {
    await handle.close();
  }
}

/**
 * An archive's content, decrypted where it is encrypted.
 * @throws {ArchiveError} when no key at hand opens it
 */
export async function openSealed(file: string, key: ArchiveKey): Promise<Readable> {
  if (!(await isSealed(file))) return createReadStream(file);
  const decrypter = new Decrypter();
  if ('passphrase' in key) decrypter.addPassphrase(key.passphrase);
  else {
    const identity = existsSync(key.keyFile) ? identityIn(readFileSync(key.keyFile, 'utf8')) : undefined;
    if (identity === undefined) throw locked(file, key);
    decrypter.addIdentity(identity);
  }
  try {
    return readable(await decrypter.decrypt(webStream(createReadStream(file))));
  } catch (cause) {
    throw locked(file, key, cause);
  }
}

function locked(file: string, key: ArchiveKey, cause?: unknown): ArchiveError {
  const tried = 'passphrase' in key ? 'BACKUP_PASSPHRASE' : key.keyFile;
  return new ArchiveError(
    [
      `${file} 已加密，${tried} 打不开它。用口令加密的：设置当时的 BACKUP_PASSPHRASE；用密钥文件加密的：把当时另存的密钥放到 BACKUP_KEY_FILE 所指的位置。`,
      `${file} is encrypted and ${tried} does not open it: set the BACKUP_PASSPHRASE of that time, or put the key that was kept apart where BACKUP_KEY_FILE says.`,
    ].join('\n'),
    { cause },
  );
}

// The same standard, typed twice: by Node and by the DOM.
const webStream = (stream: Readable) => Readable.toWeb(stream) as unknown as globalThis.ReadableStream<Uint8Array>;
const readable = (stream: globalThis.ReadableStream<Uint8Array>) => Readable.fromWeb(stream as unknown as ReadableStream<Uint8Array>);
