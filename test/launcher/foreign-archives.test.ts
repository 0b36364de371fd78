import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { FORMAT, type Manifest } from '../../launcher/archive/manifest.ts';
import { listFiles, packFolder, unpackArchive } from '../../launcher/archive/pack.ts';
import { restoreBackup } from '../../launcher/archive/restore-backup.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const none = { keyFile: '' };
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

interface Entry extends Partial<Header> {
  readonly name: string;
  readonly text?: string;
}

async function archiveOf(
  files: Manifest['files'],
  entries: readonly Entry[],
  change: (tar: Buffer) => void = () => undefined,
): Promise<string> {
  const file = path.join(scratchFolder(), 'evil.tar.gz');
  const archive = pack();
  const about = { madeAt: '2026-07-01T00:00:00Z', database: 'd', namespace: 'n', secrets: false, runs: 0, collections: {} };
  archive.entry({ name: 'manifest.json' }, JSON.stringify({ format: FORMAT, ...about, files }));
  for (const { text = '', ...header } of entries) archive.entry(header, text);
  archive.finalize();
  const tar = Buffer.concat((await Readable.from(archive).toArray()) as Buffer[]);
  change(tar);
  writeFileSync(file, gzipSync(tar));
  return file;
}

/** Makes a tar say that an entry is so long, whatever follows. */
function declare(tar: Buffer, name: string, bytes: number): void {
  const header = tar.subarray(tar.indexOf(`${name}\0`), tar.indexOf(`${name}\0`) + 512);
  header.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
}

describe('an archive that somebody else made', () => {
  it.each([
    '../../evil.txt',
    '/tmp/evil-league.txt',
    'mongodb/../../../evil.txt',
    'mongodb/..',
    '..\\evil.txt',
    'mongodb/a/b',
    '__proto__',
    '.',
    '',
  ])('writes nothing outside its folder: %s', async (name) => {
    const file = await archiveOf({ [name]: { bytes: 4, sha256: sha('evil') } }, [{ name, text: 'evil' }]);
    const top = scratchFolder();
    const dataDir = path.join(top, 'a', 'b');
    await expect(restoreBackup(file, dataDir, { force: false })).rejects.toThrow(/不是完整的备份/);
    expect(readdirSync(top)).toEqual(['a']);
    expect(readdirSync(path.join(top, 'a'))).toEqual(['b']);
    expect(readdirSync(dataDir)).toEqual([]);
    expect(existsSync('/tmp/evil-league.txt')).toBe(false);
  });

  it.each(['symlink', 'link', 'directory', 'character-device'] as const)('holds files only, no %s', async (type) => {
    const elsewhere = path.join(scratchFolder(), 'elsewhere');
    const files = { 'mongodb/a.bson': { bytes: 0, sha256: sha('') }, 'secrets.json': { bytes: 4, sha256: sha('evil') } };
    const file = await archiveOf(files, [
      { name: 'mongodb/a.bson', type, linkname: elsewhere },
      { name: 'secrets.json', text: 'evil' },
    ]);
    await expect(unpackArchive(file, scratchFolder(), none)).rejects.toThrow(new RegExp(`不是完整的备份（mongodb/a.bson: ${type}）`));
    expect(existsSync(elsewhere)).toBe(false);
  });

  const evil = { 'secrets.json': { bytes: 4, sha256: sha('evil') } };

  it('holds each file once: a second of the same name is not taken, whatever it says', async () => {
    const twice = [
      { name: 'secrets.json', text: 'evil' },
      { name: 'secrets.json', text: 'EVIL' },
    ];
    await expect(unpackArchive(await archiveOf(evil, twice), scratchFolder(), none)).rejects.toThrow(/不是完整的备份（secrets.json）/);
    const manifests = [{ name: 'manifest.json', text: '{}' }, ...twice.slice(0, 1)];
    await expect(unpackArchive(await archiveOf(evil, manifests), scratchFolder(), none)).rejects.toThrow(/不是完整的备份（manifest.json）/);
  });

  it('is as long as it is: an entry that is said to be eight gigabytes, with and without the manifest’s word, writes nothing', async () => {
    const bytes = 8 ** 11 - 1;
    for (const files of [evil, { 'secrets.json': { bytes, sha256: sha('evil') } }]) {
      const file = await archiveOf(files, [{ name: 'secrets.json', text: 'evil' }], (tar) => declare(tar, 'secrets.json', bytes));
      const folder = scratchFolder();
      await expect(unpackArchive(file, folder, none)).rejects.toThrow(/不是完整的备份/);
      for (const name of readdirSync(folder)) expect(statSync(path.join(folder, name)).size).toBeLessThan(10_000);
    }
  });

  it('is refused wherever it is cut off, encrypted or not', async () => {
    const folder = scratchFolder();
    mkdirSync(path.join(folder, 'mongodb'));
    writeFileSync(path.join(folder, 'mongodb', 'a.bson'), randomBytes(2_000));
    writeFileSync(path.join(folder, 'secrets.json'), 'evil');
    const about = { madeAt: '2026-07-01T00:00:00Z', database: 'd', namespace: 'n', secrets: true, runs: 0, collections: {} };
    const manifest = { format: FORMAT, ...about, files: await listFiles(folder) } as const;
    const key = { keyFile: path.join(scratchFolder(), 'backup.key') };
    for (const sealed of [undefined, key]) {
      const whole = path.join(scratchFolder(), 'whole');
      await packFolder(folder, manifest, whole, sealed);
      expect((await unpackArchive(whole, scratchFolder(), sealed ?? none)).secrets).toBe(true);
      const bytes = readFileSync(whole);
      const cut = `${whole}.cut`;
      for (let at = 0; at < bytes.length; at = at === bytes.length - 1 ? bytes.length : Math.min(at + 97, bytes.length - 1)) {
        writeFileSync(cut, bytes.subarray(0, at));
        const refused = unpackArchive(cut, scratchFolder(), sealed ?? none);
        await expect(refused, `cut at ${at} of ${bytes.length}`).rejects.toThrow(/不是完整的备份|已加密/);
      }
    }
  });

  it('fills no disk: entries are as long as the manifest says, and it is not endless itself', async () => {
    const longer = await archiveOf({ 'secrets.json': { bytes: 4, sha256: sha('evil') } }, [
      { name: 'secrets.json', text: 'evil'.repeat(1_000) },
    ]);
    await expect(unpackArchive(longer, scratchFolder(), none)).rejects.toThrow(/不是完整的备份/);
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`mongodb/${n}.bson`, { bytes: 0, sha256: sha('') }]));
    await expect(unpackArchive(await archiveOf(many, []), scratchFolder(), none)).rejects.toThrow(/manifest too long/);
  });
});
