import { z } from 'zod';
import { planClockSchema } from '../domain/calendar/clock.ts';
import { roleSchema } from '../domain/roles.ts';
import { BALLOT_KINDS } from '../domain/rules/ballot-facts.ts';
import { itemIdSchema, SEAT_STEPS } from '../domain/stages/items.ts';
import { OBJECTION_STEPS } from '../domain/state/path-state.ts';

/** What the robots read of the JSON API's answers; whatever else stands in them is not their business. */

const waitingSchema = z.object({
  item: z.string(),
  round: z.number(),
  body: z.string(),
  kind: z.enum(['submit', 'answer']),
  due: z.string(),
});

export const peopleSchema = z.object({
  people: z.array(z.object({ id: z.string(), email: z.string(), role: roleSchema, unit: z.string() })),
  more: z.boolean(),
});

export const signInLinkSchema = z.object({ link: z.string() });

export const tasksSchema = z.object({
  tasks: z.array(
    z.object({
      campaign: z.string(),
      township: z.string().optional(),
      item: z.string(),
      round: z.number(),
      kind: z.enum(['submit', 'answer']),
      since: z.number(),
      due: z.string(),
      notByMe: z.boolean(),
    }),
  ),
});
export type Task = z.infer<typeof tasksSchema>['tasks'][number];

export const campaignStartedSchema = z.object({ campaign: z.object({ id: z.string(), clock: planClockSchema }) });

const countyItemSchema = z.object({ id: z.string(), status: z.string(), document: z.object({ digest: z.string() }).nullable() });

export const boardSchema = z.object({
  planNow: z.number(),
  county: z.object({ status: z.string(), endedAt: z.number().nullable(), items: z.array(countyItemSchema) }).optional(),
  townships: z.array(
    z.object({
      id: z.string(),
      stage: z.string().optional(),
      status: z.string().optional(),
      waitingOn: z.array(waitingSchema).optional(),
      level: z.number().optional(),
    }),
  ),
});
export type Board = z.infer<typeof boardSchema>;

const submissionSchema = z.object({ late: z.boolean(), at: z.number(), counts: z.record(z.string(), z.number()) });
const ballotSchema = z.object({
  kind: z.enum(BALLOT_KINDS),
  seats: z.number(),
  candidates: z.number().optional(),
  runoffs: z.number(),
  supplementaries: z.number(),
  elected: z.number(),
});
const resultSchema = z.object({ elected: z.number(), vacant: z.number() });

export const townshipSchema = z.object({
  state: z.object({
    status: z.string(),
    endedAt: z.number().nullable(),
    hold: z.object({ body: z.string() }).nullable(),
    items: z.array(
      z.object({
        id: itemIdSchema,
        status: z.enum(['waiting', 'open', 'submitted', 'passed', 'superseded', 'off', 'missing']),
        round: z.number(),
        openedAt: z.number().nullable(),
        passedAt: z.number().nullable(),
        notice: z.object({ firstDay: z.string(), lastDay: z.string() }).nullable(),
        submission: submissionSchema.nullable(),
        pastRounds: z.array(z.object({ ended: z.string(), submission: submissionSchema.nullable() })),
        /** What is voted on, and what came of it. */
        ballots: z.object({ members: ballotSchema.optional() }).nullable(),
        results: z.object({ members: resultSchema.optional() }),
      }),
    ),
    objections: z.array(
      z.object({
        number: z.number(),
        item: z.string(),
        person: z.number(),
        named: z.boolean(),
        receivedAt: z.number(),
        status: z.enum(['received', ...OBJECTION_STEPS, 'logged']),
        finding: z.string().nullable(),
      }),
    ),
    seats: z.array(
      z.object({
        number: z.number(),
        item: z.string(),
        round: z.number(),
        person: z.number().nullable(),
        from: z.enum(SEAT_STEPS),
        status: z.string(),
        endedAt: z.number().nullable(),
      }),
    ),
  }),
});
export type TownshipAnswer = z.infer<typeof townshipSchema>;

export const itemSchema = z.object({
  item: z.object({ round: z.number(), submission: z.object({ digest: z.string(), counts: z.record(z.string(), z.number()) }).nullable() }),
});

const ruleResultSchema = z.object({ code: z.string(), outcome: z.string(), figures: z.record(z.string(), z.number()) });
export type SeenRuleResult = z.infer<typeof ruleResultSchema>;

/** An item with the dossier on record and what the rules say of it. */
export const judgedItemSchema = z.object({
  revision: z.object({ dossier: z.record(z.string(), z.unknown()) }).optional(),
  ruleResults: z.array(ruleResultSchema),
});

/** A refusal that a rule stands behind. */
export const brokenRulesSchema = z.object({ ruleResults: z.array(ruleResultSchema) });

export const countyReportSchema = z.object({ digest: z.string(), counts: z.record(z.string(), z.number()) });
