import { dayFigure, type PlanDate } from '../../domain/calendar/plan-date.ts';
import type { Body } from '../../domain/roles.ts';
import { stageOf } from '../../domain/stages/item-definitions.ts';
import type { ItemId } from '../../domain/stages/items.ts';

/** The document with which a body answers, as the JSON API takes it. */
export interface AnswerDocument {
  readonly number: string;
  readonly on: PlanDate;
  readonly officeStated?: true;
}

/** Stages to whose request the county league replies in writing, with the running number of its reply. */
const REPLIES: Readonly<Partial<Record<string, number>>> = { 'leader-candidates': 4, appointment: 6 };

/**
 * The county league's reply of today: `岚团复〔2012〕6号`. It names the day of office where that is before today, since the
 * elected hold office from the day that was asked for (§2.10).
 */
export function replyTo(
  item: ItemId,
  body: Body,
  { county, today, officeDay }: { readonly county: string; readonly today: PlanDate; readonly officeDay: number | undefined },
): AnswerDocument | undefined {
  const number = body === 'county-league' ? REPLIES[stageOf(item)] : undefined;
  if (number === undefined) return undefined;
  const stated = officeDay !== undefined && officeDay < dayFigure(today);
  return { number: `${county.slice(0, 1)}团复〔${today.slice(0, 4)}〕${number}号`, on: today, ...(stated ? { officeStated: true } : {}) };
}
