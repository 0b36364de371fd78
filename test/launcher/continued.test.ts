import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeBackup } from '../../launcher/archive/make-backup.ts';
import { restoreBackup } from '../../launcher/archive/restore-backup.ts';
import { verifyStores } from '../../launcher/verify/verify-stores.ts';
import { surveyDossier } from '../api/json/survey-dossier.ts';
import { countyUpload, exampleTextOf } from '../support/example-county.ts';
import { giveReplayBundle } from '../support/replay-bundle.ts';
import { addExamplePeople, type StartedService, startService } from '../support/started-service.ts';
import { until } from '../support/until.ts';

const nonce = () => randomBytes(18).toString('base64url');
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 }))));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'league-reorg-test-'));
  folders.push(folder);
  return folder;
}

/** A trial whose plan is approved; a plan day lasts a day, so that nothing is due meanwhile. @returns the campaign's id */
async function startTrial(service: StartedService): Promise<string> {
  await addExamplePeople(service.store);
  const league = await service.signIn('county-league', 'lanyu');
  const department = await service.signIn('organization-department', 'lanyu');
  const { body } = await league.post('/api/campaigns', {
    ...countyUpload(exampleTextOf('landu', 'gongye', 'xingxi')),
    year: 2012,
    clock: 'trial',
    msPerPlanDay: 86_400_000,
  });
  const campaign = `/api/campaigns/${body.campaign.id}`;
  await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
  const { digest } = (await department.get(`${campaign}/plan`)).body;
  await department.post(`${campaign}/plan/decisions`, { nonce: nonce(), digest, verdict: 'approve' });
  const rows = async () => (await league.get(campaign)).body.townships as readonly { stage?: string }[];
  await until(async () => ((await rows()).every(({ stage }) => stage) ? true : undefined));
  return campaign;
}

describe('a backup taken while the service runs', () => {
  it('brings everything back on an empty folder, and every township goes on', { timeout: 300_000 }, async () => {
    const before = await newFolder();
    const first = await startService(before);
    const campaign = await startTrial(first);
    const items = `${campaign}/townships/landu/items/survey`;
    const clerk = await first.signIn('township-league', 'lanyu/landu');
    const submission = { nonce: nonce(), round: 1, dossier: surveyDossier };
    expect((await clerk.post(`${items}/submissions`, submission)).body).toMatchObject({ outcome: 'recorded' });

    const { system, namespace, database } = first;
    const reached = { temporalAddress: system.temporalAddress, mongodbUri: system.mongodbUri, namespace, database };
    const archive = path.join(await newFolder(), 'backup.tar.gz');
    const { manifest } = await makeBackup(reached, before, archive);
    expect(manifest).toMatchObject({ runs: 4, secrets: true });
    await first.stop();
    await rm(before, { recursive: true, force: true });

    const after = path.join(await newFolder(), 'data');
    await restoreBackup(archive, after, { force: false });
    await giveReplayBundle(after);
    const second = await startService(after);
    try {
      // With the keys of before, a message of before is still known for what it is, and answered as it was answered.
      const again = await (await second.signIn('township-league', 'lanyu/landu')).post(`${items}/submissions`, submission);
      expect(again.body).toMatchObject({ outcome: 'recorded' });
      const committee = await second.signIn('township-party-committee', 'lanyu/landu');
      const { digest } = (await committee.get(items)).body.item.submission;
      const decided = await committee.post(`${items}/decisions`, { nonce: nonce(), round: 1, digest, verdict: 'approve' });
      expect(decided.body).toMatchObject({ outcome: 'recorded' });
      const report = await verifyStores({
        reached: { temporalAddress: second.system.temporalAddress, namespace, service: 'running' },
        store: second.store,
        workFolder: after,
        repair: false,
      });
      expect(report).toMatchObject({ runs: 4, decisions: 3, differences: [] });
    } finally {
      await second.stop();
    }
  });
});
