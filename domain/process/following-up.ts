import { stageOf } from '../stages/item-definitions.ts';
import { isSeatItem, PRE_INSPECTION, type SeatItemId, seatOf } from '../stages/items.ts';
import { isVote } from '../state/course.ts';
import { listedCount, placeOn } from '../state/objected-lists.ts';
import type { SeatTrack } from '../state/path-state.ts';
import type { ItemState } from '../state/township-state.ts';
import { vacantSeats } from './ballots.ts';
import { loseCandidates } from './lost-candidates.ts';
import { deferPeople, isUnsettled } from './open-objections.ts';
import type { TownshipDraft } from './township-draft.ts';
import { heldOut } from './township-rule-results.ts';
import { advanceTracks, endTrack, FIRST_STEP, notifyVacancy, openTrack, vacate } from './tracks.ts';

/**
 * What follows from what passed: people who failed or are deferred get a track, vacancies are reported, a filled seat
 * ends its track. Then everything opens that may.
 */
export function followUp(draft: TownshipDraft): void {
  for (let passed = draft.passed.shift(); passed; passed = draft.passed.shift()) {
    const { item, nonce } = passed;
    if (isSeatItem(item.id)) ofSeat(draft, item, item.id, nonce);
    else ofStage(draft, item, nonce);
  }
  draft.advance();
  advanceTracks(draft);
}

function ofStage(draft: TownshipDraft, item: ItemState, nonce: string | undefined): void {
  if (item.id === PRE_INSPECTION) loseInspected(draft, item, nonce ?? '');
  else if (item.id === 'inspection') separateInspected(draft, item, nonce);
  else if (item.id === 'public-notice') separateObjected(draft, item);
  else if (item.id === 'appointment') separateLeftOut(draft, item, nonce);
  else if (isVote(item.id) && vacantSeats(item) > 0)
    notifyVacancy(draft, `vacancy:${item.id}:${item.round}`, { vacant: vacantSeats(item) }, nonce, item);
  if (item.id === 'leadership-election' && nobodyLeads(item)) skip(draft, 'organization-study', 'inspection', 'public-notice');
}

/** Every post of the plenary stays vacant (§2.6): there is nobody to study, inspect and make known; the members are appointed. */
function nobodyLeads({ results }: ItemState): boolean {
  const { secretary, deputies } = results;
  return secretary !== undefined && deputies !== undefined && secretary.elected + deputies.elected === 0;
}

/** Before the vote, whoever did not pass is not on the ballot paper. */
function loseInspected(draft: TownshipDraft, item: ItemState, nonce: string): void {
  const rows = [...concluded(item, 'failed'), ...concluded(item, 'deferred')];
  const counts = item.submission?.counts ?? {};
  const gone = new Set(draft.state.lost.filter(({ round }) => round === draft.item('formal-candidates').round).map(({ person }) => person));
  const people = rows.map((row) => (row === null ? null : (counts[listedCount(row)] ?? 0) || null));
  // Somebody may have withdrawn while the inspection was decided on.
  const lost = people.filter((person) => person === null || !gone.has(person));
  if (lost.length > 0) loseCandidates(draft, lost, 'inspection', nonce);
}

function separateInspected(draft: TownshipDraft, item: ItemState, nonce: string | undefined): void {
  for (const outcome of ['failed', 'deferred'] as const) {
    const cause = `inspection-${outcome}` as const;
    for (const person of concluded(item, outcome))
      openTrack(draft, { cause, item: item.id, round: item.round, person, from: FIRST_STEP[outcome] }, nonce);
  }
  if (item.submission?.counts.passed === 0) skip(draft, 'public-notice', 'appointment');
}

/** The people of one conclusion by their numbers in the inspection, where the counts tell them (`conclusion.1`: 2 deferred, 3 failed). */
function concluded(item: ItemState, outcome: 'failed' | 'deferred'): (number | null)[] {
  const counts = item.submission?.counts ?? {};
  const code = outcome === 'deferred' ? 2 : 3;
  const rows = Array.from({ length: counts.people ?? 0 }, (_, index) => index + 1).filter((row) => counts[`conclusion.${row}`] === code);
  return Array.from({ length: conclusions(item)[outcome] }, (_, index) => rows[index] ?? null);
}

