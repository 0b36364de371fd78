import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Replayer } from '../../launcher/verify/replay.ts';
import { type VerifyOptions, type VerifyReport, verifyStores } from '../../launcher/verify/verify-stores.ts';
import type { Store } from '../../store/database.ts';
import { countyProgress, townshipProgress } from '../../store/progress.ts';
import { surveyDossier } from '../api/json/survey-dossier.ts';
import { countyUpload, exampleTextOf } from './example-county.ts';
import { TEST_NAMESPACE } from './running-engines.ts';
import { startTestSystem, type TestSystem } from './running-system.ts';
import { until } from './until.ts';

export const newNonce = () => randomBytes(18).toString('base64url');

/** Bundles are named after their sources: later runs share them. */
const WORK_FOLDER = path.join(tmpdir(), 'league-reorg-test-bundles');

/** As many as these tests tell apart, and one that is none of them's affair. */
const TOWNSHIPS = ['landu', 'gongye', 'xingxi', 'yunchu', 'shiyu'];
/** And the county's own. */
export const VERIFIED_RUNS = TOWNSHIPS.length + 1;

/** A county on real engines in which every township has begun, to be verified. */
export interface VerifiedCounty {
  readonly system: TestSystem;
  readonly store: Store;
  readonly campaign: string;
  /** Workflow ids: the county's, and landu's. */
  readonly county: string;
  readonly landu: string;
  /** Nothing is under way in these tests: no difference goes away by waiting. */
  readonly verify: (options?: Partial<Pick<VerifyOptions, 'repair' | 'workFolder' | 'replay'>>) => Promise<VerifyReport>;
  /** landu's clerk submits its survey. @returns the nonce */
  readonly submitSurvey: (round: number, youth: number, attachments?: readonly string[]) => Promise<string>;
  /** landu's Party committee decides on it. @returns the nonce */
  readonly decideSurvey: (round: number, verdict: 'approve' | 'return', comment?: string) => Promise<string>;
}

export async function startVerifiedCounty(): Promise<VerifiedCounty> {
  const system = await startTestSystem();
  const { store, temporal } = system.engines;
  const league = await system.as('county-league', 'lanyu');
  const department = await system.as('organization-department', 'lanyu');
  const started = await league.post('/api/campaigns', {
    ...countyUpload(exampleTextOf(...TOWNSHIPS)),
    year: 2012,
    clock: 'trial',
    msPerPlanDay: 86_400_000,
  });
  const campaign: string = started.body.campaign.id;
  const county = `/api/campaigns/${campaign}`;
  await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
  const { digest } = (await department.get(`${county}/plan`)).body;
  await department.post(`${county}/plan/decisions`, { nonce: newNonce(), digest, verdict: 'approve' });
  await until(async () => ((await league.get(county)).body.townships.every((row: { stage?: string }) => row.stage) ? true : undefined));
  const landu = (await townshipProgress(store).findOne({ campaign, township: 'landu' }))?._id ?? '';
  await until(async () => ((await nothingUnderWay(system, campaign)) ? true : undefined));
  const items = `${county}/townships/landu/items/survey`;
  const recorded = (answer: { readonly body: { readonly outcome?: string } }) => {
    if (answer.body.outcome !== 'recorded') throw new Error(`not recorded: ${JSON.stringify(answer.body)}`);
  };
  const replayer = new Replayer();
  const verify: VerifiedCounty['verify'] = ({ repair = false, workFolder = WORK_FOLDER, replay } = {}) =>
    verifyStores({
      reached: { temporalAddress: temporal.address, namespace: TEST_NAMESPACE, service: 'stopped' },
      store,
      workFolder,
      repair,
      // Another bundle wants another process.
      replay: workFolder === WORK_FOLDER ? { replayer, ...replay } : (replay ?? {}),
    });
  // A step that the engine gave out twice, because the machine was busy, may have been recorded twice: these tests begin after that.
  await verify({ repair: true });
  return {
    system: {
      ...system,
      stop: () => {
        replayer.end();
        return system.stop();
      },
    },
    store,
    campaign,
    verify,
    landu,
    county: landu.slice(0, landu.lastIndexOf('/')),
    async submitSurvey(round, youth, attachments) {
      const nonce = newNonce();
      const clerk = await system.as('township-league', 'lanyu/landu');
      const dossier = { ...surveyDossier, youth, school: youth - 90 };
      recorded(await clerk.post(`${items}/submissions`, { nonce, round, dossier, ...(attachments ? { attachments } : {}) }));
      return nonce;
    },
    async decideSurvey(round, verdict, comment) {
      const nonce = newNonce();
      const committee = await system.as('township-party-committee', 'lanyu/landu');
      const { digest } = (await committee.get(items)).body.item.submission;
      recorded(await committee.post(`${items}/decisions`, { nonce, round, digest, verdict, ...(comment ? { comment } : {}) }));
      return nonce;
    },
  };
}

/** Every step that was begun is over in both stores: on a busy machine the engine may give one to a worker twice. */
async function nothingUnderWay({ engines: { client, store } }: TestSystem, campaign: string): Promise<boolean> {
  const rows = [
    ...(await townshipProgress(store).find({ campaign }).toArray()),
    ...(await countyProgress(store).find({ campaign }).toArray()),
  ];
  const pending = await Promise.all(rows.map(async ({ _id }) => (await client.workflow.getHandle(_id).describe()).raw.pendingWorkflowTask));
  return pending.every((task) => !task);
}

export const kindsOf = ({ differences }: VerifyReport) => differences.map(({ kind }) => kind).sort();
