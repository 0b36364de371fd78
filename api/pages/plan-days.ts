import { dateOf, daysBetween, type PlanDate, type PlanInstant } from '../../domain/calendar/plan-date.ts';
import type { LeagueBody } from '../../domain/dossiers/league-body.ts';
import type { Clock } from '../../domain/process/ladder.ts';
import { bodyTitle, type Language } from '../../domain/texts/notices.ts';
import type { Waiting } from '../web/waiting-line.tsx';

/** Plan days from now to a due date; negative once its day has passed. */
export function daysLeft(due: PlanDate, now: PlanInstant): number {
  return daysBetween(dateOf(now), due);
}

/** A clock that runs, as a line says it. @param at what is reorganised at the township; none for the county's own clocks */
export function waitingOf({ body, kind, since, due, held }: Clock, now: PlanInstant, language: Language, at?: LeagueBody): Waiting {
  return { body: bodyTitle(body, language, at), kind, since: dateOf(since), due, daysLeft: daysLeft(due, now), ...(held ? { held } : {}) };
}
