import { z } from 'zod';
import { planClockSchema } from '../domain/clock.ts';
import { itemIdSchema } from '../domain/process/items.ts';

/** What the robots read of the JSON API's answers; whatever else stands in them is not their business. */

const waitingSchema = z.object({
  item: z.string(),
  round: z.number(),
  body: z.string(),
  kind: z.enum(['submit', 'answer']),
  due: z.string(),
});

export const meSchema = z.object({ account: z.string() });

export const personAddedSchema = z.object({ id: z.string() });

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
        passedAt: z.number().nullable(),
        submission: z.object({ late: z.boolean() }).nullable(),
        pastRounds: z.array(z.object({ ended: z.string(), submission: z.object({ late: z.boolean() }).nullable() })),
      }),
    ),
  }),
});
export type TownshipAnswer = z.infer<typeof townshipSchema>;

export const itemSchema = z.object({ item: z.object({ round: z.number(), submission: z.object({ digest: z.string() }).nullable() }) });

export const countyReportSchema = z.object({ digest: z.string(), counts: z.record(z.string(), z.number()) });
