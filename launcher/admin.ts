import path from 'node:path';
import { type LauncherEnv, loadEnvFile, localUrl, readEnv } from '../config/env.ts';
import { readRunning } from '../engines/index.ts';
import { openStore } from '../store/database.ts';
import { administratorLines } from './list-administrators.ts';
import { makeLinkFor } from './make-link.ts';
import { reportFailure } from './report-failure.ts';

/** `npm run admin`, at the terminal: `list` tells who administers, `link EMAIL` makes a one-time sign-in link for somebody. */

const USAGE = [
  '用法 / usage:',
  '  npm run admin -- list        管理员的姓名、邮箱 / who administers, and under which address',
  '  npm run admin -- link 邮箱   一次性登录链接 / a one-time sign-in link',
].join('\n');

/** Where this installation's database is: the one that is named, or that of the service that runs on the data folder. */
function installation(env: LauncherEnv): { readonly mongodbUri: string; readonly publicUrl: string } | undefined {
  const running = readRunning(path.resolve(env.DATA_DIR));
  const mongodbUri = env.MONGODB_URI ?? running?.mongodbUri;
  if (mongodbUri === undefined) return undefined;
  return { mongodbUri, publicUrl: env.PUBLIC_URL ?? running?.url ?? localUrl(env.HOST, env.PORT ?? 8080) };
}

async function run([command, email, ...more]: readonly string[]): Promise<string[]> {
  const wellMeant = command === 'list' ? email === undefined : command === 'link' && email !== undefined && more.length === 0;
  if (!wellMeant) return fail(USAGE);
  loadEnvFile();
  const env = readEnv('launcher');
  const at = installation(env);
  if (!at) return fail('服务没有运行，请先运行 npm start / the service is not running; run npm start first');
  const store = openStore(at.mongodbUri, env.MONGODB_DATABASE, 'league-reorg admin');
  try {
    if (email === undefined) return await administratorLines(store);
    const made = await makeLinkFor(store, email, { publicUrl: at.publicUrl, mailIsSent: env.SMTP_URL !== undefined, now: new Date() });
    return 'problem' in made ? fail(made.problem) : made.lines;
  } finally {
    await store.client.close();
  }
}

function fail(line: string): string[] {
  process.exitCode = 1;
  return [line];
}

try {
  const lines = await run(process.argv.slice(2));
  for (const line of lines) (process.exitCode ? console.error : console.log)(line);
} catch (error) {
  reportFailure(error);
}
