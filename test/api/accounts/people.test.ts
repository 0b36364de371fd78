import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows } from '../../../store/audit.ts';
import { campaigns } from '../../../store/campaigns.ts';
import { newPersonId, type Person, people } from '../../../store/people.ts';
import { townshipProgress } from '../../../store/progress.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { TestSession } from '../../support/test-session.ts';
import { truthful } from '../json/truthful.ts';

let system: TestSystem;
let administrator: TestSession;
let ofCounty: TestSession;

beforeAll(async () => {
  system = await startTestSystem({ worker: 'none', check: truthful });
  administrator = await system.as('administrator', '*');
  await addRow({ email: 'admin@yunxi.example', role: 'administrator', unit: 'yunxi' });
  await addRow({ email: 'clerk@yunxi.example', role: 'township-league', unit: 'yunxi/nanshan' });
  ofCounty = await system.as('administrator', 'yunxi');
});
afterAll(() => system.stop());

/** Somebody of a county that has no county file here. */
async function addRow(row: Pick<Person, 'email' | 'role' | 'unit'>): Promise<Person> {
  const person: Person = { _id: newPersonId(), name: '某某', lead: false, active: true, createdAt: new Date(), createdBy: 'test', ...row };
  await people(system.engines.store).insertOne(person);
  return person;
}

const entry = { name: '新例甲', email: 'New@Lanyu.example', role: 'county-league', unit: 'lanyu', lead: false };

describe('people', () => {
  it('are added, changed and given a link by an administrator, each audited without their names', async () => {
    const added = await administrator.post('/api/people', entry);
    expect([added.status, added.body.email]).toEqual([201, 'new@lanyu.example']);
    const { id } = added.body;
    expect((await administrator.post('/api/people', entry)).body.error.code).toBe('EMAIL_TAKEN');
    expect((await administrator.patch(`/api/people/${id}`, { name: '新例乙', lead: true })).body).toMatchObject({
      name: '新例乙',
      lead: true,
    });
    expect((await administrator.patch(`/api/people/${id}`, { email: 'root@lanyu.example' })).body.error.code).toBe('EMAIL_TAKEN');
    const { link } = (await administrator.post(`/api/people/${id}/sign-in-links`)).body;
    const token = new URL(link).searchParams.get('token');
    expect((await system.anybody().post('/api/session', { token })).body).toMatchObject({ id, name: '新例乙' });
    const rows = await auditRows(system.engines.store).find({ target: id }).sort({ at: 1 }).toArray();
    expect(rows.map(({ what }) => what)).toEqual(['person-added', 'person-changed', 'sign-in-link-made', 'signed-in']);
    expect(JSON.stringify(rows)).not.toMatch(/新例|new@|token/i);
    const { body } = await administrator.get('/api/people');
    expect(body.people.map((one: { id: string }) => one.id)).toContain(id);
  });

  it('have a unit that their role can have', async () => {
    for (const [role, unit] of [
      ['township-league', 'lanyu'],
      ['county-league', 'lanyu/landu'],
      ['county-league', '*'],
      ['organization-department', '*'],
    ]) {
      expect((await administrator.post('/api/people', { ...entry, email: 'x@lanyu.example', role, unit })).body.error.code).toBe(
        'UNIT_WRONG',
      );
    }
    expect((await administrator.post('/api/people', { ...entry, unit: 'lanyu/../x' })).status).toBe(400);
    expect((await administrator.post('/api/people', { ...entry, role: 'emperor' })).status).toBe(400);
  });

  it('keep a link to an address that was changed from opening the account', async () => {
    const { _id } = await system.person('county-league', 'lanyu', 1);
    const link = await system.linkFor('county-league', 'lanyu', 1);
    await administrator.patch(`/api/people/${_id}`, { email: 'moved@lanyu.example' });
    expect((await system.anybody().post('/api/session', { token: new URL(link).searchParams.get('token') })).status).toBe(401);
  });
});

describe('an administrator of one county', () => {
  it('sees and changes its people alone, and makes nobody more than that', async () => {
    const listed = (await ofCounty.get('/api/people')).body.people as { unit: string }[];
    expect(new Set(listed.map(({ unit }) => unit))).toEqual(new Set(['yunxi', 'yunxi/nanshan']));
    const { _id: own } = await system.person('township-league', 'yunxi/nanshan');
    const { _id: other } = await system.person('county-league', 'lanyu');
    const { _id: root } = await system.person('administrator', '*');
    for (const id of [other, root, 'nobody-has-this-id']) {
      expect((await ofCounty.patch(`/api/people/${id}`, { name: '改' })).status).toBe(404);
      for (const deed of ['deactivation', 'reactivation', 'sign-in-links']) {
        expect([deed, (await ofCounty.post(`/api/people/${id}/${deed}`)).status]).toEqual([deed, 404]);
      }
    }
    expect((await ofCounty.patch(`/api/people/${own}`, { unit: 'lanyu/landu' })).body.error.code).toBe('UNIT_WRONG');
    expect((await ofCounty.patch(`/api/people/${own}`, { role: 'administrator', unit: '*' })).body.error.code).toBe('UNIT_WRONG');
    expect((await ofCounty.post('/api/people', { ...entry, email: 'y@lanyu.example' })).body.error.code).toBe('UNIT_WRONG');
    expect((await people(system.engines.store).findOne({ _id: other }))?.active).toBe(true);
  });
});

