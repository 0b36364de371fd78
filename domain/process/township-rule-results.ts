import { gate } from '../gates/gates-of.ts';
import type { Counts, RuleResult } from '../rules/rule-result.ts';
import { stageOf } from '../stages/item-definitions.ts';
import { type ItemId, isSeatItem, isStage, seatItemId, seatOf } from '../stages/items.ts';
import type { StageId } from '../stages/stages.ts';
import { isAbout, trackAbout } from '../state/objected-lists.ts';
import { itemOf, type TownshipInput, type TownshipState } from '../state/township-state.ts';
import { agreementOn } from './answer-document.ts';
import { isUnsettled } from './open-objections.ts';

type Facts = { readonly input: Pick<TownshipInput, 'rules' | 'body'>; readonly state: TownshipState };

/** Every rule's word on a submission's counts, in the light of what earlier stages put on record. */
export function ruleResultsOn({ input, state }: Facts, id: ItemId, counts: Counts): RuleResult[] {
  const ballots = itemOf(state, id)?.ballots ?? undefined;
  const facts = {
    rules: input.rules,
    body: input.body,
    passed: isSeatItem(id) ? seatRecord(state, id) : record(state),
    ballots,
    ...(stageOf(id) === 'appointment' ? { objections: openAbout(state, id), agreed: agreementOn(itemOf(state, id)) } : {}),
  };
  return gate(stageOf(id), counts, facts);
}

/** The open objections that an appointment is held against. */
function openAbout(state: TownshipState, id: ItemId): { readonly waiting: readonly number[]; readonly held: number } {
  const open = state.objections.filter(isUnsettled);
  if (!isSeatItem(id)) return { waiting: open.filter((one) => !trackAbout(one, state)).map(({ number }) => number), held: 0 };
  const track = state.seats.find(({ number }) => number === seatOf(id).seat);
  return { waiting: [], held: track ? open.filter((one) => isAbout(one, track, state)).length : 0 };
}

/** Counts on record of the main stages, less what was lost since: candidates, and people who go on beside the appointment. */
function record(state: TownshipState): Partial<Record<StageId, Counts>> {
  const passed: Partial<Record<StageId, Counts>> = {};
  for (const item of state.items) if (isStage(item.id) && item.submission) passed[item.id] = item.submission.counts;
  voted(passed, state);
  const list = itemOf(state, 'formal-candidates');
  less(passed, 'formal-candidates', 'formal', state.lost.filter((one) => one.round === list?.round && list.submission !== null).length);
  less(passed, 'nomination', 'nominees', lostSinceNomination(state));
  less(passed, 'public-notice', 'people', heldOut(state));
  return passed;
}

/** What the votes came to after all their rounds, in the names that later stages compare with. */
function voted(passed: Partial<Record<StageId, Counts>>, state: TownshipState): void {
  const members = itemOf(state, 'member-election')?.results.members;
  if (members && passed['member-election']) passed['member-election'] = { ...passed['member-election'], elected: members.elected };
  const { secretary, deputies } = itemOf(state, 'leadership-election')?.results ?? {};
  if (secretary && deputies && passed['leadership-election']) {
    const named = { secretaries: secretary.elected, deputies: deputies.elected };
    passed['leadership-election'] = { ...passed['leadership-election'], ...named };
  }
}

/** Candidates lost since the nominees were settled: none of them may stand again. */
export function lostSinceNomination(state: TownshipState): number {
  const round = itemOf(state, 'nomination')?.round;
  return state.lost.filter((one) => one.nomination === round).length;
}

/** People on the main notice who are not appointed with the others, each on a track of their own. */
export function heldOut(state: TownshipState): number {
  const round = itemOf(state, 'public-notice')?.round;
  return state.seats.filter((track) => track.item === 'public-notice' && track.round === round && track.status !== 'superseded').length;
}

function less(passed: Partial<Record<StageId, Counts>>, stage: StageId, name: string, by: number): void {
  const counts = passed[stage];
  const before = counts?.[name];
  if (counts && before !== undefined && by > 0) passed[stage] = { ...counts, [name]: Math.max(0, before - by) };
}

/** What the steps of one seat's track put on record, under the names of the stages they are like; not the main vote's list. */
function seatRecord(state: TownshipState, id: ItemId): Partial<Record<StageId, Counts>> {
  if (!isSeatItem(id)) return {};
  const { seat } = seatOf(id);
  const passed: Partial<Record<StageId, Counts>> = {};
  for (const step of ['by-election', 'inspection', 'notice', 'appointment'] as const) {
    const counts = itemOf(state, seatItemId(seat, step))?.submission?.counts;
    if (counts) passed[stageOf(seatItemId(seat, step)) as StageId] = counts;
  }
  return passed;
}
