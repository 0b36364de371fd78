import { need } from '../../domain/rules/differential.ts';
import type { SeatStep } from '../../domain/stages/items.ts';
import { appointmentOf, inspectionOf, noticeOf } from './appointments.ts';
import { electedLeaders } from './leaders.ts';
import type { Setting } from './setting.ts';
import type { Candidate } from './slate.ts';

/** Dossiers of a seat that goes its own way beside the appointment: for another person, or for the one who was deferred. */

type Track = Setting['state']['seats'][number];

/** Who stands in the by-election for a vacated seat, winner first: formal candidates and nominees who were not elected. */
export function contendersFor(setting: Setting, seat: number): readonly Candidate[] {
  const { slate, rules } = setting;
  const others = [...slate.formal.slice(slate.elected.length), ...slate.dropped];
  const most = need(1, rules.formalBp);
  const { post } = leaderOn(setting, trackOf(setting, seat));
  return Array.from({ length: most }, (_, index) => {
    const person = others[((seat - 1) * most + index) % others.length];
    if (!person) throw new RangeError(`${setting.township.id} has nobody else for a seat`);
    return { ...person, post };
  });
}

/** What is written of a seat after its by-election. */
export function seatDossier(setting: Setting, seat: number, step: Exclude<SeatStep, 'by-election'>): object {
  return WRITERS[step](setting, [personFor(setting, seat)]);
}

const WRITERS: Readonly<Record<Exclude<SeatStep, 'by-election'>, (setting: Setting, people: readonly Candidate[]) => object>> = {
  inspection: inspectionOf,
  notice: noticeOf,
  appointment: appointmentOf,
};

/** Who is to have the seat: whoever won the by-election, else the person who stood on the list. */
function personFor(setting: Setting, seat: number): Candidate {
  const track = trackOf(setting, seat);
  const [winner] = contendersFor(setting, seat);
  return track.from === 'by-election' && winner ? winner : leaderOn(setting, track);
}

function trackOf({ state, township }: Setting, seat: number): Track {
  const track = state.seats.find(({ number }) => number === seat);
  if (!track) throw new RangeError(`${township.id} has no seat ${seat}`);
  return track;
}

/** The leader of that number on the list: inspection and notice name them in the order of their posts. */
function leaderOn(setting: Setting, { item, person, number }: Track): Candidate {
  const listed = item === 'member-report' ? setting.slate.elected : electedLeaders(setting);
  const leader = listed[(person ?? number) - 1];
  if (!leader) throw new RangeError(`${setting.township.id} has no leader ${person ?? number}`);
  return leader;
}
