import { randomBytes } from 'node:crypto';
import type { Collection } from 'mongodb';
import { isTownshipRole, type Role } from '../domain/roles.ts';
import { collection, type Store } from './database.ts';

/** Someone with an account. `_id` is opaque: it stands in messages and histories, the name never does. */
export interface Person {
  readonly _id: string;
  readonly name: string;
  /** Lower case, unique. */
  readonly email: string;
  readonly role: Role;
  /** County id for county roles, `county/township` for township roles, `*` for the whole installation. */
  readonly unit: string;
  /** 牵头人 of the body: told when the organization department itself is late. */
  readonly lead: boolean;
  readonly active: boolean;
  readonly language?: 'zh-Hans' | 'en';
  readonly telephone?: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** Last sign-in; absent until the first. */
  readonly signedInAt?: Date;
  /** The password was set by whoever had signed in with a link that this account made: they may know it. */
  readonly passwordLinkMadeBy?: string;
}

export type NewPerson = Omit<Person, '_id' | 'active' | 'createdAt' | 'createdBy' | 'signedInAt' | 'passwordLinkMadeBy'>;

export function people(store: Store): Collection<Person> {
  return collection(store, 'people');
}

export function newPersonId(): string {
  return randomBytes(9).toString('base64url');
}

export async function findPerson(store: Store, id: string): Promise<Person | undefined> {
  return (await people(store).findOne({ _id: id })) ?? undefined;
}

export async function findPersonByEmail(store: Store, email: string): Promise<Person | undefined> {
  return (await people(store).findOne({ email: email.trim().toLowerCase() })) ?? undefined;
}

/** Active people of a role at one unit: whom a notice to that body reaches. */
export async function peopleAt(store: Store, role: Role, unit: string): Promise<Person[]> {
  return people(store).find({ role, unit, active: true }).sort({ _id: 1 }).toArray();
}

/** Active people of a role anywhere in a county; for `administrator` and `auditor` also those of the whole installation. */
export async function peopleUnder(store: Store, role: Role, county: string): Promise<Person[]> {
  const units = isTownshipRole(role) ? { $gte: `${county}/`, $lt: `${county}0` } : { $in: [county, '*'] };
  return people(store).find({ role, unit: units, active: true }).sort({ _id: 1 }).toArray();
}
