import { existsSync, readdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { anyFreePort } from '../../engines/index.ts';
import { runNode } from '../support/command.ts';
import { countyUpload, exampleTextOf } from '../support/example-county.ts';
import { giveReplayBundle } from '../support/replay-bundle.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { addExamplePeople, startService } from '../support/started-service.ts';
import { until } from '../support/until.ts';

describe('the drill of docs/operations/backup.md', { timeout: 400_000 }, () => {
  it('damages, finds, restores and verifies, by the commands that stand there', async () => {
    const folder = scratchFolder();
    const [office, drill] = [path.join(folder, 'office'), path.join(folder, 'drill', 'data')];
    const archive = path.join(folder, 'usb', 'league.tar.gz.age');
    const env = async (dataDir: string) => ({
      ...process.env,
      DATA_DIR: dataDir,
      BACKUP_KEY_FILE: path.join(folder, 'usb', 'backup.key'),
      PORT: String(await anyFreePort()),
      SMTP_URL: '',
    });
    const command = async (entry: string, dataDir: string, ...args: string[]) => {
      const running = runNode(['launcher/bootstrap.mjs', `launcher/${entry}.ts`, ...args], await env(dataDir));
      const { code } = await running.ended;
      return { code, said: running.output() };
    };

    const service = await startService(office);
    await addExamplePeople(service.store);
    const league = await service.signIn('county-league', 'lanyu');
    await league.post('/api/campaigns', { ...countyUpload(exampleTextOf('landu')), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 });
    await until(async () => ((await service.store.db.collection('county_progress').countDocuments()) > 0 ? true : undefined));
    await service.stop();
    expect(await command('backup', office, archive)).toMatchObject({ code: 0, said: expect.stringContaining('已备份 1 个流程') });

    expect(await command('restore', drill, archive)).toMatchObject({ code: 0, said: expect.stringContaining('已恢复') });
    const database = path.join(drill, 'temporal', 'temporal.db');
    truncateSync(database, Math.floor(statSync(database).size / 2));

    const refused = await command('start', drill);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('流程库损坏或不完整') });
    expect(refused.said).toContain('npm run restore');
    const bad = path.join(folder, 'drill', 'bad.tar.gz.age');
    expect(await command('backup', drill, bad)).toMatchObject({ code: 1, said: expect.stringContaining('流程库损坏或不完整') });
    expect(existsSync(bad)).toBe(false);

    expect(await command('restore', drill, archive)).toMatchObject({ code: 1, said: expect.stringContaining('--force') });
    const restored = await command('restore', drill, archive, '--force');
    expect(restored).toMatchObject({ code: 0, said: expect.stringMatching(/已恢复 \d{4}-\d\d-\d\dT\S+ 的备份/) });
    expect(readdirSync(drill).some((name) => name.startsWith('before-restore-'))).toBe(true);

    await giveReplayBundle(drill);
    const verified = await command('verify', drill);
    expect(verified).toMatchObject({ code: 0, said: expect.stringContaining('一致') });
    const running = runNode(['launcher/bootstrap.mjs', 'launcher/start.ts'], await env(drill));
    await expect.poll(running.output, { timeout: 120_000, interval: 50 }).toContain('已就绪');
  });
});
