import { z } from 'zod';
import { idText, matching, oneOf, wholeNumber, words, yesOrNo } from '../calendar/fields.ts';
import { overridesSchema, xSchema } from '../plan/overrides.ts';
import { roleSchema } from '../roles.ts';
import { rehearsalScriptSchema } from './rehearsal-script.ts';

export const MAX_UNITS = 300;
export const MAX_PEOPLE = 5_000;

/** Leadership seats beside the X members: one secretary, three deputies (R16, R17). */
export const LEADER_SEATS = 4;

const figure = wholeNumber(0, 5_000_000);
const branchCount = wholeNumber(0, 5_000);

/** Branches by kind: village, general branch, school, enterprise, organ or institution, cooperative or association. */
export const branchesSchema = z.strictObject({
  village: branchCount,
  general: branchCount,
  school: branchCount,
  enterprise: branchCount,
  organ: branchCount,
  cooperative: branchCount,
});

export const unitSchema = z.strictObject({
  id: idText,
  name: words(40),
  kind: oneOf('镇', '乡', '区'),
  /** A working committee 团工委 is appointed after a recommendation vote instead of elected (C-11). */
  body: oneOf('COMMITTEE', 'WORKING_COMMITTEE'),
  x: xSchema,
  /** May be left out; when given it must be 4 + X. */
  seats: wholeNumber(1, 60).optional(),
  population: figure.optional(),
  youth14to28: figure.optional(),
  youth14to35: figure.optional(),
  leagueMembers: figure.optional(),
  branches: branchesSchema.optional(),
  /** Delegates of the congress: about 100, at most 200 (REFERENCE §2.1). */
  delegates: wholeNumber(1, 200).optional(),
  overrides: overridesSchema.optional(),
});

const email = matching(/^(?=.{6,254}$)[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/, {
  zh: '邮箱地址，如 name@lanyu.example',
  en: 'an e-mail address such as name@lanyu.example',
});

export const personSchema = z.strictObject({
  name: words(40),
  email,
  role: oneOf(...roleSchema.options),
  /** A township's id; left out for county roles. */
  unit: idText.optional(),
  /** 牵头人 of the organization department, who is told when the department itself is late. */
  lead: yesOrNo.optional(),
  telephone: matching(/^[0-9+() -]{5,24}$/, {
    zh: '带引号的电话号码，如 "0000-0000001"',
    en: 'a telephone number in quotes such as "0000-0000001"',
  }).optional(),
});

export const countySection = z.strictObject({
  id: idText,
  name: words(40),
  city: words(40),
  actors: z.strictObject({ municipalLeague: words(60), countyLeague: words(60), organizationDepartment: words(60) }),
});

/** The county file as people write it. */
export const countyFileSchema = z.strictObject({
  county: countySection,
  units: z.array(unitSchema).min(1).max(MAX_UNITS),
  people: z.array(personSchema).min(1).max(MAX_PEOPLE),
  rehearsal: rehearsalScriptSchema.optional(),
});
export type CountyFile = z.infer<typeof countyFileSchema>;

/** A township or district 乡镇（区）of the county; `seats` is 4 + X. */
export type Township = Omit<CountyFile['units'][number], 'seats'> & { readonly seats: number };

/** Somebody who gets an account. `email` is lower case; `unit` is the account's unit: the county's id, or `county/township`. */
export interface PersonEntry {
  readonly name: string;
  readonly email: string;
  readonly role: z.infer<typeof roleSchema>;
  readonly unit: string;
  readonly lead: boolean;
  readonly telephone?: string | undefined;
}

/** A county as it is imported: who and what, checked as a whole. */
export interface County {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly actors: CountyFile['county']['actors'];
  readonly townships: readonly Township[];
  readonly people: readonly PersonEntry[];
  readonly rehearsal?: CountyFile['rehearsal'];
}