describe('everybody else', () => {
  it('is refused', async () => {
    const { _id } = await system.person('administrator', '*');
    for (const session of [await system.as('county-league', 'lanyu'), await system.as('auditor', 'lanyu')]) {
      expect((await session.get('/api/people')).status).toBe(403);
      expect((await session.post('/api/people', { ...entry, email: 'z@lanyu.example' })).status).toBe(403);
      expect((await session.post(`/api/people/${_id}/sign-in-links`)).status).toBe(403);
    }
    expect((await system.anybody().get('/api/people')).status).toBe(401);
  });

  it('loses a role at once when it is changed', async () => {
    const second = await addRow({ email: 'second@lanyu.example', role: 'administrator', unit: '*' });
    const { body } = await administrator.post(`/api/people/${second._id}/sign-in-links`);
    const signedIn = await system.anybody().post('/api/session', { token: new URL(body.link).searchParams.get('token') });
    const session = new TestSession(system.url, { cookie: signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '' }, truthful);
    expect((await session.get('/api/people')).status).toBe(200);
    await administrator.patch(`/api/people/${second._id}`, { role: 'auditor', unit: 'lanyu' });
    expect((await session.get('/api/people')).status).toBe(403);
  });
});

describe('the last of a body that a campaign waits on', () => {
  const unit = 'yunxi/beishan';
  const running = (status: 'running' | 'completed') =>
    townshipProgress(system.engines.store).updateOne(
      { _id: 'reorganization/yunxi/2012/beishan' },
      { $set: { county: 'yunxi', township: 'beishan', 'state.status': status } },
      { upsert: true },
    );
  const approver = (email: string) => addRow({ email: `${email}@yunxi.example`, role: 'township-party-committee', unit });

  it('is neither deactivated nor moved, unless that is meant; it is audited', async () => {
    await running('running');
    const townships = [
      { id: 'nanshan', name: '南样镇' },
      { id: 'beishan', name: '北样镇' },
    ];
    await campaigns(system.engines.store).insertOne({ _id: 'yunxi-2012', county: 'yunxi', townships, createdAt: new Date() } as never);
    const [first, last] = [await approver('first'), await approver('last')];
    expect((await administrator.post(`/api/people/${first._id}/deactivation`)).status).toBe(200);
    for (const refused of [
      await administrator.post(`/api/people/${last._id}/deactivation`),
      await administrator.patch(`/api/people/${last._id}`, { unit: 'yunxi/nanshan' }),
      await administrator.patch(`/api/people/${last._id}`, { role: 'auditor', unit: 'yunxi' }),
    ])
      expect([refused.status, refused.body.error.code]).toEqual([409, 'LAST_OF_BODY']);
    // Whatever leaves them at their place is no matter.
    expect((await administrator.patch(`/api/people/${last._id}`, { name: '末例' })).status).toBe(200);
    expect((await administrator.post(`/api/people/${last._id}/deactivation`, { leaveEmpty: true })).body).toMatchObject({ active: false });
    const audited = await auditRows(system.engines.store).findOne({ what: 'person-deactivated', target: last._id });
    expect(audited?.details).toEqual({ leftEmpty: unit });
  });

  it('may go once nothing is under way there', async () => {
    const only = await approver('only');
    await running('completed');
    expect((await administrator.post(`/api/people/${only._id}/deactivation`)).status).toBe(200);
    await running('running');
  });

  it('is left when two are put out at one instant', async () => {
    const root = await system.person('administrator', '*');
    for (let i = 0; i < 5; i++) {
      const two = [await approver(`pair${i}a`), await approver(`pair${i}b`)];
      const outcomes = await Promise.all(two.map(({ _id }) => system.deps.accounts.deactivatePerson(root, _id)));
      expect(outcomes.filter((outcome) => outcome === 'LAST_OF_BODY')).toHaveLength(1);
      await people(system.engines.store).deleteMany({ _id: { $in: two.map(({ _id }) => _id) } });
    }
  });
});

describe('the last administrator', () => {
  const CODE = 'LAST_ADMINISTRATOR';

  it('can neither be deactivated nor made something else', async () => {
    const { _id } = await system.person('administrator', '*');
    expect((await administrator.post(`/api/people/${_id}/deactivation`)).body.error.code).toBe(CODE);
    expect((await administrator.patch(`/api/people/${_id}`, { role: 'auditor' })).body.error.code).toBe(CODE);
    expect((await administrator.patch(`/api/people/${_id}`, { unit: 'lanyu' })).body.error.code).toBe(CODE);
    expect((await administrator.get('/api/me')).status).toBe(200);
  });

  it('is left when two put each other out at one instant', async () => {
    const first = await system.person('administrator', '*');
    for (let i = 0; i < 5; i++) {
      const second = await addRow({ email: `pair${i}@lanyu.example`, role: 'administrator', unit: '*' });
      const outcomes = await Promise.all([
        system.deps.accounts.deactivatePerson(first, second._id),
        system.deps.accounts.deactivatePerson(second, first._id),
      ]);
      expect(outcomes.filter((outcome) => outcome === CODE)).toHaveLength(1);
      expect(await people(system.engines.store).countDocuments({ role: 'administrator', unit: '*', active: true })).toBe(1);
      await people(system.engines.store).updateOne({ _id: first._id }, { $set: { active: true } });
      await people(system.engines.store).deleteOne({ _id: second._id });
    }
  });
});
