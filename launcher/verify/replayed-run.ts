import { z } from 'zod';
import type { PlanClock } from '../../domain/calendar/clock.ts';
import type { CountyInput, CountyState } from '../../domain/state/county-state.ts';
import type { ProcessEvent } from '../../domain/state/events.ts';
import type { Receipt } from '../../domain/state/messages.ts';
import type { TownshipState } from '../../domain/state/township-state.ts';

const receiptSchema = z.custom<Receipt>((value) => typeof (value as Receipt | null)?.reference === 'string');

const messageSchema = z.object({
  name: z.string(),
  envelope: z.looseObject({ nonce: z.string(), actor: z.object({ account: z.string(), role: z.string(), unit: z.string() }) }),
  receipt: receiptSchema,
  /** The run's step that recorded it, and its wall time, ms. */
  step: z.number(),
  at: z.number(),
});

const lastSchema = z.object({
  historyLength: z.number(),
  firstRunId: z.string(),
  epoch: z.number(),
  step: z.number(),
  digest: z.string(),
  campaign: z.string(),
  county: z.string(),
  clock: z.custom<PlanClock>((value) => typeof value === 'object'),
  /** Only of a township's run. */
  township: z.string().optional(),
  state: z.custom<TownshipState | CountyState>((value) => Array.isArray((value as TownshipState | null)?.items)),
  at: z.number(),
});

const startedRunSchema = z.object({ runId: z.string(), firstRunId: z.string(), status: z.string() });

/** Where a run comes from, by what stands in the engine alone; described in `worker/replay/lineage.ts`. */
const originSchema = z.object({
  counts: startedRunSchema.optional(),
  foreign: z.array(startedRunSchema),
  inputDigest: z.string().optional(),
  input: z.custom<CountyInput>((value) => typeof value === 'object').optional(),
  startedWith: z.string().nullable().optional(),
});

/** What a run knows of itself, played again from its history: a line of `worker/replay`. */
export const replayedRunSchema = z.object({
  workflowId: z.string(),
  runId: z.string(),
  status: z.string(),
  last: lastSchema.optional(),
  events: z.array(z.custom<ProcessEvent & { readonly recordedAt: number }>((value) => typeof (value as ProcessEvent).key === 'string')),
  messages: z.array(messageSchema),
  waitingSignals: z.array(z.string()),
  failure: z.string().optional(),
  origin: originSchema.optional(),
});
export type ReplayedRun = z.infer<typeof replayedRunSchema>;
export type ReplayedMessage = z.infer<typeof messageSchema>;
