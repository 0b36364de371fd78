import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runNode } from '../support/command.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const real = path.resolve('.');

/** A fresh clone with an entry of its own, and an `npm` that only notes what it was asked and puts the dependencies in place. */
function freshClone(npm = `ln -s ${real}/node_modules/tsx node_modules/tsx`) {
  const root = scratchFolder();
  for (const folder of ['launcher', 'bin', 'entry']) mkdirSync(path.join(root, folder));
  copyFileSync('launcher/bootstrap.mjs', path.join(root, 'launcher/bootstrap.mjs'));
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ type: 'module', engines: { node: '>=20.19' } }));
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, 'node_modules/tsx': { version: '1.0.0' } } }));
  writeFileSync(
    path.join(root, 'entry/main.ts'),
    `const said: string = process.argv.slice(2).join(' ');\nconsole.log('entry', said);\nprocess.exitCode = 7;\n`,
  );
  writeFileSync(path.join(root, 'bin/npm'), `#!/bin/sh\necho "$@" >> npm-calls\nmkdir -p node_modules\n${npm}\n`);
  chmodSync(path.join(root, 'bin/npm'), 0o755);
  const run = async () => {
    const env = { ...process.env, PATH: `${path.join(root, 'bin')}:${process.env.PATH}` };
    const command = runNode([path.join(root, 'launcher/bootstrap.mjs'), 'entry/main.ts', '--pace', '1', 'a b'], env, '/');
    return { ...(await command.ended), output: command.output() };
  };
  const calls = () =>
    existsSync(path.join(root, 'npm-calls')) ? readFileSync(path.join(root, 'npm-calls'), 'utf8').trim().split('\n') : [];
  return { root, run, calls };
}

describe('every npm command', () => {
  it('installs what is missing on a fresh clone, then runs the entry with its arguments and exit code', async () => {
    const { run, calls } = freshClone();
    const first = await run();
    expect(first).toMatchObject({ code: 7 });
    expect(first.output).toContain('entry --pace 1 a b');
    expect(calls()).toEqual(['ci --no-audit --no-fund']);
  });

  it('installs once, and again after package-lock.json has changed', async () => {
    const { root, run, calls } = freshClone(`ln -sfn ${real}/node_modules/tsx node_modules/tsx`);
    await run();
    expect((await run()).output).toBe('entry --pace 1 a b\n');
    expect(calls()).toHaveLength(1);
    writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, 'node_modules/tsx': { version: '2.0.0' } } }));
    expect((await run()).code).toBe(7);
    expect(calls()).toHaveLength(2);
  });

  it('installs nothing where npm ci has been run by hand', async () => {
    const { root, run, calls } = freshClone();
    mkdirSync(path.join(root, 'node_modules'));
    symlinkSync(`${real}/node_modules/tsx`, path.join(root, 'node_modules/tsx'));
    writeFileSync(
      path.join(root, 'node_modules/.package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/tsx': { version: '1.0.0' } } }),
    );
    expect((await run()).code).toBe(7);
    expect(calls()).toEqual([]);
  });

  it('says what to do when the installation fails, and tries again next time', async () => {
    const { run, calls } = freshClone('exit 3');
    const failed = await run();
    expect(failed.code).toBe(1);
    expect(failed.output).toContain('npm config set registry');
    expect(failed.output).not.toContain('entry');
    await run();
    expect(calls()).toHaveLength(2);
  });
});
