import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ensureBundle } from '../../worker/build-bundle.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

describe('the workflow bundle', () => {
  it('is built once for these sources, rebuilt when it is broken, and holds the workflows and nothing of the engine room', {
    timeout: 300_000,
  }, async () => {
    const folder = scratchFolder();
    const file = await ensureBundle(folder);
    const built = statSync(file).mtimeMs;
    expect(await ensureBundle(folder)).toBe(file);
    expect(statSync(file).mtimeMs).toBe(built);
    expect(readdirSync(folder)).toHaveLength(1);

    const code = readFileSync(file, 'utf8');
    for (const workflow of ['reorganizeTownship', 'reorganizeCounty', 'deliverMail']) expect(code).toContain(workflow);
    for (const foreign of ['MongoClient', 'nodemailer', 'node:crypto', 'process.env.MONGODB']) expect(code).not.toContain(foreign);

    writeFileSync(file, '');
    expect(await ensureBundle(folder)).toBe(file);
    expect(readFileSync(file, 'utf8')).toHaveLength(code.length);
  });
});
