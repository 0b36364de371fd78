import type { County, PersonEntry } from '../../domain/county/county-schema.ts';
import { type Problem, problem } from '../../domain/language/problem.ts';
import { type Actor, LADDER_BODIES } from '../../domain/roles.ts';
import { type AuditEntry, auditAll } from '../../store/audit.ts';
import { inTransaction } from '../../store/database.ts';
import { newPersonId, type Person, people } from '../../store/people.ts';
import { linkMark } from '../http/request-context.ts';
import type { UseCaseDeps } from './deps.ts';

/** What became of a county file's people. */
export interface PeopleImport {
  readonly added: number;
  /** Had an account already, which stays as it is. */
  readonly kept: number;
}

/** Accounts for the people of a county file who have none yet; audited. Importing again adds nobody twice. */
export async function importPeople(
  { store, now }: Pick<UseCaseDeps, 'store' | 'now'>,
  actor: Actor,
  county: County,
  requestId: string,
): Promise<PeopleImport> {
  const entries = county.people.filter((entry) => mayAdd(actor, entry));
  const createdAt = new Date(now());
  const by = { by: actor.account, role: actor.role, unit: actor.unit, requestId, ...linkMark() };
  return inTransaction(store, async (session) => {
    const rows = entries.map((entry) => rowOf(entry, actor, createdAt));
    const upserts = rows.map((row) => ({ updateOne: { filter: { email: row.email }, update: { $setOnInsert: row }, upsert: true } }));
    // A file without anybody whom its sender may add.
    const added = rows.length === 0 ? [] : Object.keys((await people(store).bulkWrite(upserts, { ordered: false, session })).upsertedIds);
    const counted = { added: added.length, kept: rows.length - added.length };
    // Each by itself: whoever audits a unit reads who came into it, however they came.
    const each = added.flatMap((index): AuditEntry[] => {
      const row = rows[Number(index)];
      if (!row) return [];
      return [{ what: 'person-added', target: row._id, concerns: [row.unit], details: { role: row.role, unit: row.unit }, ...by }];
    });
    await auditAll(
      store,
      [...each, { what: 'people-imported', target: county.id, concerns: [county.id], details: counted, ...by }],
      createdAt,
      session,
    );
    return counted;
  });
}

function rowOf({ name, email, role, unit, lead, telephone }: PersonEntry, { account }: Actor, createdAt: Date): Person {
  return {
    _id: newPersonId(),
    name,
    email,
    role,
    unit,
    lead,
    active: true,
    createdAt,
    createdBy: account,
    ...(telephone ? { telephone } : {}),
  };
}

/** Only administrators make administrators and auditors: a file is no way around the People page. */
function mayAdd({ role }: Actor, entry: PersonEntry): boolean {
  return role === 'administrator' || (LADDER_BODIES as readonly string[]).includes(entry.role);
}

/** People of the file who will not get the account that it asks for, and why. Stops nothing. */
export async function importWarnings({ store }: Pick<UseCaseDeps, 'store'>, actor: Actor, county: County): Promise<Problem[]> {
  const known = await people(store)
    .find({ email: { $in: county.people.map(({ email }) => email) } })
    .toArray();
  const byEmail = new Map(known.map((person) => [person.email, person]));
  return county.people.flatMap((entry, index) => {
    const at = ['people', index];
    const person = byEmail.get(entry.email);
    if (!person && mayAdd(actor, entry)) return [];
    if (!person) {
      return [
        problem(
          [...at, 'role'],
          'ADMINISTRATOR_ADDS',
          { role: entry.role },
          {
            zh: '系统管理员和监督员的账号只能由系统管理员添加，这里不会添加',
            en: 'accounts of administrators and auditors are added by administrators only; not added here',
          },
        ),
      ];
    }
    if (person.role === entry.role && person.unit === entry.unit) return [];
    return [
      problem(
        [...at, 'email'],
        'ACCOUNT_DIFFERS',
        { role: person.role, unit: person.unit },
        {
          zh: '该邮箱已有账号，单位或角色不同，保持原账号不变',
          en: 'this e-mail address has an account at another unit or in another role; that account stays as it is',
        },
      ),
    ];
  });
}
