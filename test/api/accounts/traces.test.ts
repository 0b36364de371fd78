import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../../api/pages/routes.ts';
import { auditRows } from '../../../store/audit.ts';
import { people } from '../../../store/people.ts';
import { countyUpload, exampleTextOf } from '../../support/example-county.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import type { TestSession } from '../../support/test-session.ts';
import { PageSession } from '../pages/page-session.ts';
import { tokenOf } from '../pages/visitors.ts';

/** Somebody tries to bring people in, change them or read them without being seen. */

let system: TestSystem;
let administrator: TestSession;
let page: PageSession;

beforeAll(async () => {
  system = await startTestSystem({ worker: 'none' });
  administrator = await system.as('administrator', '*');
  page = new PageSession(system.url, await system.signIn('administrator', '*'));
});
afterAll(() => system.stop());

const entry = { name: '新例甲', email: 'new@lanyu.example', role: 'county-league', unit: 'lanyu' };
const rows = () => people(system.deps.store);

describe('people of a township', () => {
  it('of a county without a campaign are not added by hand: nobody knows its townships yet', async () => {
    const clerk = { ...entry, role: 'township-league', unit: 'nowhere/landu' };
    const answer = await administrator.post('/api/people', clerk);
    expect([answer.status, answer.body.error.code]).toEqual([422, 'UNIT_UNKNOWN']);
    const { _id } = await system.person('township-league', 'lanyu/landu');
    expect((await administrator.patch(`/api/people/${_id}`, { unit: 'nowhere/landu' })).body.error.code).toBe('UNIT_UNKNOWN');
    const shown = await page.postBare('/people', { ...(await tokenOf(page)), ...clerk });
    expect([shown.status, shown.html.includes('随县名册添加')]).toEqual([422, true]);
    expect(await rows().countDocuments({ unit: 'nowhere/landu' })).toBe(0);
  });
});

describe('the audit', () => {
  it('has each person of a county file by itself, for the auditor of their county', async () => {
    await rows().deleteMany({ unit: 'lanyu/shiyu' });
    const league = await system.as('county-league', 'lanyu');
    const begun = { ...countyUpload(exampleTextOf('shiyu')), year: 2012, clock: 'trial', msPerPlanDay: 86_400_000 };
    expect((await league.post('/api/campaigns', begun)).status).toBe(201);
    const added = await rows().find({ unit: 'lanyu/shiyu' }).toArray();
    expect(added.length).toBeGreaterThan(1);
    const auditor = await system.as('auditor', 'lanyu');
    const listed = (await auditor.get('/api/audit')).body.entries as { what: string; target: string; details?: object }[];
    for (const { _id, role } of added) {
      const about = { what: 'person-added', target: _id, details: { role, unit: 'lanyu/shiyu' } };
      expect(listed.filter(({ what, target }) => what === 'person-added' && target === _id)).toMatchObject([about]);
    }
    expect(listed.find(({ what }) => what === 'people-imported')).toMatchObject({ details: { added: added.length } });
  });

  it('has an entry for whatever was changed: what cannot be written there is not done', async () => {
    const { _id: id } = await system.person('county-league', 'lanyu');
    const before = await rows().findOne({ _id: id });
    const allow = (validator: object) => system.deps.store.db.command({ collMod: 'audit', validator });
    await allow({ what: { $not: /^person-/ } });
    const unseen = [
      await administrator.post('/api/people', { ...entry, email: 'unseen@lanyu.example' }),
      await administrator.patch(`/api/people/${id}`, { role: 'organization-department' }),
      await administrator.post(`/api/people/${id}/deactivation`),
    ];
    await allow({});
    expect(unseen.map(({ status }) => status >= 500)).toEqual([true, true, true]);
    expect(await rows().findOne({ _id: id })).toEqual(before);
    expect(await rows().countDocuments({ email: 'unseen@lanyu.example' })).toBe(0);
    expect((await administrator.patch(`/api/people/${id}`, { lead: !before?.lead })).status).toBe(200);
    expect(await auditRows(system.deps.store).countDocuments({ what: 'person-changed', target: id })).toBe(1);
  });
});

describe('a request that only asks', () => {
  it('changes nothing, whatever page it asks for', async () => {
    const { db } = system.deps.store;
    const passing = ['sessions', 'heartbeats', 'attempts'];
    const hashes = async () => {
      const { collections } = (await db.command({ dbHash: 1 })) as unknown as { collections: Record<string, string> };
      return Object.fromEntries(Object.entries(collections).filter(([name]) => !passing.includes(name)));
    };
    const visitors = [page, new PageSession(system.url, await system.signIn('county-league', 'lanyu')), new PageSession(system.url)];
    const [campaign] = (await administrator.get('/api/campaigns')).body.campaigns as { id: string }[];
    const id = (await system.person('county-league', 'lanyu'))._id;
    const before = await hashes();
    for (const { path, method } of ROUTES) {
      const placed = path
        .replaceAll(':campaign', campaign?.id ?? '')
        .replaceAll(':township', 'shiyu')
        .replaceAll(/:id|:person/g, id);
      for (const visitor of visitors) {
        const { status } = await visitor.get(placed.replaceAll(/[:*]\w+/g, 'survey'));
        expect([method, placed, status < 500]).toEqual([method, placed, true]);
      }
    }
    expect(await hashes()).toEqual(before);
  });

  it('by TRACE or any other method than those of its place is answered without what it brought', async () => {
    const { hostname, port } = new URL(system.url);
    for (const method of ['TRACE', 'PUT', 'DELETE', 'PROPFIND', 'OPTIONS']) {
      for (const path of ['/sign-in', '/api/me', '/temporal/', '/people']) {
        const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
          const asked = httpRequest({ hostname, port, method, path, headers: { cookie: 'secret=1234567' } }, (answer) => {
            let said = '';
            answer.setEncoding('utf8').on('data', (part: string) => {
              said += part;
            });
            answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text: said }));
          });
          asked.once('error', reject).end();
        });
        expect([method, path, status >= 400 && status < 500, text.includes('1234567')]).toEqual([method, path, true, false]);
      }
    }
  });

  it('for what holds odd characters is answered as one that finds nothing', async () => {
    for (const odd of ['%00', 'a%00b', '%5B', '((((', '.*', '%5C', '%FF%FE', '%ED%A0%80', '%24where'])
      for (const path of ['/mail?to=', '/people?page=', '/audit?page=', '/api/mails?to=', '/sign-in?next=', '/sign-in?token='])
        expect([path, odd, (await page.get(`${path}${odd}`)).status < 500]).toEqual([path, odd, true]);
  });
});