/** The notice is over: whoever has an open objection waits, everybody else is appointed. */
function separateObjected(draft: TownshipDraft, item: ItemState): void {
  for (const person of deferPeople(draft, item, item.notice?.lastDay ?? draft.today)) {
    const known = draft.state.seats.some((track) => track.item === item.id && track.round === item.round && track.person === person);
    if (!known) openTrack(draft, { cause: 'objection-open', item: item.id, round: item.round, person, from: 'appointment' });
  }
  const people = item.submission?.counts.people;
  if (people !== undefined && heldOut(draft.state) >= people && !othersElected(draft, people)) skip(draft, 'appointment');
}

/** Members who do not lead were elected too: they stand on no notice and are appointed all the same. */
function othersElected(draft: TownshipDraft, noticed: number): boolean {
  return (draft.item('member-election').results.members?.elected ?? 0) > noticed;
}

/** Whoever was elected and is not among those appointed has a place to be appointed: a track of their own. */
function separateLeftOut(draft: TownshipDraft, item: ItemState, nonce: string | undefined): void {
  const counts = item.submission?.counts ?? {};
  const report = draft.item('member-report');
  for (let index = 1; index <= (counts.leftOut ?? 0); index += 1) {
    const person = counts[`leftOut.${index}`];
    if (person === undefined) continue;
    const about = draft.state.objections.filter((one) => placeOn(one, report) === person);
    const upheld = about.some(({ finding }) => finding === 'upheld');
    const cause = upheld ? 'objection-upheld' : about.some(isUnsettled) ? 'objection-open' : 'left-out';
    const from = upheld ? 'by-election' : 'appointment';
    openTrack(draft, { cause, item: report.id, round: report.round, person, from }, nonce);
  }
}

/** Nobody is left for these stages: every seat is vacant, or on a track of its own. What was let go already stays so. */
function skip(draft: TownshipDraft, ...ids: ('organization-study' | 'inspection' | 'public-notice' | 'appointment')[]): void {
  for (const item of ids.map((id) => draft.item(id))) if (!item.waived) item.status = 'off';
}

function ofSeat(draft: TownshipDraft, item: ItemState, id: SeatItemId, nonce: string | undefined): void {
  const track = draft.state.seats.find((one) => one.number === seatOf(id).seat);
  if (!track) return;
  switch (seatOf(id).step) {
    case 'by-election':
      if (vacantSeats(item) > 0) leaveVacant(draft, track, item, nonce);
      break;
    case 'inspection': {
      const { failed, deferred } = conclusions(item);
      if (failed > 0) vacate(draft, track, nonce ?? '');
      else if (deferred > 0) draft.endRound(item, 'deferred', nonce ?? '');
      break;
    }
    case 'notice':
      deferPeople(draft, item, item.notice?.lastDay ?? draft.today);
      break;
    case 'appointment':
      endTrack(draft, track, 'appointed');
      draft.emit('seat-filled', `seat-filled:${track.number}`, {
        item: id,
        round: item.round,
        params: { seat: track.number },
        notify: ['township-league', 'township-party-committee', 'county-league', 'organization-department'],
        ...(nonce ? { nonce } : {}),
      });
      break;
  }
}

function leaveVacant(draft: TownshipDraft, track: SeatTrack, item: ItemState, nonce: string | undefined): void {
  endTrack(draft, track, 'vacant');
  notifyVacancy(draft, `vacancy:${item.id}:${item.round}`, { seat: track.number, vacant: 1 }, nonce, item);
}

function conclusions(item: ItemState): { readonly failed: number; readonly deferred: number } {
  const counts = stageOf(item.id) === 'inspection' ? item.submission?.counts : undefined;
  return { failed: counts?.failed ?? 0, deferred: counts?.deferred ?? 0 };
}
