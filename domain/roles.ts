import { z } from 'zod';

/**
 * Who a person is in the process. Everyone has one role at one unit.
 * - `county-league` 团县委: coordinates, receives, reports (R95)
 * - `organization-department` 县委组织部: leads throughout (R93), decides on study and inspection
 * - `township-party-committee` 乡镇党委: decides (R48, R93)
 * - `township-league` 乡镇团委: submits dossiers and monthly reports
 * - `auditor` 监督员: reads everything, changes nothing
 * - `administrator` 系统管理员: accounts and mail, no say in the process
 */
export const roleSchema = z.enum([
  'county-league',
  'organization-department',
  'township-party-committee',
  'township-league',
  'auditor',
  'administrator',
]);
export type Role = z.infer<typeof roleSchema>;

/** Roles that stand on the escalation ladder, lowest first. */
export const LADDER_BODIES = ['township-league', 'township-party-committee', 'county-league', 'organization-department'] as const;
export type Body = (typeof LADDER_BODIES)[number];

/** True when the role belongs to one township rather than to the county. */
export function isTownshipRole(role: Role): role is 'township-league' | 'township-party-committee' {
  return role === 'township-league' || role === 'township-party-committee';
}

/**
 * Who acts, as it stands in every message: ids only, never names (blueprint, decision 2).
 * `unit` is the county's id for county roles and `county/township` for township roles.
 */
export const actorSchema = z.object({
  account: z.string().min(1).max(64),
  role: roleSchema,
  unit: z.string().min(1).max(130),
});
export type Actor = z.infer<typeof actorSchema>;

/** The unit id of a township, as it stands in an actor and in an account. */
export function townshipUnit(county: string, township: string): string {
  return `${county}/${township}`;
}
