import type { PlanDate, PlanInstant } from '../calendar/plan-date.ts';
import type { ItemId, SeatStep } from '../stages/items.ts';

/** What a run remembers of its unusual paths: objections, seats' own tracks, lost candidates. Numbers and ids only. */

/** The offices that receive objections (§2.9). */
export const RECEIVING_OFFICES = ['township-party-committee', 'organization-department'] as const;
export type ReceivingOffice = (typeof RECEIVING_OFFICES)[number];

/** Steps by which an objection is dealt with, in the words of §2.9. */
export const OBJECTION_STEPS = [
  'accepted',
  'not-accepted',
  'investigating',
  'upheld',
  'upheld-minor',
  'not-upheld',
  'undetermined',
  'answered',
  'closed',
] as const;
export type ObjectionStep = (typeof OBJECTION_STEPS)[number];

/** What was found: `upheld` vacates the seat; `upheld-minor` (a talk suffices) and the rest let the person go on. */
export type Finding = Extract<ObjectionStep, 'not-accepted' | 'upheld' | 'upheld-minor' | 'not-upheld' | 'undetermined'>;

/** One objection. Who raised it is never known here; the matter stays in MongoDB under the nonce. */
export interface Objection {
  readonly number: number;
  /** The notice it answers, its round, and the person's number on it; a corrected notice keeps everybody's number. */
  readonly item: ItemId;
  round: number;
  readonly person: number;
  /** The person's number on the other lists that were on record when it came, by item. */
  readonly stands?: Readonly<Record<string, number>> | undefined;
  /** Raised under a real name: it is then answered to that person. */
  readonly named: boolean;
  readonly channel: 'letter' | 'phone' | 'visit' | 'mail';
  readonly receivedBy: ReceivingOffice;
  readonly receivedAt: PlanInstant;
  readonly nonce: string;
  /** `logged`: it came when the person had been appointed, which it does not undo. */
  status: 'received' | ObjectionStep | 'logged';
  finding: Finding | null;
  /** Since when, and until when, somebody is waited for; null when it is closed or only logged, and in a record of the past. */
  since: PlanInstant;
  due: PlanDate | null;
  /** The last day for which the person may be deferred; set when the notice ends before the matter is settled. Null in a record of the past. */
  deferredUntil: PlanDate | null;
  /** When the organization department was asked to decide, after that day. */
  decisionAskedAt: PlanInstant | null;
}

/** `left-out`: elected, and not among those appointed with the others. */
export type SeatCause = 'inspection-failed' | 'inspection-deferred' | 'objection-upheld' | 'objection-open' | 'left-out';

/** One seat beside the appointment of everyone else (C-04): its course runs from `from` to its own appointment. */
export interface SeatTrack {
  readonly number: number;
  readonly cause: SeatCause;
  /** The main stage whose list the person stood on, the round, and the person's number there where one was named. */
  readonly item: ItemId;
  round: number;
  readonly person: number | null;
  readonly since: PlanInstant;
  /** The first step still to be done: `by-election` once the seat is vacant. */
  from: SeatStep;
  /** `running`, `deferred` while an objection is open, and how it ended; `superseded` when a return took the person back in. */
  status: 'running' | 'deferred' | 'appointed' | 'vacant' | 'superseded';
  endedAt: PlanInstant | null;
}

/** A candidate who is no longer there after the formal list was decided (M9). */
export interface LostCandidate {
  /** Number on the formal list, where one was named. */
  readonly person: number | null;
  /** Round of the formal list, and of the nominees it was chosen from. */
  readonly round: number;
  readonly nomination: number;
  readonly cause: 'withdrawn' | 'inspection' | 'objection';
  readonly at: PlanInstant;
  readonly nonce: string;
}
