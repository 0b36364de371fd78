import { z } from 'zod';
import { roleSchema } from '../../domain/roles.ts';
import type { Person } from '../../store/people.ts';
import { PASSWORD_LENGTH } from '../accounts/passwords.ts';
import { line } from '../use-cases/typed-text.ts';

/** What requests and answers say of people. */

export const email = z
  .string()
  .regex(/^(?=.{6,254}$)[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/)
  .meta({ description: '邮箱，不分大小写 / an e-mail address, in any case' });

/** One that somebody types to sign in; it may be from a time with other rules. */
export const password = z.string().min(1).max(PASSWORD_LENGTH.max);

export const newPassword = z.string().min(PASSWORD_LENGTH.min).max(PASSWORD_LENGTH.max);

export const language = z.enum(['zh-Hans', 'en']);

const unit = z
  .string()
  .regex(/^(?:\*|[a-z0-9-]{1,40}(?:\/[a-z0-9-]{1,40})?)$/)
  .meta({ description: '县、县/乡镇，或 *（整个系统） / the county, county/township, or * for the whole installation' });

const telephone = z.string().regex(/^[0-9][0-9 -]{4,18}[0-9]$/);

/** Somebody to be added. */
export const personEntry = z.strictObject({
  name: line(40),
  email,
  role: roleSchema,
  unit,
  lead: z.boolean().default(false),
  telephone: telephone.optional(),
  language: language.optional(),
});

export const leaveEmpty = z
  .boolean()
  .optional()
  .meta({ description: '该单位以后无人办理也继续 / go on although nobody is left to act for the body' });

/** What of somebody is to be changed; the rest stays. */
export const personChange = z.strictObject({
  name: line(40).optional(),
  email: email.optional(),
  role: roleSchema.optional(),
  unit: unit.optional(),
  lead: z.boolean().optional(),
  telephone: telephone.optional(),
  language: language.optional(),
  leaveEmpty,
});

export const personPath = z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) });

export const personSchema = z
  .strictObject({
    /** Stands for the person in messages and in the engine's records. */
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    unit: z.string(),
    lead: z.boolean(),
    active: z.boolean(),
    language: language.optional(),
    telephone: z.string().optional(),
    createdAt: z.iso.datetime(),
    /** Absent until the first sign-in. */
    signedInAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Person' });

export function presentPerson(person: Person): z.output<typeof personSchema> {
  const { _id, name, email, role, unit, lead, active, createdAt } = person;
  return {
    id: _id,
    name,
    email,
    role,
    unit,
    lead,
    active,
    ...(person.language ? { language: person.language } : {}),
    ...(person.telephone ? { telephone: person.telephone } : {}),
    createdAt: createdAt.toISOString(),
    ...(person.signedInAt ? { signedInAt: person.signedInAt.toISOString() } : {}),
  };
}
