import { cpSync, readdirSync, readFileSync, readlinkSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client, type Connection } from '@temporalio/client';
import { MongoClient } from 'mongodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askServer } from '../../api/engine-ui/ask-server.ts';
import { prepareNamespace, retentionDays } from '../../config/namespace.ts';
import { searchAttributes } from '../../config/search-attributes.ts';
import { connectTemporal, taskQueue } from '../../config/temporal.ts';
import { anyFreePort, PortTakenError, resolveEngine, startMongo, startTemporal } from '../../engines/index.ts';
import { isFree } from '../../engines/ports.ts';
import { startTestServer } from '../../engines/test-server.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const namespace = 'league-reorg';

async function withTemporal<T>(address: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connectTemporal({ TEMPORAL_ADDRESS: address });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

async function withMongo<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

describe('Temporal', () => {
  it('keeps its namespace for ten years, with typed search attributes, and what ran, over a stop and a kill', async () => {
    const dataDir = scratchFolder();
    const first = await startTemporal({ dataDir });
    await withTemporal(first.address, async (connection) => {
      await Promise.all([prepareNamespace(connection, namespace), prepareNamespace(connection, namespace)]);
      const { config } = await connection.workflowService.describeNamespace({ namespace });
      expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(3_650 * 86_400);
      expect(retentionDays).toBe(3_650);
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      const wanted = { County: 2, Township: 2, Stage: 2, StageStatus: 2, EscalationLevel: 3, DueAt: 6 };
      expect(customAttributes).toEqual(wanted);
      expect(Object.keys(wanted)).toEqual(Object.values(searchAttributes).map(({ name }) => name));
      await new Client({ connection, namespace }).workflow.start('reorganizeTownship', {
        taskQueue,
        workflowId: 'reorganization/云溪/2026/1',
      });
    });
    const page = await (await askServer(`${first.uiAddress}/temporal/`, { signal: AbortSignal.timeout(10_000) })).text();
    expect(page).toContain('/temporal/_app/');
    await first.kill9();

    const second = await startTemporal({ dataDir });
    expect(second.address).not.toBe(first.address);
    await withTemporal(second.address, async (connection) => {
      await prepareNamespace(connection, namespace);
      const run = await new Client({ connection, namespace }).workflow.getHandle('reorganization/云溪/2026/1').describe();
      expect(run.status.name).toBe('RUNNING');
    });
    expect((await second.stop()).signal).toBeNull();
    expect(await isFree(Number(second.address.split(':')[1]))).toBe(true);
  });

  it('is started again when it ends before it answers, as when another program takes a port it had picked', async () => {
    const dataDir = scratchFolder();
    const executable = path.join(dataDir, 'ends-once');
    const tried = path.join(dataDir, 'tried');
    const { path: real } = await resolveEngine('temporal');
    writeFileSync(executable, `#!/bin/sh\nif [ -e '${tried}' ]; then exec '${real}' "$@"; fi\n: > '${tried}'\nexit 2\n`, { mode: 0o700 });
    const temporal = await startTemporal({ dataDir, executable });
    await withTemporal(temporal.address, (connection) => prepareNamespace(connection, namespace));
    expect((await temporal.stop()).signal).toBeNull();
  });

  it('tells why it did not start', async () => {
    const dataDir = scratchFolder();
    await expect(startTemporal({ dataDir, executable: '/bin/false' })).rejects.toThrow(/temporal 未能启动（exit 1）/);
  });
});

describe('MongoDB', () => {
  it('keeps what was written, transactions included, over a kill, a stop and another port', async () => {
    const dataDir = scratchFolder();
    const first = await startMongo({ dataDir });
    await withMongo(first.uri, async (client) => {
      await client.db('t').createCollection('commands');
      const write = { writeConcern: { w: 'majority', j: true } } as const;
      await client.withSession((session) =>
        session.withTransaction(async () => {
          await client.db('t').collection('commands').insertOne({ command: 1 }, { session });
        }, write),
      );
    });
    await first.kill9();

    const second = await startMongo({ dataDir });
    expect(second.uri).not.toBe(first.uri);
    await withMongo(second.uri, async (client) => {
      await client.db('t').collection('commands').insertOne({ command: 2 });
    });
    const began = Date.now();
    expect(await second.stop()).toEqual({ code: 0, signal: null });
    expect(Date.now() - began).toBeLessThan(5_000);

    const third = await startMongo({ dataDir, port: await anyFreePort() });
    expect(await withMongo(third.uri, (client) => client.db('t').collection('commands').countDocuments())).toBe(2);
    await third.stop();
  });

  it('listens on this machine only', async () => {
    const mongo = await startMongo({ dataDir: scratchFolder() });
    const { parsed } = await withMongo(mongo.uri, (client) => client.db('admin').command({ getCmdLineOpts: 1 }));
    expect(parsed.net.bindIp).toBe('127.0.0.1');
    await mongo.stop();
  });
});

describe('the engines of an installation', () => {
  it('keep their key in a file of its owner, and let nobody else of this machine read or write MongoDB', async () => {
    const dataDir = scratchFolder();
    const mongo = await startMongo({ dataDir });
    onTestFinished(() => mongo.stop(1_000).then(() => undefined));
    expect(statSync(path.join(dataDir, 'engine.key')).mode & 0o777).toBe(0o600);
    const stranger = mongo.uri.replace(/\/\/[^@]+@/, '//').replace('&authSource=admin', '');
    expect(stranger).not.toContain('@');
    for (const command of [
      (client: MongoClient) => client.db('league_reorg').collection('people').find().toArray(),
      (client: MongoClient) => client.db('league_reorg').collection('people').insertOne({}),
      // The first user of a new server may be made without a password, unless that is switched off.
      (client: MongoClient) => client.db('admin').command({ createUser: 'stranger', pwd: 'stranger', roles: ['root'] }),
      (client: MongoClient) => client.db('admin').command({ shutdown: 1 }),
    ]) {
      await expect(withMongo<unknown>(stranger, command)).rejects.toThrow(/requires authentication/);
    }
    // The app itself makes no users either.
    const promote = (client: MongoClient) => client.db('admin').command({ createUser: 'x', pwd: 'x', roles: ['root'] });
    await expect(withMongo(mongo.uri, promote)).rejects.toThrow(/not authorized/);
  });

  it('open what was made in another folder, with the key of this one', async () => {
    const [before, after] = [scratchFolder(), scratchFolder()];
    const first = await startMongo({ dataDir: before });
    await withMongo(first.uri, (client) => client.db('t').collection('commands').insertOne({ command: 1 }));
    await first.stop();
    renameSync(path.join(before, 'mongodb'), path.join(after, 'mongodb'));
    const second = await startMongo({ dataDir: after });
    onTestFinished(() => second.stop(1_000).then(() => undefined));
    expect(await withMongo(second.uri, (client) => client.db('t').collection('commands').countDocuments())).toBe(1);
  });

  it('are not taken for their own by another folder on the same port, nor by a copy of the folder', async () => {
    const folder = scratchFolder();
    const dataDir = path.join(folder, 'original');
    await (await startMongo({ dataDir })).stop();
    const copy = path.join(folder, 'copy');
    cpSync(dataDir, copy, { recursive: true });
    const [mongo, temporal] = await Promise.all([startMongo({ dataDir }), startTemporal({ dataDir })]);
    onTestFinished(() => Promise.all([mongo.stop(1_000), temporal.stop(1_000)]).then(() => undefined));
    const mongoPort = Number(new URL(mongo.uri.replace('mongodb:', 'http:')).port);
    const temporalPort = Number(temporal.address.split(':')[1]);
    for (const other of [scratchFolder(), copy]) {
      await expect(startMongo({ dataDir: other, port: mongoPort })).rejects.toThrow(PortTakenError);
      await expect(startTemporal({ dataDir: other, port: temporalPort })).rejects.toThrow(PortTakenError);
    }
    await withTemporal(temporal.address, async (connection) => {
      const { namespaces } = await connection.workflowService.listNamespaces({});
      expect(namespaces?.filter(({ namespaceInfo }) => namespaceInfo?.name?.startsWith('installation-'))).toHaveLength(1);
    });
  });

  it('answer no web page that was turned to this machine: HTTP by no name, the UI at an address nobody knows', async () => {
    const dataDir = scratchFolder();
    const temporal = await startTemporal({ dataDir });
    onTestFinished(() => temporal.stop(1_000).then(() => undefined));
    const { hostname, port } = new URL(temporal.uiAddress);
    expect(hostname).toMatch(process.platform === 'darwin' ? /^127\.0\.0\.1$/ : /^127\.(?!0\.0\.1$)/);
    if (process.platform !== 'darwin') await expect(fetch(`http://127.0.0.1:${port}/temporal/`)).rejects.toThrow();
    const inodes = new Set(
      readdirSync(`/proc/${temporal.pid}/fd`).flatMap((fd) => /socket:\[(\d+)\]/.exec(linkOf(temporal.pid, fd))?.[1] ?? []),
    );
    const listening = readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && inodes.has(inode ?? ''))
      .map(([, local]) => Number.parseInt(local?.split(':')[1] ?? '', 16));
    expect(listening.length).toBeGreaterThan(3);
    const answered = await Promise.all(
      listening.map((at) =>
        fetch(`http://127.0.0.1:${at}/api/v1/namespaces`, { signal: AbortSignal.timeout(2_000) }).then(
          ({ status }) => status,
          () => 0,
        ),
      ),
    );
    expect(answered).toContain(403);
    expect(answered).not.toContain(200);
  });
});

/** What a file descriptor of a process stands for. */
function linkOf(pid: number, fd: string): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`);
  } catch {
    return '';
  }
}

describe('the time-skipping server', () => {
  it('skips time and knows the search attributes', async () => {
    const { version } = await resolveEngine('temporal-test-server');
    expect(version).toBe('');
    const environment = await startTestServer();
    const before = await environment.currentTimeMs();
    await environment.sleep('213 days');
    expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(213 * 86_400_000);
    // The server refuses attributes that it does not know.
    const typedSearchAttributes = [
      { key: searchAttributes.County, value: '云溪' },
      { key: searchAttributes.DueAt, value: new Date(before) },
      { key: searchAttributes.EscalationLevel, value: 2 },
    ];
    await environment.client.workflow.start('reorganizeTownship', { taskQueue, workflowId: 'w', typedSearchAttributes });
    await environment.teardown();
  });
});
