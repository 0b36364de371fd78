import { z } from 'zod';
import type { PlanDate } from '../calendar/plan-date.ts';
import type { LeagueBody } from '../language/league-body.ts';
import type { TownshipRules } from '../plan/resolved-plan.ts';
import type { CountedRounds, OpenBallots } from '../rules/ballot-facts.ts';
import type { Counts } from '../rules/rule-result.ts';
import type { Phase, StageId } from '../stages/stages.ts';
import { dateOrderCounts, datesBehind } from './date-order.ts';
import { type Field, isRowsField } from './field.ts';
import type { Part } from './field-builders.ts';
import { type KnownObjection, namesBehind, objectedCounts } from './objected.ts';
import type { Finding } from './rows.ts';

/** Every dossier by name: one per stage, and the month's report (R84). */
export type DossierId = StageId | 'monthly-report';

/** What a form is drawn from and read with. */
export interface DossierForm {
  readonly id: DossierId;
  /** All fields in the order they are asked; those of one body only are marked (`fieldsFor`). */
  readonly fields: readonly Field[];
}

/**
 * What a dossier is held against where its own figures do not suffice: names in earlier dossiers, ages on a day, the
 * township's rules. Names are compared here, in the api; whole numbers travel to the run.
 */
export interface DossierContext {
  readonly rules: TownshipRules;
  readonly body: LeagueBody;
  /** The plan's day now. */
  readonly today: PlanDate;
  /** Planned day of appointment, or today when that day has passed: age and membership are judged on it (R47, §2.10). */
  readonly appointmentOn: PlanDate;
  /** The latest submitted dossiers of the other stages, as they were typed and checked. */
  readonly earlier: Readonly<Partial<Record<StageId, unknown>>>;
  /** Names of the formal list as it was decided, those lost since included: their places are the numbers by which a run knows them. */
  readonly formalList?: readonly string[] | undefined;
  /** The ballots open in this round of a voting stage; the first ones when absent. */
  readonly ballots?: OpenBallots | undefined;
  /** Every vote on record, this stage's earlier rounds too; when absent, `earlier` alone is read, as a first ballot. */
  readonly counted?: CountedRounds | undefined;
  /** Names of the further figures that the plan in force asks of a monthly report; none when absent. */
  readonly reportFields?: readonly string[] | undefined;
  /** Days of the documents with which the county league agreed to earlier stages; absent where it named none. */
  readonly agreedOn?: Readonly<Partial<Record<StageId, PlanDate>>> | undefined;
  /** Of a month's report: the stages worked on in the month, the one at its end, and the plan's phase then. */
  readonly month?: { readonly worked: readonly StageId[]; readonly now: StageId; readonly phase: Phase } | undefined;
  /** Objections that came from the formal list on, by name; none when absent. */
  readonly objections?: readonly KnownObjection[] | undefined;
  /** Names of people whose seats go their own way beside the appointment of everybody else. */
  readonly apart?: readonly string[] | undefined;
  /** The last day of the public notice on which the people of an appointment stand; absent while none was posted. */
  readonly noticeLastDay?: PlanDate | undefined;
}

/** Names by the code of the result they are behind, e.g. those who are too old behind `TOO_OLD`. */
export type PeopleBehind = Readonly<Record<string, readonly string[]>>;

/** One kind of dossier: its form, its schema, and what of it travels in messages. */
export interface DossierDefinition<T = unknown> extends DossierForm {
  /** Trims texts; refuses unknown keys, hidden characters and whatever is out of its limits, everything at once. */
  readonly schema: z.ZodType<T>;
  /** The whole numbers that the gate decides on (domain/gates). Never texts. */
  countsOf(dossier: T, context: DossierContext): Counts;
  /** Who is behind a result that does not hold, by its code: told to whoever typed the dossier, never sent to a run. */
  peopleBehind?(dossier: T, context: DossierContext): PeopleBehind;
  /** Accounts of people who stand in the dossier: they may not decide on it. */
  linkedAccountsOf(dossier: T): string[];
}

export type Parts = Readonly<Record<string, Part>>;
export type SchemaOf<P extends Parts> = z.ZodObject<{ [K in keyof P]: P[K]['schema'] }, z.core.$strict>;
export type Values<P extends Parts> = z.output<SchemaOf<P>>;

/** What is wrong between the fields of a dossier; is given it as typed, so values may be missing or of another kind. */
export type Across = (dossier: Readonly<Record<string, unknown>>) => Finding[];

/** The strict schema of named parts, with checks between them that run although a part is wrong. */
export function schemaOf<P extends Parts>(parts: P, across: Across = () => []): SchemaOf<P> {
  const shape = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.schema])) as { [K in keyof P]: P[K]['schema'] };
  const schema: z.ZodObject<{ [K in keyof P]: P[K]['schema'] }, z.core.$strict> = z.strictObject(shape);
  return schema.superRefine(
    (value, ctx) => {
      if (typeof value !== 'object' || value === null) return;
      for (const { code, path, sentence } of across(value))
        ctx.addIssue({ code: 'custom', path: [...path], params: { code, ...sentence } });
    },
    { when: () => true },
  );
}

export function fieldsOf(parts: Parts): Field[] {
  return Object.entries(parts).map(([name, part]) => part.describe(name));
}

/** Accounts in the people's rows of a dossier, each once. */
export function accountsIn(fields: readonly Field[], dossier: unknown): string[] {
  const values = dossier as Readonly<Record<string, readonly { readonly account?: string }[] | undefined>>;
  const found = fields.filter(isRowsField).flatMap((field) => (field.kind === 'people' ? (values[field.name] ?? []) : []));
  return [...new Set(found.flatMap((person) => person.account ?? []))];
}

/** A dossier of one shape. */
export function defineDossier<const Id extends DossierId, const P extends Parts>(
  id: Id,
  parts: P,
  {
    across,
    countsOf,
    peopleBehind,
  }: {
    readonly across?: Across;
    readonly countsOf: (dossier: Values<P>, context: DossierContext) => Counts;
    readonly peopleBehind?: (dossier: Values<P>, context: DossierContext) => PeopleBehind;
  },
): DossierDefinition<Values<P>> & { readonly id: Id } {
  const fields = fieldsOf(parts);
  return {
    id,
    fields,
    schema: schemaOf(parts, across),
    countsOf: (dossier, context) => ({
      ...countsOf(dossier, context),
      ...objectedCounts(id, dossier, context.objections),
      ...dateOrderCounts(id, dossier, context),
    }),
    peopleBehind: (dossier, context) => ({
      ...datesBehind(id, dossier, context),
      ...namesBehind(id, dossier, context.objections),
      ...peopleBehind?.(dossier, context),
    }),
    linkedAccountsOf: (dossier) => accountsIn(fields, dossier),
  };
}

/** A finding when the day `later` comes before the day `earlier`; days that are missing or no days are not compared. */
export function datesReversed(dossier: Readonly<Record<string, unknown>>, earlier: string, later: string): Finding[] {
  const [first, second] = [dossier[earlier], dossier[later]];
  if (typeof first !== 'string' || typeof second !== 'string' || first <= second) return [];
  return [
    {
      code: 'DATES_REVERSED',
      path: [later],
      sentence: { zh: `是 ${second}，早于 ${first}，前后颠倒`, en: `is ${second}, earlier than ${first}` },
    },
  ];
}
