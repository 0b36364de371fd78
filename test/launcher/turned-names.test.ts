import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyFreePort } from '../../engines/index.ts';
import { UNBROWSABLE_PORTS } from '../../engines/unbrowsable-port.ts';
import { describeInBrowser, launchBrowser } from '../support/browser.ts';
import { type StartedService, startService } from '../support/started-service.ts';

/** A web page whose own name was turned to this machine after it was opened reaches whatever listens here, and names itself as the host. */

const HOST = 'evil.example';

interface Listening {
  readonly process: string;
  readonly address: string;
  readonly port: number;
}

const folder = mkdtempSync(path.join(tmpdir(), 'league-reorg-test-'));
let service: StartedService;
let listening: readonly Listening[];
let metricsPort: number;

beforeAll(async () => {
  metricsPort = await anyFreePort();
  service = await startService(folder, { METRICS_PORT: String(metricsPort) });
  const { temporal, mongod, worker, api } = service.system.processes;
  const pids = await Promise.all(
    Object.entries({ temporal, mongod, worker, api }).map(async ([name, one]) => [name, (await one?.running())?.pid ?? 0] as const),
  );
  listening = pids.flatMap(([process, pid]) => listeningOf(pid).map((at) => ({ process, ...at })));
});

afterAll(async () => {
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a process listens on, by Linux's own table. */
function listeningOf(pid: number): { readonly address: string; readonly port: number }[] {
  const inodes = new Set(readdirSync(`/proc/${pid}/fd`).flatMap((fd) => /socket:\[(\d+)\]/.exec(linkOf(pid, fd))?.[1] ?? []));
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && inodes.has(inode ?? ''))
    .map(([, local = '']) => {
      const [address = '', port = ''] = local.split(':');
      return { address: [...Buffer.from(address, 'hex')].toReversed().join('.'), port: Number.parseInt(port, 16) };
    });
}

function linkOf(pid: number, fd: string): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`);
  } catch {
    return '';
  }
}

/** Status and text of the answer; 0 where it is none that a browser understands. */
function ask({ address, port }: Listening, where: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const nothing = () => resolve({ status: 0, text: '' });
    const asked = request({ host: address, port, path: where, headers: { host: `${HOST}:${port}` }, timeout: 3_000 }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text })).once('error', nothing);
    });
    asked
      .once('error', nothing)
      .once('timeout', () => asked.destroy())
      .end();
  });
}

const PATHS = ['/metrics', '/temporal/', '/temporal/api/v1/namespaces', '/api/v1/namespaces', '/api/v1/cluster-info'];

describe.runIf(process.platform === 'linux')('a page whose name was turned to this machine', () => {
  it('gets nothing from any port, but from those that no browser opens', async () => {
    expect(new Set(listening.map((one) => one.process))).toEqual(new Set(['temporal', 'mongod', 'worker', 'api']));
    const told: string[] = [];
    for (const one of listening) {
      // Some port of the engine's inner services speaks no HTTP; the app's own pages are for whoever signs in.
      for (const where of PATHS) {
        const { status, text } = await ask(one, where);
        const mongo = text.includes('trying to access MongoDB over HTTP');
        if (status >= 200 && status < 300 && !mongo && !UNBROWSABLE_PORTS.includes(one.port)) {
          told.push(`${one.process} ${one.address}:${one.port}${where}: ${status}`);
        }
      }
    }
    expect(told).toEqual([]);
  });

  it('finds the figures at the two addresses that were asked for, which look at the name, and nowhere else', async () => {
    const figures = await Promise.all(
      listening.map(async (one) => {
        const { text } = await ask({ ...one, address: one.address }, '/metrics');
        return /^# (?:HELP|TYPE) /m.test(text) ? one : undefined;
      }),
    );
    const open = figures.filter((one) => one !== undefined);
    // The embedded engine's own, which cannot be turned off: no browser opens it.
    expect(open.map(({ process }) => process)).toEqual(['temporal']);
    expect(UNBROWSABLE_PORTS).toContain(open[0]?.port);
    for (const port of [metricsPort, metricsPort + 1]) {
      expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200);
      expect((await ask({ process: '', address: '127.0.0.1', port }, '/metrics')).status).toBe(421);
    }
    expect(listening.filter(({ process }) => process === 'worker').map(({ port }) => port)).toEqual([metricsPort + 1]);
  });

  it('is refused by whatever keeps to the Fetch standard', async () => {
    const shut = listening.filter(({ port }) => UNBROWSABLE_PORTS.includes(port));
    expect(shut).toHaveLength(2);
    for (const { address, port } of shut) {
      const refused = await fetch(`http://${address}:${port}/metrics`).catch((error: Error) => String(error.cause));
      expect(refused).toContain('bad port');
    }
  });

  describeInBrowser('in Chromium', () => {
    it('cannot open the engine’s own pages and figures', async () => {
      const shut = listening.filter(({ port }) => UNBROWSABLE_PORTS.includes(port));
      expect(shut.length).toBe(2);
      for (const { address, port } of shut) {
        const browser = await launchBrowser([`--host-resolver-rules=MAP ${HOST} ${address}`]);
        try {
          const page = await browser.newPage();
          for (const where of PATHS) await expect(page.goto(`http://${HOST}:${port}${where}`)).rejects.toThrow('ERR_UNSAFE_PORT');
          // Without wanting to read the answer.
          const blank = await browser.newPage();
          const sent = await blank.evaluate(
            (url) =>
              fetch(url, { method: 'POST', mode: 'no-cors', body: '{}' }).then(
                () => 'sent',
                () => 'refused',
              ),
            `http://${HOST}:${port}/temporal/api/v1/namespaces/league-reorg/workflows/x/terminate`,
          );
          expect(sent).toBe('refused');
        } finally {
          await browser.close();
        }
      }
    });
  });
});
