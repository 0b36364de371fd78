import type { PlanDate } from '../../domain/calendar/plan-date.ts';
import type { Body } from '../../domain/roles.ts';
import type { Answer } from '../behaviours.ts';
import { recordObjection, stepObjection, type TownshipTask, townshipOf } from '../buttons.ts';
import type { Performance } from '../performance.ts';
import type { Session } from '../session.ts';
import { attempt, attemptDue } from './attempts.ts';
import type { CaseBook } from './case-book.ts';
import type { Cases } from './cases.ts';
import { noticeAgain, objectionDeed } from './objections.ts';

/** What a body does for a case beside what its list asks for. */

/** Somebody of a body, at work on the cases. */
export interface CaseWorker {
  readonly cases: Cases;
  readonly book: CaseBook;
  readonly body: Body;
  readonly session: Session;
}

/** The party committee receives the objection to a notice and deals with it, a step a morning. */
export async function dealWithObjection(performance: Performance, worker: CaseWorker, township: string, today: PlanDate): Promise<void> {
  const { cases, book, body, session } = worker;
  const facts = cases.find(township, 'appointed_and_objection_upheld')?.facts;
  if (!facts || body !== 'township-party-committee' || book.isClosed(township) || today < facts.first.objection.received) return;
  const { plan, calendar } = performance.half;
  const decisionDays = plan.stages.find(({ id }) => id === 'public-notice')?.decisionDays ?? 0;
  const { state } = await townshipOf(performance, session, township);
  const deed = objectionDeed(state, today, { facts, calendar, decisionDays });
  const { named, matter: reason } = facts.first.objection;
  if (deed?.kind === 'over') book.close(township);
  if (deed?.kind === 'receive')
    await recordObjection(performance, session, township, {
      item: 'public-notice',
      round: deed.round,
      person: deed.person,
      named,
      reason,
    });
  if (deed?.kind === 'step') await stepObjection(performance, session, township, { objection: deed.objection, step: deed.step, reason });
}

/** A dossier that is refused before the one that holds. */
export async function submitInVain(performance: Performance, worker: CaseWorker, task: TownshipTask, today: PlanDate): Promise<void> {
  const { cases, book, session } = worker;
  const nominees = attemptDue(task, today, book, { cases, calendar: performance.half.calendar });
  if (nominees !== undefined) await attempt(performance, session, task, nominees, book);
}

/** An answer that a case asks for; undefined: the usual one. */
export async function answerInCase(performance: Performance, worker: CaseWorker, task: TownshipTask): Promise<Answer | undefined> {
  const { cases, body, session } = worker;
  if (task.item !== 'appointment' || body !== 'county-league') return undefined;
  if (!cases.find(task.township, 'appointed_and_objection_upheld')) return undefined;
  return noticeAgain((await townshipOf(performance, session, task.township)).state);
}
