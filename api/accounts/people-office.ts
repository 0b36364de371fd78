import { type ClientSession, MongoServerError } from 'mongodb';
import { inTransaction, type Store } from '../../store/database.ts';
import { lockInstallation } from '../../store/installation.ts';
import { notifyOwner } from '../../store/owner-notices.ts';
import { newPersonId, type Person, people } from '../../store/people.ts';
import { dropSignInLinks } from '../../store/sign-in-links.ts';
import type { Accounts, PersonProblem } from './accounts.ts';
import { administers, EVERYWHERE, holdsInstallation, tidied, unitFits } from './administration.ts';
import type { AuditNote, NoteAbout } from './audit-note.ts';
import { unitMissing } from './known-units.ts';
import { leavesBodyEmpty } from './last-of-body.ts';
import type { Sessions } from './sessions.ts';

export interface PeopleDeps {
  readonly store: Store;
  readonly sessions: Pick<Sessions, 'endAll'>;
  readonly note: AuditNote;
  readonly now: () => number;
  readonly publicUrl: string;
  readonly mailIsSent: boolean;
}

type PeopleOffice = Pick<Accounts, 'listPeople' | 'addPerson' | 'changePerson' | 'deactivatePerson' | 'reactivatePerson'>;

const DUPLICATE = 11_000;

/** What administrators do with people. Each change is checked, written and audited in one transaction: none is without its entry. */
export function createPeopleOffice({ store, sessions, note, now, publicUrl, mailIsSent }: PeopleDeps): PeopleOffice {
  /** Changes somebody the administrator has a say over; the installation keeps an administrator. */
  async function change(
    by: Person,
    id: string,
    wanted: (before: Person) => Partial<Person>,
    noted: (before: Person, after: Person) => readonly [what: string, about: NoteAbout],
    leaveEmpty = false,
  ): Promise<Person | PersonProblem> {
    return inTransaction(store, async (session) => {
      const before = await people(store).findOne({ _id: id }, { session });
      if (!before || !administers(by, before.unit)) return 'NOT_FOUND';
      const set = wanted(before);
      const after: Person = { ...before, ...set };
      if (!unitFits(after.role, after.unit) || !administers(by, after.unit)) return 'UNIT_WRONG';
      const moves = after.unit !== before.unit || after.role !== before.role;
      if (moves && (await unitMissing(store, after.role, after.unit))) return 'UNIT_UNKNOWN';
      if (holdsInstallation(before) && !holdsInstallation(after) && (await isLast(id, session))) return 'LAST_ADMINISTRATOR';
      if (!leaveEmpty && (await leavesBodyEmpty(store, id, before, after, session))) return 'LAST_OF_BODY';
      if (Object.keys(set).length > 0) await people(store).updateOne({ _id: id }, { $set: set }, { session });
      const [what, about] = noted(before, after);
      await note(what, { by, target: id, session, ...about });
      return after;
    }).catch(taken);
  }

  /** Two administrators who put each other out at one instant meet at the lock; one of them is then the last. */
  async function isLast(id: string, session: ClientSession): Promise<boolean> {
    await lockInstallation(store, session);
    const filter = { role: 'administrator' as const, unit: EVERYWHERE, active: true, _id: { $ne: id } };
    return !(await people(store).findOne(filter, { session, projection: { _id: 1 } }));
  }

  return {
    async listPeople(by) {
      if (by.role !== 'administrator') return [];
      const own = by.unit === EVERYWHERE ? {} : { $or: [{ unit: by.unit }, { unit: { $gte: `${by.unit}/`, $lt: `${by.unit}0` } }] };
      return people(store).find(own).sort({ unit: 1, name: 1, _id: 1 }).toArray();
    },

    async addPerson(by, entry) {
      const tidy = { ...entry, ...tidied(entry) };
      if (!unitFits(tidy.role, tidy.unit) || !administers(by, tidy.unit)) return 'UNIT_WRONG';
      if (await unitMissing(store, tidy.role, tidy.unit)) return 'UNIT_UNKNOWN';
      const person: Person = { _id: newPersonId(), ...tidy, active: true, createdAt: new Date(now()), createdBy: by._id };
      const details = { role: person.role, unit: person.unit };
      return inTransaction(store, async (session) => {
        await people(store).insertOne(person, { session });
        await note('person-added', { by, target: person._id, concerns: [person.unit], details, session });
        return person;
      }).catch(taken);
    },

    async changePerson(by, id, wanted, { leaveEmpty = false } = {}) {
      const set = tidied(wanted);
      let before: Person | undefined;
      const keepFound = (found: Person): Partial<Person> => {
        before = found;
        return set;
      };
      const noted = (was: Person, is: Person) => {
        const details = { ...changedIn(set, was, is), ...(leaveEmpty ? { leftEmpty: was.unit } : {}) };
        return ['person-changed', { concerns: unitsOf(was, is), details }] as const;
      };
      const person = await change(by, id, keepFound, noted, leaveEmpty);
      if (typeof person === 'string' || !before) return person;
      const { email } = before;
      // A link that went to the address before would open the account to whoever reads mail there.
      if (set.email !== undefined) await dropSignInLinks(store, id);
      if (set.email !== undefined && set.email !== email && by._id !== id) {
        const touched = { kind: 'address-changed', owner: before, by: by._id, now: new Date(now()), publicUrl, mailIsSent } as const;
        await notifyOwner(store, touched);
      }
      return person;
    },

    async deactivatePerson(by, id, { leaveEmpty = false } = {}) {
      const person = await change(
        by,
        id,
        () => ({ active: false }),
        ({ unit }) => ['person-deactivated', { concerns: [unit], ...(leaveEmpty ? { details: { leftEmpty: unit } } : {}) }],
        leaveEmpty,
      );
      if (typeof person !== 'string') await shutOut(id);
      return person;
    },

    async reactivatePerson(by, id) {
      // Whatever a deactivation that was cut off has left would live again.
      await shutOut(id, by);
      return change(
        by,
        id,
        () => ({ active: true }),
        (was) => ['person-reactivated', { concerns: [was.unit] }],
      );
    },
  };

  async function shutOut(id: string, by?: Person): Promise<void> {
    if (by) {
      const before = await people(store).findOne({ _id: id });
      if (!before || before.active || !administers(by, before.unit)) return;
    }
    await sessions.endAll(id);
    await dropSignInLinks(store, id);
  }
}

function unitsOf(before: Person, after: Person): string[] {
  return [...new Set([before.unit, after.unit])];
}

/** Which fields were changed, and what a person was before; never what they are called. */
function changedIn(set: Partial<Person>, before: Person, after: Person): Record<string, string> {
  return {
    fields: Object.keys(set).join(','),
    role: after.role,
    unit: after.unit,
    ...(before.role === after.role ? {} : { roleBefore: before.role }),
    ...(before.unit === after.unit ? {} : { unitBefore: before.unit }),
  };
}

function taken(error: unknown): 'EMAIL_TAKEN' {
  if (error instanceof MongoServerError && error.code === DUPLICATE) return 'EMAIL_TAKEN';
  throw error;
}
