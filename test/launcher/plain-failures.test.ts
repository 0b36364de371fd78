import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnv } from '../../config/env.ts';
import { anyFreePort, loadSecrets } from '../../engines/index.ts';
import { runNode } from '../support/command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** What a person can mend is told in one sentence with the way out, before anything is started. */

describe('npm start', () => {
  it.each([
    ['secrets.json', /secrets\.json 应当是文件，却是一个文件夹：请移走它，再从备份取回这个文件。\n.*take the file from a backup/],
    ['ports.json', /ports\.json 应当是文件，却是一个文件夹：请移走它，再启动一次，会重新生成。\n.*start again/],
    ['engine.key', /engine\.key 应当是文件，却是一个文件夹：请移走它，再启动一次，会重新生成。\n.*start again/],
    ['place.json', /place\.json 应当是文件，却是一个文件夹：请移走它，再启动一次，会重新生成。\n.*start again/],
  ] as const)('refuses a folder in the place of %s, in one sentence, and leaves everything as it was', async (name, sentence) => {
    // What is in the stores does not matter: nothing is started on them.
    const dataDir = path.join(scratchFolder(), 'data');
    for (const file of ['mongodb/mine', 'temporal/mine', `${name}/mine`]) {
      mkdirSync(path.dirname(path.join(dataDir, file)), { recursive: true });
      writeFileSync(path.join(dataDir, file), 'mine');
    }
    if (name !== 'secrets.json') loadSecrets(dataDir);
    const content = () => (readdirSync(dataDir, { recursive: true }) as string[]).filter((file) => !/^(?:logs)/.test(file));
    const before = content();
    const PORT = String(await anyFreePort());
    const command = runNode(['launcher/bootstrap.mjs', 'launcher/start.ts'], { ...process.env, DATA_DIR: dataDir, PORT });
    expect((await command.ended).code).toBe(1);
    expect(command.output()).toMatch(sentence);
    expect(command.output()).not.toMatch(/\n\s+at /);
    expect(
      content()
        .filter((file) => !/^(?:place|ports)\.json$|^engine\.key$/.test(file) || file.startsWith(name))
        .toSorted(),
    ).toEqual(before.toSorted());
    expect(existsSync(path.join(dataDir, 'mongodb', 'mongod.lock'))).toBe(false);
  });
});

describe('a command without an engine', () => {
  it('names the address and the cure, and no trace', async () => {
    const [mongo, temporal] = [await anyFreePort(), await anyFreePort()];
    const env = {
      ...process.env,
      TEMPORAL_ADDRESS: `127.0.0.1:${temporal}`,
      MONGODB_URI: `mongodb://u:hidden@127.0.0.1:${mongo}/?replicaSet=rs`,
    };
    for (const entry of ['launcher/setup.ts', 'launcher/verify.ts']) {
      const command = runNode(['--import', 'tsx', entry], env);
      expect((await command.ended).code).toBe(1);
      expect(command.output()).toMatch(new RegExp(`127\\.0\\.0\\.1:(${temporal}|${mongo})`));
      expect(command.output()).toMatch(/没有应答[\s\S]*does not answer/);
      expect(command.output()).not.toMatch(/\n\s+at |hidden/);
    }
  });

  it('tells a data folder that it may not write in one sentence', async () => {
    const folder = scratchFolder();
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    mkdirSync(path.join(folder, 'x'));
    expect(readEnv('launcher', { DATA_DIR: file }).DATA_DIR).toBe(file);
    const { plainFailure } = await import('../../launcher/plain-failure.ts');
    for (const [code, words] of [
      ['EACCES', '另一个用户'],
      ['EROFS', '只读'],
      ['ENOSPC', '磁盘已满'],
    ] as const) {
      expect(plainFailure(Object.assign(new Error(code), { code, path: '/srv/data' }))).toMatch(
        new RegExp(`/srv/data.*${words}|${words}.*/srv/data`),
      );
    }
  });
});
