import path from 'node:path';
import { type LauncherEnv, loadEnvFile, readEnv } from '../config/env.ts';
import { formatVoucherKeys } from '../config/voucher-keys.ts';
import { type StoresTrouble, storesTroubleText } from '../domain/language/stores-trouble.ts';
import { type Entries, loadSecrets, type RunningSystem, startSystem } from '../engines/index.ts';
import type { FoundStores } from './compare-at-start.ts';
import { keepFirstSignIn } from './first-sign-in.ts';
import { reportFailure } from './report-failure.ts';
import { onStopRequests } from './stop-requests.ts';

/** What `npm start` runs. */
export interface Service {
  /** Default: the project's own api, worker and bundle. */
  readonly entries?: Entries;
  /** Whether the two stores belong together. @throws StoresApartError when nothing can run on them */
  readonly compare?: (found: FoundStores) => Promise<StoresTrouble | undefined>;
  /** Completes a database that is older than the runs, once everything runs. */
  readonly repair?: (found: FoundStores, workFolder: string, say: (line: string) => void) => Promise<void>;
  /** The first administrator's one-time link, as long as no administrator has signed in. */
  readonly firstSignIn?: (at: { mongodbUri: string; database: string; publicUrl: string }) => Promise<string | undefined>;
}

function say(line: string): void {
  console.log(`${new Date().toTimeString().slice(0, 8)}  ${line}`);
}

function welcome({ url }: RunningSystem, dataDir: string, began: number, signIn: { link: string; file: string } | undefined): void {
  const first = signIn && [
    '  首位管理员的一次性登录链接，60 分钟内有效 / the first administrator signs in once, within 60 minutes:',
    `    ${signIn.link}`,
    `    （也保存在 also in ${signIn.file}）`,
    '',
  ];
  console.log(
    [
      '',
      `  已就绪，用时 ${((Date.now() - began) / 1_000).toFixed(1)} 秒 / ready`,
      '',
      `  请在浏览器打开 open：  ${url}`,
      `  流程界面 Temporal UI： ${url}/temporal/`,
      `  数据 data：            ${dataDir}`,
      `  日志 logs：            ${path.join(dataDir, 'logs')}`,
      `  停止 stop：            Ctrl-C`,
      '',
      ...(first ?? []),
    ].join('\n'),
  );
}

async function offerFirstSignIn(service: Service, system: RunningSystem, env: LauncherEnv, dataDir: string) {
  const link = await service.firstSignIn?.({ mongodbUri: system.mongodbUri, database: env.MONGODB_DATABASE, publicUrl: system.url });
  const file = keepFirstSignIn(dataDir, link);
  return link === undefined || file === undefined ? undefined : { link, file };
}

/**
 * Runs the whole service on this machine until Ctrl-C, SIGTERM or SIGHUP, and tells a person at the terminal what they need to know.
 * A failure is told too, and makes the exit code 1.
 */
export async function runService(service: Service): Promise<void> {
  const began = Date.now();
  const starting = new AbortController();
  let up: Promise<RunningSystem> | undefined;

  const end = async () => {
    starting.abort(new Error('stopped'));
    await up?.then(
      (system) => system.stop(),
      () => undefined,
    );
  };
  const stop = async () => {
    say('正在停止；再按一次 Ctrl-C 加快 / stopping; Ctrl-C again to hurry');
    await end();
    say('已停止，数据已保存 / stopped, the data is kept');
  };
  onStopRequests(
    () => void stop().catch(reportFailure),
    () => void end().catch(reportFailure),
  );

  try {
    loadEnvFile();
    const env = readEnv('launcher');
    const dataDir = path.resolve(env.DATA_DIR);
    const names = { namespace: env.TEMPORAL_NAMESPACE, database: env.MONGODB_DATABASE };
    let trouble: StoresTrouble | undefined;
    const beforeServices = async (at: Pick<FoundStores, 'temporalAddress' | 'mongodbUri'>) => {
      const voucherKeys = env.VOUCHER_KEYS ? formatVoucherKeys(env.VOUCHER_KEYS) : loadSecrets(dataDir).voucherKeys;
      trouble = await service.compare?.({ ...at, ...names, voucherKeys });
      if (trouble) say(`${storesTroubleText(trouble, 'zh-Hans')} / ${storesTroubleText(trouble, 'en')}`);
    };
    up = startSystem({ env, say, signal: starting.signal, beforeServices, ...(service.entries && { entries: service.entries }) });
    const system = await up;
    welcome(system, dataDir, began, await offerFirstSignIn(service, system, env, dataDir));
    if (trouble === 'repairing') {
      const found = { temporalAddress: system.temporalAddress, mongodbUri: system.mongodbUri, ...names };
      await service.repair?.(found, dataDir, say);
    }
  } catch (error) {
    if (starting.signal.aborted) return;
    reportFailure(error);
    await end();
  }
}
