import { audit } from './audit.ts';
import type { Store } from './database.ts';
import { newPersonId, type Person, people } from './people.ts';
import { FIRST_LINK_MINUTES, makeSignInLink, signInAddress } from './sign-in-links.ts';

/** Stands in for an address until the administrator enters their own; `.invalid` reaches nobody. */
const PLACEHOLDER = 'administrator@league-reorg.invalid';

/** Who makes links at the terminal; no account has this id. */
export const TERMINAL = 'terminal';

/**
 * The first administrator's one-time link, as long as no administrator of the installation has ever signed in. Makes the
 * administrator where there is none; each call makes a new link, and the one before stops working. Audited.
 */
export async function firstAdministratorLink(store: Store, publicUrl: string, now = new Date()): Promise<string | undefined> {
  const administrators = people(store);
  if (await administrators.findOne({ role: 'administrator', signedInAt: { $exists: true } }, { projection: { _id: 1 } })) return undefined;
  const person =
    (await administrators.findOne({ role: 'administrator', unit: '*', active: true }, { sort: { createdAt: 1 } })) ??
    (await addFirstAdministrator(store, PLACEHOLDER, now));
  const { token } = await makeSignInLink(store, { person: person._id, by: TERMINAL, minutes: FIRST_LINK_MINUTES, now });
  await audit(store, { what: 'first-link-made', by: TERMINAL, target: person._id, requestId: TERMINAL }, now);
  return signInAddress(publicUrl, token);
}

/** Two starts at one instant make one administrator: the address is unique. */
export async function addFirstAdministrator(store: Store, email: string, now: Date): Promise<Person> {
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

/** True while nobody can administer the installation. */
export async function lacksAdministrator(store: Store): Promise<boolean> {
  return !(await people(store).findOne({ role: 'administrator', unit: '*', active: true }, { projection: { _id: 1 } }));
}
