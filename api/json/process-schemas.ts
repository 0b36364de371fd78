import { z } from 'zod';
import { LADDER_BODIES } from '../../domain/roles.ts';
import { BALLOT_KINDS } from '../../domain/rules/ballot-facts.ts';
import { STAGE_IDS } from '../../domain/stages/stages.ts';
import { OBJECTION_STEPS, RECEIVING_OFFICES } from '../../domain/state/path-state.ts';
import { ROUND_ENDS } from '../../domain/state/township-state.ts';

/** A county's and a township's run as the JSON API shows them: the snapshot without what only the run needs. */

/** Plan instant, ms since 1970. */
const instant = z.number();
const planDay = z.string();
const body = z.enum(LADDER_BODIES);
const counts = z.record(z.string(), z.number());

const given = z.strictObject({
  account: z.string(),
  nonce: z.string(),
  at: instant,
  late: z.boolean(),
  /** The day of the document with which the body answered, and whether that names the day of office. */
  documentOn: planDay.optional(),
  officeStated: z.boolean().optional(),
});

const asked = z
  .strictObject({
    body,
    kind: z.enum(['approve', 'receipt', 'note', 'settle']),
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

const ballot = z
  .strictObject({
    kind: z.enum(BALLOT_KINDS),
    seats: z.int(),
    candidates: z.int().optional(),
    /** Run-offs and supplementary elections decided before this ballot, and people elected in them. */
    runoffs: z.int(),
    supplementaries: z.int(),
    elected: z.int(),
  })
  .meta({ id: 'Ballot' });
/** What is voted on in a round, by office. */
const ballots = z
  .strictObject({ members: ballot.optional(), secretary: ballot.optional(), deputies: ballot.optional() })
  .meta({ id: 'Ballots' });

const officeResult = z
  .strictObject({
    elected: z.int(),
    vacant: z.int(),
    tied: z.strictObject({ seats: z.int(), candidates: z.int() }).nullable(),
    /** Whom the Party committee took: numbers among those with equal votes. */
    settled: z.strictObject({ seats: z.int(), candidates: z.int(), people: z.array(z.int()) }).optional(),
  })
  .meta({ id: 'OfficeResult' });

const pastRound = z
  .strictObject({
    round: z.int(),
    ended: z.enum(ROUND_ENDS),
    at: instant,
    nonce: z.string(),
    submission: submission.nullable(),
    ballots: ballots.nullable(),
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
    ballots: ballots.nullable(),
    /** What the vote came to so far. */
    results: z.strictObject({ members: officeResult.optional(), secretary: officeResult.optional(), deputies: officeResult.optional() }),
    waived: z.strictObject({ account: z.string(), nonce: z.string(), at: instant }).nullable(),
  })
  .meta({ id: 'Item' });

/** An objection: about a person by number on a list, from nobody who is named here. */
const objection = z
  .strictObject({
    number: z.int(),
    item: z.string(),
    round: z.int(),
    person: z.int(),
    /** Who that is, where the list is on record. */
    name: z.string().optional(),
    /** The person's number on other lists, by item. */
    stands: z.record(z.string(), z.int()).optional(),
    named: z.boolean(),
    channel: z.enum(['letter', 'phone', 'visit', 'mail']),
    receivedBy: z.enum(RECEIVING_OFFICES),
    receivedAt: instant,
    nonce: z.string(),
    status: z.enum(['received', ...OBJECTION_STEPS, 'logged']),
    finding: z.enum(['not-accepted', 'upheld', 'upheld-minor', 'not-upheld', 'undetermined']).nullable(),
    since: instant,
    due: planDay.nullable(),
    deferredUntil: planDay.nullable(),
    decisionAskedAt: instant.nullable(),
  })
  .meta({ id: 'Objection' });

/** A seat that is filled, or left vacant, beside the appointment of everybody else. */
const seat = z
  .strictObject({
    number: z.int(),
    cause: z.enum(['inspection-failed', 'inspection-deferred', 'objection-upheld', 'objection-open', 'left-out']),
    item: z.string(),
    round: z.int(),
    person: z.int().nullable(),
    name: z.string().optional(),
    since: instant,
    /** The step its course begins with: `by-election` once the seat is vacant. */
    from: z.enum(['by-election', 'inspection', 'notice', 'appointment']),
    status: z.enum(['running', 'deferred', 'appointed', 'vacant', 'superseded']),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'Seat' });

/** A candidate who no longer stands. */
const lost = z
  .strictObject({
    person: z.int().nullable(),
    name: z.string().optional(),
    /** Rounds of the formal list and of the nominees. */
    round: z.int(),
    nomination: z.int(),
    cause: z.enum(['withdrawn', 'inspection', 'objection']),
    at: instant,
    nonce: z.string(),
  })
  .meta({ id: 'LostCandidate' });

/** The plan's amendment in force. */
export const amendmentSchema = z
  .strictObject({
    planVersion: z.int(),
    planDigest: z.string(),
    stages: z.array(z.strictObject({ id: z.enum(STAGE_IDS), due: planDay })),
    reportFields: z.array(z.string()),
    targets: counts,
  })
  .meta({ id: 'PlanAmendment' });

export const townshipStateSchema = z
  .strictObject({
    status: z.enum(['running', 'completed', 'closed']),
    startedAt: instant,
    endedAt: instant.nullable(),
    items: z.array(itemSchema),
    hold: z.strictObject({ body, account: z.string(), nonce: z.string(), since: instant, reviewOn: planDay }).nullable(),
    objections: z.array(objection),
    seats: z.array(seat),
    lost: z.array(lost),
    amendment: amendmentSchema.nullable(),
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
    /** Null in a record of the past. */
    due: planDay.nullable(),
    overdue: z.boolean(),
    /** The township is on hold: its clocks stand. */
    held: z.literal(true).optional(),
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
  .meta({ id: 'ProgressSummary' });

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
    status: z.enum(['preparing', 'running', 'completed', 'returned', 'ended']),
    startedAt: instant,
    endedAt: instant.nullable(),
    items: z.array(countyItem),
    /** Townships whose runs were started, and those still to be. */
    enrolled: z.array(z.string()),
    toEnrol: z.array(z.string()),
    amendment: amendmentSchema.nullable(),
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
    /** 往年记录. */
    record: z.boolean(),
    clock: z.union([
      z.strictObject({ kind: z.literal('live') }),
      z.strictObject({ kind: z.literal('record') }),
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

/** A file that was submitted with a dossier, as its digest covers it. */
export const attachmentSchema = z
  .strictObject({ id: z.string(), sha256: z.string(), name: z.string(), size: z.int() })
  .meta({ id: 'Attachment' });

/** A file that was uploaded for a dossier. */
export const fileSchema = z
  .strictObject({ id: z.string(), sha256: z.string(), name: z.string(), size: z.int(), type: z.string() })
  .meta({ id: 'UploadedFile' });

export const revisionSchema = z
  .strictObject({
    id: z.string(),
    round: z.int(),
    /** Its form depends on the item: `components.schemas.Dossier…`. */
    dossier: z.unknown(),
    attachments: z.array(attachmentSchema).optional(),
    digest: z.string(),
    counts,
    account: z.string(),
    writtenAt: z.iso.datetime(),
  })
  .meta({ id: 'Revision' });
