import type { PlanDate } from '../../domain/calendar/plan-date.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import type { ScenarioOf } from '../../domain/county/scenario-schema.ts';
import type { ObjectionStep } from '../../domain/state/path-state.ts';
import type { Answer } from '../behaviours.ts';
import type { TownshipAnswer } from '../contract.ts';

/** What the receiving office does with the objection of a case: it is received on its day, looked into, upheld, answered, closed. */

type Facts = ScenarioOf<'appointed_and_objection_upheld'>['facts'];
type State = TownshipAnswer['state'];
type Objection = State['objections'][number];

/** What is to be done today. */
export type ObjectionDeed =
  | { readonly kind: 'receive'; readonly round: number; readonly person: number }
  | { readonly kind: 'step'; readonly objection: number; readonly step: ObjectionStep }
  | { readonly kind: 'over' };

export interface Office {
  readonly facts: Facts;
  readonly calendar: WorkingCalendar;
  /** Working days in which a settled objection is answered and closed. */
  readonly decisionDays: number;
}

/** The next thing to do with the objection, if its day has come. */
export function objectionDeed(state: State, today: PlanDate, { facts, calendar, decisionDays }: Office): ObjectionDeed | undefined {
  const { objection } = facts.first;
  const raised = raisedIn(state);
  if (!raised) return receive(state, today >= calendar.onOrAfter(objection.received));
  if (raised.status === 'closed') return { kind: 'over' };
  const found = calendar.addWorkdays(calendar.onOrAfter(objection.closed), -decisionDays);
  const days: Readonly<Partial<Record<ObjectionStep, PlanDate>>> = {
    accepted: calendar.addWorkdays(objection.received, 1),
    investigating: calendar.addWorkdays(objection.received, 2),
    upheld: found,
    answered: calendar.addWorkdays(found, 1),
    closed: calendar.onOrAfter(objection.closed),
  };
  const step = NEXT[raised.status];
  const day = step && days[step];
  return step && day && today >= day ? { kind: 'step', objection: raised.number, step } : undefined;
}

const NEXT: Readonly<Partial<Record<Objection['status'], ObjectionStep>>> = {
  received: 'accepted',
  accepted: 'investigating',
  investigating: 'upheld',
  upheld: 'answered',
  answered: 'closed',
};

/** About the last on the notice, a part-time deputy, while it runs. */
function receive(state: State, ripe: boolean): ObjectionDeed | undefined {
  const notice = state.items.find(({ id }) => id === 'public-notice');
  const people = notice?.submission?.counts['people'];
  if (!ripe || notice?.status !== 'submitted' || people === undefined) return undefined;
  return { kind: 'receive', round: notice.round, person: people };
}

/** The objection of the case; one that came after the notice had ended does not count. */
export function raisedIn({ objections }: State): Objection | undefined {
  return objections.findLast(({ item, status }) => item === 'public-notice' && status !== 'logged');
}

/**
 * The county league's answer where the notice ended before anybody could object, because the app was away: it is posted
 * again, since what was raised too late holds nobody.
 */
export function noticeAgain(state: State): Answer | undefined {
  if (raisedIn(state)) return undefined;
  return { verdict: 'return', returnTo: { stage: 'public-notice', then: 'step-by-step' } };
}
