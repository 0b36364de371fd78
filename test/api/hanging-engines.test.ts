import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PageVisitor } from '../support/page-visitor.ts';
import { startTestSystem, type TestSystem } from '../support/running-system.ts';
import type { TestSession } from '../support/test-session.ts';
import { until } from '../support/until.ts';

/** What a person is told in time, whatever hangs. */
const IN_TIME_MS = 6_000;

let system: TestSystem;
let department: TestSession;
let visitor: PageVisitor;
const stopped = new Set<number>();

beforeAll(async () => {
  system = await startTestSystem({ worker: 'none' });
  department = await system.as('organization-department', 'lanyu');
  visitor = new PageVisitor(system.url);
  const [name = '', value = ''] = (await system.signIn('county-league', 'lanyu')).split(/=(.*)/s);
  visitor.cookies.set(name, value);
}, 120_000);
afterEach(() => {
  for (const pid of stopped) process.kill(pid, 'SIGCONT');
  stopped.clear();
});
afterAll(() => system.stop());

/** Takes connections, since the kernel does, and never answers. */
function hang({ pid }: { readonly pid: number }): void {
  process.kill(pid, 'SIGSTOP');
  stopped.add(pid);
}

async function timed<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const answer = await work();
  expect(performance.now() - began).toBeLessThan(IN_TIME_MS);
  return answer;
}

describe('a database that takes connections and never answers', () => {
  it('is told in time, on every page and endpoint, and forgotten when it answers again', async () => {
    await visitor.get('/account');
    hang(system.engines.mongo);
    for (let round = 0; round < 2; round++) {
      const page = await timed(() => visitor.get('/account'));
      expect(page.status).toBe(503);
      expect(page.text).toContain('服务暂时不可用');
      const json = await timed(() => department.get('/api/tasks'));
      expect([json.status, json.body.error.code]).toEqual([503, 'UNAVAILABLE']);
      const signIn = await timed(() => system.anybody().post('/api/session', { token: 'a'.repeat(43) }));
      expect(signIn.status).toBe(503);
    }
    const many = await timed(() => Promise.all(Array.from({ length: 30 }, () => department.get('/api/me'))));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([503]));
    process.kill(system.engines.mongo.pid, 'SIGCONT');
    await until(async () => ((await department.get('/api/tasks')).status === 200 ? true : undefined));
    expect((await visitor.get('/account')).status).toBe(200);
  }, 120_000);
});

describe('an engine that takes connections and never answers', () => {
  it('is told in time where it is needed, and nowhere else', async () => {
    hang(system.engines.temporal);
    expect((await timed(() => department.get('/api/tasks'))).status).toBe(200);
    expect((await timed(() => visitor.get('/account'))).status).toBe(200);
    expect((await timed(() => visitor.get('/temporal/'))).status).toBe(503);
    expect((await timed(() => visitor.get('/temporal/api/v1/settings'))).status).toBe(503);
    process.kill(system.engines.temporal.pid, 'SIGCONT');
    await until(async () => ((await visitor.get('/temporal/')).status === 200 ? true : undefined));
  }, 60_000);
});
