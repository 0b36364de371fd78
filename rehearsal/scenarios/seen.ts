import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import type { ScenarioName } from '../../domain/county/scenario-schema.ts';
import type { NoticeRule } from '../../domain/plan/resolved-plan.ts';
import { type ItemId, PRE_INSPECTION } from '../../domain/stages/items.ts';
import type { SeenRuleResult, TownshipAnswer } from '../contract.ts';
import type { Attempt } from './case-book.ts';

/** Everything that is known of a township when a case in it is judged: its pages, and what robots were told. */
export interface Seen {
  readonly state: TownshipAnswer['state'];
  /** Seats of the committee, by the plan and the county file. */
  readonly seats: number;
  /** Items whose page was opened, with the dossier on record and what the rules say of it. */
  readonly pages: ReadonlyMap<ItemId, SeenPage>;
  readonly attempt: Attempt | undefined;
  /** Played in another year than the file's: what follows from days off comes out otherwise. */
  readonly moved: boolean;
  /** Processes were killed, or the pace left the robots no time: what is on time then says nothing. */
  readonly disturbed: boolean;
  readonly calendar: WorkingCalendar;
  readonly notice: NoticeRule;
}

export interface SeenPage {
  readonly dossier: Readonly<Record<string, unknown>>;
  readonly ruleResults: readonly SeenRuleResult[];
}

export type SeenItem = TownshipAnswer['state']['items'][number];

/** Pages that a case is judged by. */
export const PAGES: Readonly<Record<ScenarioName, readonly ItemId[]>> = {
  nominees_too_few: [],
  exact_boundary: ['formal-candidates'],
  tie_at_cut: [],
  shortfall: ['member-election'],
  quorum_fails_once: ['member-election'],
  under_200_members: ['member-election'],
  competitive_speech: ['member-election'],
  largest_committee: [],
  inspection_before_and_after: [PRE_INSPECTION, 'inspection'],
  appointed_and_objection_upheld: [],
};

export function itemIn({ state }: Pick<Seen, 'state'>, id: ItemId): SeenItem | undefined {
  return state.items.find((item) => item.id === id);
}

/** A rule's word on the dossier on record. */
export function resultIn({ pages }: Seen, id: ItemId, code: string): SeenRuleResult | undefined {
  return pages.get(id)?.ruleResults.find((verdict) => verdict.code === code);
}

/** A count of the submission on record. */
export function countIn(seen: Seen, id: ItemId, name: string): number | undefined {
  return itemIn(seen, id)?.submission?.counts[name];
}

/** What was submitted in the first of an item's rounds that had a submission. */
export function firstSubmission(item: SeenItem | undefined): NonNullable<SeenItem['submission']> | undefined {
  return (item ? [...item.pastRounds, item] : []).flatMap(({ submission }) => submission ?? [])[0];
}
