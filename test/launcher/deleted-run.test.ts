import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { anyFreePort, resolveEngine } from '../../engines/index.ts';
import { listStuckRuns } from '../../store/stuck-runs.ts';
import { runNode } from '../support/command.ts';
import { countyUpload } from '../support/example-county.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { addExamplePeople, startService } from '../support/started-service.ts';
import { until } from '../support/until.ts';

it('a run that somebody deleted past the app is seen within a minute, and is there again after the commands of the manual', {
  timeout: 600_000,
}, async () => {
  const folder = scratchFolder();
  const office = path.join(folder, 'office');
  const archive = path.join(folder, 'usb', 'league.tar.gz.age');
  const command = async (entry: string, ...args: string[]) => {
    const PORT = String(await anyFreePort());
    const env = { ...process.env, DATA_DIR: office, BACKUP_KEY_FILE: path.join(folder, 'usb', 'backup.key'), PORT, SMTP_URL: '' };
    const running = runNode(['launcher/bootstrap.mjs', `launcher/${entry}.ts`, ...args], env);
    const { code } = await running.ended;
    return { code, said: running.output() };
  };

  const before = await startService(office);
  await addExamplePeople(before.store);
  const league = await before.signIn('county-league', 'lanyu');
  await league.post('/api/campaigns', { ...countyUpload(), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 });
  const row = await until(async () => (await before.store.db.collection<{ _id: string }>('county_progress').findOne()) ?? undefined);
  await before.stop();
  expect(await command('backup', archive)).toMatchObject({ code: 0 });

  const service = await startService(office);
  const { path: temporal } = await resolveEngine('temporal');
  const at = ['--address', service.system.temporalAddress, '--namespace', service.namespace];
  const deleting = promisify(execFile)(temporal, ['workflow', 'delete', '--workflow-id', row._id, ...at], { timeout: 60_000 });
  // It asks before it deletes.
  deleting.child.stdin?.end('y\n');
  await deleting;
  const began = Date.now();
  const stuck = await until(async () =>
    (await listStuckRuns(service.store)).find(({ _id, kind }) => _id === row._id && kind === 'missing'),
  );
  expect(Date.now() - began).toBeLessThan(60_000);
  expect(stuck.campaign).toBe('lanyu-2012-trial-1');
  expect(await (await fetch(`${service.system.url}/readyz`)).text()).toContain('npm run verify');
  await service.stop();

  expect(await command('restore', archive, '--force')).toMatchObject({ code: 0, said: expect.stringContaining('已恢复') });
  expect(await command('verify')).toMatchObject({ code: 0, said: expect.stringContaining('一致') });
});
