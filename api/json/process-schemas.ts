import { z } from 'zod';
import { STAGE_IDS } from '../../domain/process/stages.ts';
import { LADDER_BODIES } from '../../domain/roles.ts';

/** A county's and a township's run as the JSON API shows them: the snapshot without what only the run needs. */

/** Plan instant, ms since 1970. */
const instant = z.number();
const planDay = z.string();
const body = z.enum(LADDER_BODIES);
const counts = z.record(z.string(), z.number());

const given = z.strictObject({ account: z.string(), nonce: z.string(), at: instant, late: z.boolean() });

const asked = z
  .strictObject({
    body,
    kind: z.enum(['approve', 'receipt', 'note']),
    turn: z.int(),
    /** When the body was asked; null until its turn comes. */
    since: instant.nullable(),
    due: planDay.nullable(),
    given: given.nullable(),
  })
  .meta({ id: 'AskedAnswer' });

const submission = z
  .strictObject({
    revision: z.string(),
    /** What a decision has to name. */
    digest: z.string(),
    counts,
    account: z.string(),
    nonce: z.string(),
    at: instant,
    late: z.boolean(),
  })
  .meta({ id: 'Submission' });

const pastRound = z
  .strictObject({
    round: z.int(),
    ended: z.enum(['returned', 'superseded', 'vote-void']),
    at: instant,
    nonce: z.string(),
    submission: submission.nullable(),
  })
  .meta({ id: 'PastRound' });

export const itemSchema = z
  .strictObject({
    id: z.string(),
    status: z.enum(['waiting', 'open', 'submitted', 'passed', 'superseded', 'off', 'missing']),
    /** 0 until first opened. */
    round: z.int(),
    openedAt: instant.nullable(),
    due: planDay.nullable(),
    extensions: z.int(),
    submission: submission.nullable(),
    asked: z.array(asked),
    passedAt: instant.nullable(),
    straightBackTo: z.string().nullable(),
    notice: z.strictObject({ firstDay: planDay, lastDay: planDay, endsAt: instant }).nullable(),
    pastRounds: z.array(pastRound),
  })
  .meta({ id: 'Item' });

export const townshipStateSchema = z
  .strictObject({
    status: z.enum(['running', 'completed', 'closed']),
    startedAt: instant,
    endedAt: instant.nullable(),
    items: z.array(itemSchema),
    hold: z.strictObject({ body, account: z.string(), nonce: z.string(), since: instant, reviewOn: planDay }).nullable(),
    /** Number of events so far. */
    sequence: z.int(),
  })
  .meta({ id: 'TownshipState' });

/** Somebody who is waited for. */
export const waitingSchema = z
  .strictObject({
    item: z.string(),
    round: z.int(),
    body,
    kind: z.enum(['submit', 'answer']),
    since: instant,
    due: planDay,
    overdue: z.boolean(),
  })
  .meta({ id: 'Waiting' });

export const level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).meta({ id: 'EscalationLevel' });

export const standingSchema = z
  .strictObject({
    stage: z.enum(STAGE_IDS),
    status: z.enum(['open', 'submitted', 'passed', 'held', 'completed', 'closed']),
    due: planDay.nullable(),
    waitingOn: z.array(waitingSchema),
    level,
  })
  .meta({ id: 'Standing' });

const countyItem = z
  .strictObject({
    /** `plan`, `county-report/2012-08`, `results`. */
    id: z.string(),
    status: z.enum(['waiting', 'open', 'submitted', 'passed', 'returned', 'off']),
    round: z.int(),
    openedAt: instant.nullable(),
    due: planDay.nullable(),
    document: z.strictObject({ revision: z.string(), digest: z.string(), counts }).nullable(),
    asked: z.array(asked),
    done: given.nullable(),
  })
  .meta({ id: 'CountyItem' });

export const countyStateSchema = z
  .strictObject({
    status: z.enum(['preparing', 'running', 'completed', 'returned']),
    startedAt: instant,
    endedAt: instant.nullable(),
    items: z.array(countyItem),
    /** Townships whose runs were started, and those still to be. */
    enrolled: z.array(z.string()),
    toEnrol: z.array(z.string()),
    sequence: z.int(),
  })
  .meta({ id: 'CountyState' });

export const campaignSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    county: z.string(),
    countyName: z.string(),
    year: z.int(),
    /** 演练. */
    trial: z.boolean(),
    clock: z.union([
      z.strictObject({ kind: z.literal('live') }),
      z.strictObject({ kind: z.literal('trial'), planStart: instant, wallStart: z.number(), msPerPlanDay: z.number() }),
    ]),
    createdAt: z.iso.datetime(),
    /** `starting` until its run is known to be started. */
    status: z.enum(['starting', 'started']),
  })
  .meta({ id: 'Campaign' });

export const unitSchema = z
  .strictObject({ id: z.string(), name: z.string(), kind: z.string(), body: z.enum(['COMMITTEE', 'WORKING_COMMITTEE']), seats: z.int() })
  .meta({ id: 'Township' });

export const revisionSchema = z
  .strictObject({
    id: z.string(),
    round: z.int(),
    /** Its form depends on the item: `components.schemas.Dossier…`. */
    dossier: z.unknown(),
    digest: z.string(),
    counts,
    account: z.string(),
    writtenAt: z.iso.datetime(),
  })
  .meta({ id: 'Revision' });
