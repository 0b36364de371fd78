import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Role } from '../../domain/roles.ts';
import { countyUpload } from '../support/example-county.ts';
import { startTestSystem, type TestSystem } from '../support/running-system.ts';
import { until } from '../support/until.ts';

/**
 * `npm run fuzz [-- --examples N --seed S --role ROLE]`: schemathesis (PyPI) makes requests of its own from the app's
 * OpenAPI document, signed in as each role, on a system with a running campaign: no 5xx, nothing but what the document
 * promises. Needs `schemathesis` on the PATH, or its path in SCHEMATHESIS_BIN.
 */

const ROLES: readonly (readonly [Role, string])[] = [
  ['county-league', 'lanyu'],
  ['organization-department', 'lanyu'],
  ['township-party-committee', 'lanyu/landu'],
  ['township-league', 'lanyu/landu'],
  ['auditor', 'lanyu'],
  ['administrator', 'lanyu'],
];

/** Would end the session that the requests are made with. */
const NOT_FUZZED = ['signIn', 'signOut'];

const { values } = parseArgs({
  options: { examples: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' }, role: { type: 'string' } },
});

const MANY = 10_000_000;
const system = await startTestSystem({ rateLimits: { address: MANY, account: MANY, badTokens: MANY } });
try {
  const campaign = await beginCampaign(system);
  console.log(`campaign ${campaign} at ${system.url}`);
  for (const [role, unit] of ROLES) {
    if (values.role && values.role !== role) continue;
    console.log(`\n== ${role}`);
    const code = await fuzz(await system.signIn(role, unit));
    if (code !== 0) process.exitCode = 1;
  }
} finally {
  await system.stop();
}

/** A trial whose plan is approved, so that townships, items and tasks are there. */
async function beginCampaign(on: TestSystem): Promise<string> {
  const league = await on.as('county-league', 'lanyu');
  const { body } = await league.post('/api/campaigns', { ...countyUpload(), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 });
  const id = body.campaign.id as string;
  const department = await on.as('organization-department', 'lanyu');
  await until(async () => (await department.get('/api/tasks')).body.tasks[0]);
  const { digest } = (await department.get(`/api/campaigns/${id}/plan`)).body;
  await department.post(`/api/campaigns/${id}/plan/decisions`, {
    nonce: randomBytes(18).toString('base64url'),
    digest,
    verdict: 'approve',
  });
  return id;
}

async function fuzz(cookie: string): Promise<number> {
  const args = [
    '--config-file',
    fileURLToPath(new URL('schemathesis.toml', import.meta.url)),
    'run',
    `${system.url}/api/openapi.json`,
    '--url',
    `${system.url}/api`,
    '--checks',
    'all',
    '--max-examples',
    values.examples,
    '--seed',
    values.seed,
    '--header',
    `Origin: ${system.url}`,
    '--header',
    'Sec-Fetch-Site: same-origin',
    ...NOT_FUZZED.flatMap((id) => ['--exclude-operation-id', id]),
  ];
  const session = cookie.slice(cookie.indexOf('=') + 1);
  const folder = await mkdtemp(join(tmpdir(), 'league-fuzz-'));
  try {
    const run = spawn(process.env['SCHEMATHESIS_BIN'] ?? 'schemathesis', args, {
      stdio: 'inherit',
      cwd: folder,
      env: { ...process.env, FUZZ_SESSION: session },
    });
    const [code] = (await once(run, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
