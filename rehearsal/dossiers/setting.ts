import { addDays, dateOf, type PlanDate } from '../../domain/calendar/plan-date.ts';
import type { County, Township } from '../../domain/county/county-schema.ts';
import type { TownshipRules } from '../../domain/plan/resolved-plan.ts';
import type { ItemId } from '../../domain/stages/items.ts';
import type { TownshipAnswer } from '../contract.ts';
import type { Cases } from '../scenarios/cases.ts';
import type { Slate } from './slate.ts';

/** Where and when a dossier is written. */
export interface Setting {
  readonly county: County;
  readonly township: Township;
  readonly rules: TownshipRules;
  readonly slate: Slate;
  /** The plan's first day. */
  readonly firstDay: PlanDate;
  /** The day on which it is written: nothing in it lies ahead of that. */
  readonly today: PlanDate;
  readonly item: ItemId;
  /** How the township's run stands. */
  readonly state: TownshipAnswer['state'];
  readonly cases: Cases;
}

/** So many days before the dossier is written, not before the plan began. */
export function daysBefore({ firstDay, today }: Setting, days: number): PlanDate {
  const day = addDays(today, -days);
  return day < firstDay ? (firstDay < today ? firstDay : today) : day;
}

/** So many days before the dossier is written, not before its stage opened: what a stage rests on came before it. */
export function sinceOpening(setting: Setting, days: number): PlanDate {
  const { state, item, today } = setting;
  const openedAt = state.items.find(({ id }) => id === item)?.openedAt;
  const opened = openedAt ? dateOf(openedAt) : today;
  const day = daysBefore(setting, days);
  return day < opened ? (opened < today ? opened : today) : day;
}

/** A document number of the township's party committee in the year: 澜渡党〔2012〕11号. */
export function partyDocument({ township, today }: Setting, number: number): string {
  return `${placeOf(township)}党〔${today.slice(0, 4)}〕${number}号`;
}

/** A document number of the township's league. */
export function leagueDocument({ township, today }: Setting, number: number): string {
  return `${placeOf(township)}团〔${today.slice(0, 4)}〕${number}号`;
}

/** The place's name without 镇、乡、区. */
function placeOf({ name }: Township): string {
  return name.replace(/[镇乡区]$/u, '');
}

export function youthOf({ youth14to35 }: Township): number {
  return youth14to35 ?? 5_000;
}
