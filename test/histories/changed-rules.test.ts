import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '../../engines/project-folder.ts';
import { type HistoryDigest, keptDigests } from '../../launcher/histories/history-digests.ts';
import { bundleOf } from '../../worker/build-bundle.ts';
import { digestsOf } from '../support/replayed-histories.ts';
import { HISTORIES } from '../support/recorded-histories.ts';
import { quietRuntime } from '../support/running-worker.ts';

/**
 * A rule that changes what runs in flight come to, while every command stays the same, replays; it must not pass
 * unseen. In a copy of the sources one line is changed, and the recorded histories are replayed with it.
 */

let folder: string;
beforeAll(async () => {
  quietRuntime();
  folder = await mkdtemp(path.join(tmpdir(), 'league-reorg-changed-'));
  for (const one of ['workflows', 'domain', 'package.json'])
    await cp(path.join(projectFolder, one), path.join(folder, one), { recursive: true });
  await symlink(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a recorded history comes to with one line of the sources changed. */
async function digestWith(file: string, from: string, to: string, name: string): Promise<HistoryDigest | undefined> {
  const place = path.join(folder, file);
  const source = await readFile(place, 'utf8');
  if (source.split(from).length !== 2) throw new Error(`${file} holds this not once: ${from}`);
  await writeFile(place, source.replace(from, to));
  try {
    const bundle = path.join(folder, 'bundle.js');
    await writeFile(bundle, await bundleOf(path.join(folder, 'workflows'), 'replay'));
    return (await digestsOf(bundle, [name]))[name];
  } finally {
    await writeFile(place, source);
  }
}

describe('a changed rule is seen in the recorded histories', () => {
  it('is not, where nothing is changed', async () => {
    const same = 'item.submission = { ...submission, at: this.now, late };';
    expect(await digestWith('domain/process/township-draft.ts', same, same, 'late')).toEqual((await keptDigests(HISTORIES))['late']);
  });

  it.each([
    [
      'no submission is ever late',
      'domain/process/township-draft.ts',
      'const late = item.due !== null && this.#clockOf(item) >= dueInstant(item.due);',
      'const late = item.due === "never";',
      'late',
    ],
    [
      'the first level goes to the organization department',
      'domain/state/ladder.ts',
      "1: 'township-party-committee',",
      "1: 'organization-department',",
      'late',
    ],
    [
      'the organization study does not wait for the report of the members',
      'domain/stages/stages.ts',
      "after: ['member-report', 'leadership-report'],",
      "after: ['leadership-report'],",
      'member-report-last',
    ],
  ])('%s', async (_rule, file, from, to, history) => {
    const changed = await digestWith(file, from, to, history);
    expect(changed).toBeDefined();
    expect(changed).not.toEqual((await keptDigests(HISTORIES))[history]);
  });
});
