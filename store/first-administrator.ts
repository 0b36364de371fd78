import { audit } from './audit.ts';
import type { Store } from './database.ts';
import { TERMINAL } from './owner-notices.ts';
import { newPersonId, type Person, people } from './people.ts';
import { FIRST_LINK_MINUTES, makeSignInLink, signInAddress } from './sign-in-links.ts';

/** Stands in for an address until the administrator enters their own; `.invalid` reaches nobody. */
const PLACEHOLDER = 'administrator@league-reorg.invalid';

/** True while no administrator has ever signed in: whoever sits at the installation's terminal may become the first. */
export async function awaitsFirstAdministrator(store: Store): Promise<boolean> {
  return !(await people(store).findOne({ role: 'administrator', signedInAt: { $exists: true } }, { projection: { _id: 1 } }));
}

/**
 * The first administrator's one-time link, as long as no administrator has ever signed in. Makes the administrator where
 * there is none; each call makes a new link, and the one before stops working. Audited.
 */
export async function firstAdministratorLink(store: Store, publicUrl: string, now = new Date()): Promise<string | undefined> {
  if (!(await awaitsFirstAdministrator(store))) return undefined;
  const person = await firstAdministrator(store, undefined, now);
  const { token } = await makeSignInLink(store, { person: person._id, by: TERMINAL, first: true, minutes: FIRST_LINK_MINUTES, now });
  await audit(store, { what: 'first-link-made', by: TERMINAL, target: person._id, requestId: TERMINAL }, now);
  return signInAddress(publicUrl, token);
}

/**
 * Who administers the installation first: the one there is, or a new one.
 * @param email replaces the address that stands in for theirs
 */
export async function firstAdministrator(store: Store, email: string | undefined, now: Date): Promise<Person> {
  const waiting = await people(store).findOne({ role: 'administrator', unit: '*', active: true }, { sort: { createdAt: 1 } });
  if (!waiting) return addAdministrator(store, email ?? PLACEHOLDER, now);
  if (email === undefined || waiting.email !== PLACEHOLDER) return waiting;
  await people(store).updateOne({ _id: waiting._id }, { $set: { email } });
  return { ...waiting, email };
}

/** Two starts at one instant make one administrator: the address is unique. */
async function addAdministrator(store: Store, email: string, now: Date): Promise<Person> {
  const row: Person = {
    _id: newPersonId(),
    name: '系统管理员',
    email,
    role: 'administrator',
    unit: '*',
    lead: false,
    active: true,
    createdAt: now,
    createdBy: TERMINAL,
  };
  const person = await people(store).findOneAndUpdate({ email }, { $setOnInsert: row }, { upsert: true, returnDocument: 'after' });
  if (!person) throw new Error('the administrator was not written');
  return person;
}
