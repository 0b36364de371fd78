import { type EnvSource, readEnv } from '../../config/env.ts';
import type { Role } from '../../domain/roles.ts';
import { type RunningSystem, startSystem } from '../../engines/index.ts';
import { openStore, type Store } from '../../store/database.ts';
import { newPersonId, people } from '../../store/people.ts';
import { makeSignInLink } from '../../store/sign-in-links.ts';
import { exampleCounty } from './example-county.ts';
import { TestSession } from './test-session.ts';

/** The whole service as `npm start` runs it, each part in a process of its own, on one data folder. */
export interface StartedService {
  readonly system: RunningSystem;
  readonly store: Store;
  readonly namespace: string;
  readonly database: string;
  /** The first person of this role at this unit, signed in. */
  signIn(role: Role, unit: string): Promise<TestSession>;
  stop(): Promise<void>;
}

/** Some six seconds. What stands in `variables` is all the service is told beside its folder. */
export async function startService(dataDir: string, variables: EnvSource = {}): Promise<StartedService> {
  const { PATH } = process.env;
  const env = readEnv('launcher', { PATH, DATA_DIR: dataDir, ...variables });
  const system = await startSystem({ env, ports: 'any' });
  const store = openStore(system.mongodbUri, env.MONGODB_DATABASE, 'test');
  return {
    system,
    store,
    namespace: env.TEMPORAL_NAMESPACE,
    database: env.MONGODB_DATABASE,
    async signIn(role, unit) {
      const person = await people(store).findOne({ role, unit });
      if (!person) throw new Error(`nobody is ${role} at ${unit}`);
      const { token } = await makeSignInLink(store, { person: person._id, by: person._id, minutes: 5, now: new Date() });
      const { headers } = await new TestSession(system.url, {}).post('/api/session', { token });
      return new TestSession(system.url, {
        cookie: headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; '),
      });
    },
    async stop() {
      await store.client.close();
      await system.stop();
    },
  };
}

/** Everybody of the example county. */
export async function addExamplePeople(store: Store): Promise<void> {
  const common = { active: true, createdAt: new Date(), createdBy: 'test' };
  await people(store).insertMany(
    exampleCounty().people.map(({ telephone: _telephone, ...person }) => ({ _id: newPersonId(), ...person, ...common })),
  );
}
