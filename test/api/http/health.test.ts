import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { until } from '../../support/until.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem({ worker: 'none' });
});
afterAll(() => system.stop());

async function look(path: string): Promise<{ status: number; body: { status: string; parts?: Record<string, string> } }> {
  const response = await fetch(`${system.url}${path}`);
  return { status: response.status, body: (await response.json()) as { status: string } };
}

describe('health', () => {
  it('names the part that is missing, and needs nobody to be signed in', async () => {
    expect(await look('/healthz')).toEqual({ status: 200, body: { status: 'alive' } });
    const parts = { mongodb: 'ok', temporal: 'ok', worker: 'down' };
    expect(await look('/readyz')).toEqual({ status: 503, body: { status: 'not-ready', parts, stuckRuns: [] } });
    await system.startWorker();
    const ready = await until(async () => {
      const answer = await look('/readyz');
      return answer.status === 200 ? answer : undefined;
    });
    expect(ready.body).toEqual({ status: 'ready', parts: { ...parts, worker: 'ok' }, stuckRuns: [] });
    await system.stopWorker();
    await until(async () => ((await look('/readyz')).body.parts?.['worker'] === 'down' ? true : undefined));
  });

  it('stays alive, and is answered within three seconds, while an engine hangs', async () => {
    const { pid } = system.engines.temporal;
    process.kill(pid, 'SIGSTOP');
    onTestFinished(() => void process.kill(pid, 'SIGCONT'));
    const began = performance.now();
    expect((await look('/healthz')).status).toBe(200);
    expect((await look('/readyz')).body.parts).toMatchObject({ mongodb: 'ok', temporal: 'down' });
    expect(performance.now() - began).toBeLessThan(3_000);
    process.kill(pid, 'SIGCONT');
    await until(async () => ((await look('/readyz')).body.parts?.['temporal'] === 'ok' ? true : undefined));
  });
});
