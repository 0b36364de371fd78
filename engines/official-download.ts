/**
 * Run as a process of its own by `download-official.ts`: the libraries give no way to cancel a download, a process can be ended.
 * Arguments: engine, folder. Prints the executable's path.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';

const [engine, folder] = process.argv.slice(2) as [string, string];

async function temporal(): Promise<string> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const server = { executable: { type: 'cached-download' as const, downloadDir: folder } };
  const environment = await (engine === 'temporal'
    ? TestWorkflowEnvironment.createLocal({ server })
    : TestWorkflowEnvironment.createTimeSkipping({ server }));
  await environment.teardown();
  const file = (await readdir(folder)).find((name) => name.startsWith(engine));
  if (file === undefined) throw new Error('nothing was downloaded');
  return path.join(folder, file);
}

async function mongod(): Promise<string> {
  const { MongoBinary } = await import('mongodb-memory-server-core');
  return MongoBinary.getPath({ version: '7.0.14', downloadDir: folder, checkMD5: true });
}

process.stdout.write(`${await (engine === 'mongod' ? mongod() : temporal())}\n`);
