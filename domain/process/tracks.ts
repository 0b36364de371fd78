import { Refusal } from '../errors.ts';
import { stageOf } from '../stages/item-definitions.ts';
import { isSeatItem, SEAT_STEPS, type SeatItemId, type SeatStep, seatItemId, seatOf } from '../stages/items.ts';
import type { TownshipEnvelope } from '../state/messages.ts';
import { bestPlace, isAbout, placeOn, trackAbout } from '../state/objected-lists.ts';
import type { Objection, SeatTrack } from '../state/path-state.ts';
import type { ItemState, TownshipState } from '../state/township-state.ts';
import { isListOpen, loseCandidates } from './lost-candidates.ts';
import { isUnsettled } from './open-objections.ts';
import type { TownshipDraft } from './township-draft.ts';

/**
 * Seats that are vacated, and people who are deferred, go their own way beside the appointment of everybody else
 * (C-04): by-election, inspection, notice, appointment, as far as each has to be done again.
 */

const EVERYBODY = ['township-league', 'township-party-committee', 'county-league', 'organization-department'] as const;

export function openTrack(
  draft: TownshipDraft,
  track: Pick<SeatTrack, 'cause' | 'item' | 'round' | 'person' | 'from'>,
  nonce?: string,
): SeatTrack {
  const fresh: SeatTrack = { ...track, number: draft.state.seats.length + 1, since: draft.now, status: 'running', endedAt: null };
  draft.state.seats.push(fresh);
  const vacated = track.from === 'by-election';
  draft.emit(vacated ? 'seat-vacated' : 'person-deferred', `seat:${fresh.number}`, {
    item: track.item,
    round: track.round,
    params: { seat: fresh.number, cause: track.cause, ...(track.person === null ? {} : { person: track.person }) },
    notify: EVERYBODY,
    ...(nonce ? { nonce } : {}),
  });
  return fresh;
}

/** The person's seat is empty: whatever was done for it is done again for somebody else, from the by-election on. */
export function vacate(draft: TownshipDraft, track: SeatTrack, nonce: string): void {
  for (const step of SEAT_STEPS) {
    const item = draft.state.items.find((one) => one.id === seatItemId(track.number, step));
    if (item && item.status !== 'waiting' && item.status !== 'superseded') draft.endRound(item, 'superseded', nonce);
  }
  track.from = 'by-election';
  draft.emit('seat-vacated', `seat-vacated:${nonce}`, { item: track.item, nonce, params: { seat: track.number }, notify: EVERYBODY });
}

/** The message that upheld an objection, and whether its person was elected, where that is known. */
type Upheld = Pick<TownshipEnvelope<'resolveObjection'>, 'elected' | 'nonce'>;

/**
 * An objection was upheld: a candidate stands no longer; the seat of somebody elected is vacated, by a track of its own or
 * the one it is on.
 */
export function vacateByObjection(draft: TownshipDraft, objection: Objection, { elected, nonce }: Upheld): void {
  const { state } = draft;
  const { item, round } = objection;
  const own = trackAbout(objection, state);
  if (own) {
    if (own.endedAt === null && (own.from !== 'by-election' || isSeatItem(item))) vacate(draft, own, nonce);
    return;
  }
  if (stageOf(item) === 'public-notice' && draft.item(item).round !== round) return;
  const list = draft.item('formal-candidates');
  const listed = placeOn(objection, list);
  if (listed !== undefined && isListOpen(state)) {
    loseCandidates(draft, [listed], 'objection', nonce);
    return;
  }
  // Whoever stood and was not elected has no seat.
  if (stageOf(item) === 'formal-candidates' && elected !== true) return;
  openTrack(draft, { cause: 'objection-upheld', ...bestPlace(objection, state), from: 'by-election' }, nonce);
}

/** Opens the next step of every seat's track; an open objection keeps its person from being appointed. */
export function advanceTracks(draft: TownshipDraft): void {
  if (draft.state.hold || draft.state.status !== 'running') return;
  for (const track of draft.state.seats) {
    if (track.endedAt !== null) continue;
    const item = nextStep(draft, track);
    if (!item) continue;
    const waits = seatOf(item.id as SeatItemId).step === 'appointment' && isHeld(draft.state, track);
    track.status = waits ? 'deferred' : 'running';
    if (!waits && (item.status === 'waiting' || item.status === 'superseded')) draft.open(item);
  }
}

/** True while an objection about the track's person is not settled. */
export function isHeld(state: TownshipState, track: SeatTrack): boolean {
  return state.objections.some((objection) => isUnsettled(objection) && isAbout(objection, track, state));
}

function nextStep(draft: TownshipDraft, track: SeatTrack): ItemState | undefined {
  const step = SEAT_STEPS.slice(SEAT_STEPS.indexOf(track.from)).find(
    (one) => draft.state.items.find((item) => item.id === seatItemId(track.number, one))?.status !== 'passed',
  );
  return step && draft.item(seatItemId(track.number, step));
}

export function endTrack(
  draft: TownshipDraft,
  track: SeatTrack,
  status: Extract<SeatTrack['status'], 'appointed' | 'vacant' | 'superseded'>,
): void {
  track.status = status;
  track.endedAt = draft.now;
  for (const step of SEAT_STEPS) {
    const item = draft.state.items.find((one) => one.id === seatItemId(track.number, step));
    if (item && item.status !== 'passed') item.status = 'off';
  }
}

/** A vacated seat is reported vacant instead of being voted on again (§2.5): the county is told, and nobody is waited for. */
export function reportVacancy(draft: TownshipDraft, envelope: TownshipEnvelope<'reportVacancy'>): boolean {
  const track = draft.state.seats.find((one) => one.number === envelope.seat);
  const vacant = track && track.endedAt === null && track.from === 'by-election';
  const vote = track && draft.state.items.find((item) => item.id === seatItemId(track.number, 'by-election'));
  if (!vacant || vote?.status === 'submitted' || vote?.status === 'passed') throw new Refusal('SEAT_NOT_VACANT', { seat: envelope.seat });
  endTrack(draft, track, 'vacant');
  notifyVacancy(draft, `vacancy:seat/${track.number}`, { seat: track.number, vacant: 1 }, envelope.nonce);
  return false;
}

export function notifyVacancy(draft: TownshipDraft, key: string, params: Record<string, number>, nonce?: string, item?: ItemState): void {
  draft.emit('vacancy-reported', key, {
    params,
    notify: ['township-party-committee', 'county-league', 'organization-department'],
    ...(nonce ? { nonce } : {}),
    ...(item ? { item: item.id, round: item.round } : {}),
  });
}

/** Ends the tracks whose people a return takes back into what is done again; a by-election already held stands unless the vote itself is void. */
export function takeBack(draft: TownshipDraft, redone: readonly string[], target: string): void {
  for (const track of draft.state.seats) {
    if (track.endedAt !== null || !redone.includes(track.item) || (track.item === target && track.item === 'public-notice')) continue;
    const voted = draft.state.items.find((item) => item.id === seatItemId(track.number, 'by-election'));
    const held = voted !== undefined && (voted.submission !== null || voted.pastRounds.length > 0);
    if (held && !redone.includes('member-election')) continue;
    endTrack(draft, track, 'superseded');
  }
}

export const FIRST_STEP: Readonly<Record<'failed' | 'deferred', SeatStep>> = { failed: 'by-election', deferred: 'inspection' };
