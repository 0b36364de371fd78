import { isTownshipRole, type Role } from '../../domain/roles.ts';
import type { NewPerson, Person } from '../../store/people.ts';

/** The whole installation, as a unit of administrators and auditors. */
export const EVERYWHERE = '*';

const COUNTY = /^[a-z0-9-]{1,40}$/;
const TOWNSHIP = /^[a-z0-9-]{1,40}\/[a-z0-9-]{1,40}$/;

/** True when the unit is one that the role can have. */
export function unitFits(role: Role, unit: string): boolean {
  if (isTownshipRole(role)) return TOWNSHIP.test(unit);
  if (unit === EVERYWHERE) return role === 'administrator' || role === 'auditor';
  return COUNTY.test(unit);
}

/** True when the administrator has a say over people of this unit: everywhere, or in their own county. */
export function administers({ role, unit: own, active }: Person, unit: string): boolean {
  if (role !== 'administrator' || !active) return false;
  return own === EVERYWHERE || unit === own || unit.startsWith(`${own}/`);
}

/** True for one of those without whom nobody could administer the installation. */
export function holdsInstallation({ role, unit, active }: Pick<Person, 'role' | 'unit' | 'active'>): boolean {
  return role === 'administrator' && unit === EVERYWHERE && active;
}

/** As it is kept: the address in lower case, so that nobody has it twice. */
export function tidied(change: Partial<NewPerson>): Partial<NewPerson> {
  return {
    ...change,
    ...(change.email === undefined ? {} : { email: change.email.trim().toLowerCase() }),
    ...(change.name === undefined ? {} : { name: change.name.trim() }),
  };
}
