import type { Role } from '../../../domain/roles.ts';
import { newPersonId, people } from '../../../store/people.ts';
import type { AppSystem } from '../../support/running-system.ts';
import { hiddenIn, PageSession } from './page-session.ts';

/** Everybody who may come to a page: of the county, of its township landu, of another township, of another county, and nobody. */
const WHO = {
  stranger: undefined,
  clerk: ['township-league', 'lanyu/landu'],
  committee: ['township-party-committee', 'lanyu/landu'],
  neighbour: ['township-league', 'lanyu/shiyu'],
  otherCommittee: ['township-party-committee', 'lanyu/shiyu'],
  league: ['county-league', 'lanyu'],
  department: ['organization-department', 'lanyu'],
  auditor: ['auditor', 'lanyu'],
  administrator: ['administrator', '*'],
  foreignLeague: ['county-league', 'yunxi'],
  foreignAdministrator: ['administrator', 'yunxi'],
} as const satisfies Record<string, readonly [Role, string] | undefined>;

export type Visitor = keyof typeof WHO;
export const VISITORS = Object.keys(WHO) as Visitor[];

export function whoIs(visitor: Visitor): readonly [Role, string] | undefined {
  return WHO[visitor];
}

/** People of another county of the same installation. */
export async function addStrangers({ deps: { store } }: AppSystem): Promise<void> {
  const common = { unit: 'yunxi', lead: false, active: true, createdAt: new Date(), createdBy: 'test' };
  await people(store).insertMany([
    { _id: newPersonId(), name: '云例甲', email: 'league@yunxi.example', role: 'county-league', ...common },
    { _id: newPersonId(), name: '云例乙', email: 'root@yunxi.example', role: 'administrator', ...common },
  ]);
}

/** A browser for each of them, signed in. */
export async function signInAll(system: AppSystem): Promise<(visitor: Visitor) => PageSession> {
  const sessions = new Map<Visitor, PageSession>();
  for (const visitor of VISITORS) {
    const who = whoIs(visitor);
    sessions.set(visitor, new PageSession(system.url, who ? await system.signIn(...who) : undefined));
  }
  return (visitor) => {
    const session = sessions.get(visitor);
    if (!session) throw new Error(`nobody is ${visitor}`);
    return session;
  };
}

/** The token that somebody's own pages hold, for a form of a page that they cannot open. */
export async function tokenOf(session: PageSession): Promise<{ readonly _csrf: string }> {
  const account = await session.get('/account');
  const { html } = account.status === 303 ? await session.get('/sign-in') : account;
  return { _csrf: hiddenIn(html, '/language')['_csrf'] ?? '' };
}
