import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows } from '../../../store/audit.ts';
import { campaigns } from '../../../store/campaigns.ts';
import { commands } from '../../../store/commands.ts';
import { people } from '../../../store/people.ts';
import { platforms } from '../../../store/platforms.ts';
import { uploads } from '../../../store/uploads.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { until } from '../../support/until.ts';
import type { PageSession } from './page-session.ts';
import { startPagesCampaign } from './running-pages.ts';
import { addStrangers, signInAll, tokenOf, type Visitor } from './visitors.ts';

/** Forms sent by people who were never shown them. */

let system: TestSystem;
let slow: string;
let as: (visitor: Visitor) => PageSession;

beforeAll(async () => {
  system = await startTestSystem();
  await addStrangers(system);
  slow = await startPagesCampaign(system);
  as = await signInAll(system);
});
afterAll(() => system.stop());

describe('hands that should not be there', () => {
  const records = async () => {
    const { store } = system.deps;
    const counts = [commands(store), campaigns(store), people(store), platforms(store), uploads(store)].map((rows) =>
      rows.countDocuments(),
    );
    return [
      await Promise.all(counts),
      await people(store)
        .find({}, { projection: { signedInAt: 0 } })
        .sort({ _id: 1 })
        .toArray(),
    ];
  };

  it('of another county, another role or nobody change nothing', async () => {
    const clerk = (await system.person('township-league', 'lanyu/landu'))._id;
    const own = (await system.person('administrator', 'yunxi'))._id;
    const person = { name: '改例丙', email: 'changed@lanyu.example', role: 'administrator', unit: '*' };
    const reason = { reason: '试', verdict: 'approve', digest: '0'.repeat(64) };
    const platform = { group: '群', number: '123456', since: '2012-06-10', members: '1', website: '' };
    const before = await records();
    const forged: [Visitor, string, Record<string, string>, number][] = [
      ['foreignAdministrator', `/people/${clerk}`, person, 404],
      ['foreignAdministrator', `/people/${clerk}/deactivate`, {}, 404],
      ['foreignAdministrator', `/people/${clerk}/reactivate`, {}, 404],
      ['foreignAdministrator', `/people/${clerk}/link`, {}, 404],
      ['foreignAdministrator', '/people', person, 422],
      ['foreignAdministrator', '/people', { ...person, role: 'county-league', unit: 'lanyu' }, 422],
      ['foreignAdministrator', `/people/${own}`, person, 422],
      ['league', `/people/${clerk}/link`, {}, 403],
      ['clerk', '/people', person, 403],
      ...(['platform', 'results', 'plan', 'amendment', 'end', 'reports/2012-06'] as const).map(
        (place): [Visitor, string, Record<string, string>, number] => [
          'foreignLeague',
          `/campaigns/${slow}/${place}`,
          { ...reason, ...platform, title: '题', text: '文' },
          404,
        ],
      ),
      ['foreignLeague', `/campaigns/${slow}/townships/landu/irregular/waive`, { form: 'waive' }, 404],
      ['neighbour', `/campaigns/${slow}/townships/landu/irregular/waive`, { form: 'waive' }, 403],
      ['department', `/campaigns/${slow}/platform`, platform, 403],
      ['clerk', `/campaigns/${slow}/platform`, platform, 403],
      ['clerk', '/campaigns', { upload: 'x', year: '2012', clock: 'live' }, 403],
      ['clerk', `/campaigns/${slow}/amendment`, reason, 403],
      ['department', `/campaigns/${slow}/end`, reason, 403],
      ['administrator', `/campaigns/${slow}/plan`, reason, 404],
      ['stranger', '/people', person, 303],
      ['stranger', `/campaigns/${slow}/plan`, reason, 303],
    ];
    const wrong: string[] = [];
    for (const [visitor, path, fields, expected] of forged) {
      const { status } = await as(visitor).postBare(path, { ...(await tokenOf(as(visitor))), ...fields });
      if (status !== expected) wrong.push(`${visitor} ${path}: ${status}, not ${expected}`);
    }
    expect(wrong).toEqual([]);
    expect(await records()).toEqual(before);
  });

  it('with a role of theirs, but not for this, are refused and audited, and nothing takes effect', async () => {
    const nonce = 'a-decision-by-the-wrong-body';
    const forged: [Visitor, string, Record<string, string>, status: number, told: string][] = [
      ['league', `/campaigns/${slow}/plan`, { verdict: 'approve', digest: '0'.repeat(64), nonce }, 403, 'panel stop'],
      ['department', `/campaigns/${slow}/reports/2012-06`, { digest: '0'.repeat(64), nonce }, 403, 'panel stop'],
      ['auditor', `/campaigns/${slow}/results`, { title: '题', text: '文', nonce }, 403, 'panel stop'],
    ];
    for (const [visitor, path, fields, status, told] of forged) {
      const answer = await as(visitor).postBare(path, { ...(await tokenOf(as(visitor))), ...fields });
      expect([path, answer.status, answer.html.includes(told)]).toEqual([path, status, true]);
    }
    const rows = await until(async () => {
      // Refused before the forms, with their nonces, were read.
      const found = await auditRows(system.deps.store)
        .find({ what: 'message-refused', 'details.message': { $in: ['decidePlan', 'sign', 'publish'] } })
        .toArray();
      return found.length === forged.length ? found : undefined;
    });
    expect(new Set(rows.map(({ code }) => code))).toEqual(new Set(['NOT_AUTHORIZED']));
  });

  it('without the page’s own token change nothing', async () => {
    const answer = await as('administrator').postBare('/people', {
      name: '无例',
      email: 'none@lanyu.example',
      role: 'auditor',
      unit: 'lanyu',
    });
    expect(answer.status).toBe(403);
    expect(await people(system.deps.store).countDocuments({ email: 'none@lanyu.example' })).toBe(0);
  });
});
