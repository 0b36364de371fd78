import { dateOf, daysBetween, type PlanDate, type PlanInstant } from '../../../domain/calendar/plan-date.ts';
import { bodyTitle } from '../../../domain/language/bodies.ts';
import type { LeagueBody } from '../../../domain/language/league-body.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import type { Clock } from '../../../domain/state/ladder.ts';
import type { DueDate, Waiting } from '../ui/waiting-line.tsx';

/** A due date with the plan days from now to it, negative once its day has passed; nothing where there is none. */
export function dueIn(due: PlanDate | null, now: PlanInstant): Partial<DueDate> {
  return due === null ? {} : { due, daysLeft: daysBetween(dateOf(now), due) };
}

/** A clock that runs, as a line says it. @param at what is reorganised at the township; none for the county's own clocks */
export function waitingOf({ body, kind, since, due, held }: Clock, now: PlanInstant, language: Language, at?: LeagueBody): Waiting {
  return { body: bodyTitle(body, language, at), kind, since: dateOf(since), ...dueIn(due, now), ...(held ? { held } : {}) };
}
