import { TestWorkflowEnvironment } from '@temporalio/testing';
import { indexedValueType } from '../config/namespace.ts';
import { searchAttributes } from '../config/search-attributes.ts';
import { resolveEngine } from './resolve.ts';

/**
 * Starts Temporal's time-skipping test server and connects to it; `teardown()` ends it. Its clock is global: one environment per test
 * file, used by one test after the other. The search attributes are registered: without them a workflow task that sets one fails for ever.
 * @throws {EngineNotFoundError} when the server is nowhere to be had
 */
export async function startTestServer(): Promise<TestWorkflowEnvironment> {
  const { path } = await resolveEngine('temporal-test-server');
  const environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  await environment.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(Object.values(searchAttributes).map(({ name, type }) => [name, indexedValueType[type]])),
  });
  return environment;
}
