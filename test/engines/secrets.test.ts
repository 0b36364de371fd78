import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { voucherKeysSchema } from '../../config/voucher-keys.ts';
import { loadSecrets, SecretsError } from '../../engines/secrets.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

describe('the secrets of a data folder', () => {
  it('are generated once, for the owner only, and stay', () => {
    const folder = path.join(scratchFolder(), 'data');
    const first = loadSecrets(folder);
    expect(loadSecrets(folder)).toEqual(first);
    expect(first.sessionSecret.length).toBeGreaterThanOrEqual(32);
    expect(voucherKeysSchema.parse(first.voucherKeys)).toHaveLength(1);
    expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
    expect(loadSecrets(path.join(scratchFolder(), 'other'))).not.toEqual(first);
  });

  it('are not replaced when the file is damaged', () => {
    const folder = scratchFolder();
    writeFileSync(path.join(folder, 'secrets.json'), '{}');
    expect(() => loadSecrets(folder)).toThrow(SecretsError);
  });
});
