import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows } from '../../../store/audit.ts';
import { mails } from '../../../store/mails.ts';
import type { Person } from '../../../store/people.ts';
import { signInLinks } from '../../../store/sign-in-links.ts';
import { PageVisitor, tokenIn } from '../../support/page-visitor.ts';
import { startTestSystem, type TestSystem } from '../../support/running-system.ts';
import { truthful } from '../json/truthful.ts';

/** Somebody who has no account, or another one, tries to keep somebody out of theirs. */
let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem({ worker: 'none', mailIsSent: true, check: truthful });
});
afterAll(() => system.stop());

const PASSWORD = '一个足够长的口令 good';
const NOBODY = 'nobody@lanyu.example';

async function signIn(body: object) {
  const { status, body: said } = await system.anybody().post('/api/session', body);
  return [status, said.error?.code];
}

/** Asks for a link as one of many who press at one instant. */
async function ask(email: string, times: number): Promise<number[]> {
  const visitor = new PageVisitor(system.url);
  const _csrf = tokenIn((await visitor.get('/sign-in')).text);
  const answers = await Promise.all(
    Array.from({ length: times }, () => visitor.post('/sign-in/link', { 'link-email': email, _csrf }, '/sign-in')),
  );
  return [...new Set(answers.map(({ status }) => status))];
}

const mailed = ({ _id }: Person) => mails(system.engines.store).find({ personId: _id }).sort({ createdAt: 1 }).toArray();

describe('wrong passwords', () => {
  it('slow the next one down, for an address that somebody has and for one that nobody has, and close nothing', async () => {
    const person = await system.person('township-party-committee', 'lanyu/shiyu');
    const own = await system.as('township-party-committee', 'lanyu/shiyu');
    await own.post('/api/me/password', { next: PASSWORD });
    const guesses = async (email: string) => {
      const began = performance.now();
      const answers: unknown[] = [];
      for (let i = 0; i < 12; i++) answers.push(await signIn({ email, password: `guess number ${i}` }));
      return { answers, ms: performance.now() - began };
    };
    const [known, unknown] = await Promise.all([guesses(person.email), guesses(NOBODY)]);
    expect(known.answers).toEqual(Array.from({ length: 12 }, () => [401, 'PASSWORD_REFUSED']));
    expect(unknown.answers).toEqual(known.answers);
    for (const { ms } of [known, unknown]) expect(ms).toBeGreaterThan(10_000);
    expect((await signIn({ email: person.email, password: PASSWORD }))[0]).toBe(200);
    // The owner's own sign-in ends it.
    const began = performance.now();
    expect((await signIn({ email: person.email, password: PASSWORD }))[0]).toBe(200);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('of a flood are looked at one after another, while another account at the same place signs in', async () => {
    const person = await system.person('township-party-committee', 'lanyu/qilu');
    const own = await system.as('township-party-committee', 'lanyu/qilu');
    await own.post('/api/me/password', { next: PASSWORD });
    let over = false;
    const flood = Promise.all(Array.from({ length: 80 }, (_one, i) => signIn({ email: NOBODY, password: `guess number ${i}` }))).then(
      (answers) => {
        over = true;
        return answers;
      },
    );
    expect((await signIn({ email: person.email, password: PASSWORD }))[0]).toBe(200);
    expect(over).toBe(false);
    const codes = new Set((await flood).map(([, code]) => code));
    // Whoever would have waited longer than five seconds is told to come again.
    codes.delete('UNAVAILABLE');
    expect(codes).toEqual(new Set(['PASSWORD_REFUSED', 'TOO_MANY']));
    // Guesses that were told to come again are still looked at; then it goes on as before.
    let last = 503;
    while (last === 503) [last = 0] = await signIn({ email: NOBODY, password: 'one more guess' });
    expect(last).toBe(401);
  });
});

describe('links asked for by somebody else', () => {
  it('end none that waits: both work, each once', async () => {
    const person = await system.person('county-league', 'lanyu');
    const asked: string[] = [];
    for (const token of [await system.linkFor('county-league', 'lanyu'), await system.linkFor('county-league', 'lanyu')]) {
      asked.push(new URL(token).searchParams.get('token') ?? '');
    }
    expect(await ask(person.email, 1)).toEqual([200]);
    expect(await ask(person.email, 5)).toEqual([200]);
    for (const token of asked) {
      expect((await signIn({ token }))[0]).toBe(200);
      expect(await signIn({ token })).toEqual([401, 'LINK_REFUSED']);
    }
  });

  it('are a few, however many ask at one instant, and the answer is the same for nobody', async () => {
    const person = await system.person('organization-department', 'lanyu');
    const own = await system.linkFor('organization-department', 'lanyu');
    const before = await signInLinks(system.engines.store).countDocuments({ person: person._id });
    expect(await ask(person.email, 60)).toEqual([200]);
    expect(await ask(NOBODY, 20)).toEqual([200]);
    expect(await mailed(person)).toHaveLength(3);
    expect(await signInLinks(system.engines.store).countDocuments({ person: person._id })).toBe(before + 3);
    expect((await signIn({ token: new URL(own).searchParams.get('token') }))[0]).toBe(200);
  });

  it('do not keep a colleague at the same place from asking', async () => {
    for (let i = 0; i < 3; i++) await ask(`nobody${i}@lanyu.example`, 30);
    const person = await system.person('county-league', 'lanyu', 1);
    expect(await ask(person.email, 1)).toEqual([200]);
    expect(await mailed(person)).toHaveLength(1);
  });
});

describe('wrong tokens', () => {
  it('of one office, two hundred and more, leave the office open', async () => {
    const tokens = Array.from({ length: 240 }, () => randomBytes(32).toString('base64url'));
    for (let from = 0; from < tokens.length; from += 40) {
      const answers = await Promise.all(tokens.slice(from, from + 40).map((token) => signIn({ token })));
      expect(new Set(answers.map(([status]) => status))).toEqual(new Set([401]));
    }
    // Seen, and filling no disk.
    expect(await auditRows(system.engines.store).countDocuments({ what: 'sign-in-refused', code: 'LINK' })).toBe(200);
    await system.signIn('auditor', 'lanyu');
    const person = await system.person('township-party-committee', 'lanyu/qilu');
    expect((await signIn({ email: person.email, password: PASSWORD }))[0]).toBe(200);
  });
});
