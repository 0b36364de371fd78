import type { HeldVote } from '../../domain/election/elected.ts';
import { OFFICES, type Office } from '../../domain/rules/ballot-facts.ts';
import { type ItemId, seatItemId } from '../../domain/stages/items.ts';
import type { EventKind, ProcessEvent } from '../../domain/state/events.ts';
import { itemOf } from '../../domain/state/township-state.ts';
import { commands } from '../../store/commands.ts';
import type { TownshipView } from '../access/township-view.ts';
import type { UseCaseDeps } from './deps.ts';
import { type HeldVotes, heldVotes, isVoteItem } from './held-votes.ts';
import { type PeopleLists, peopleLists } from './people-lists.ts';

/**
 * The people whom something that happened is about. A run and its events know numbers only; who they are is read from the
 * dossiers in which they stand, when somebody reads of it.
 */

/** What became of these people: `about` where the sentence itself says it. */
export interface EventPeople {
  readonly as: 'elected' | 'not-elected' | 'tied' | 'taken' | 'about';
  /** Of a vote on several offices. */
  readonly office?: Office;
  readonly names: readonly string[];
}

type Told = Pick<ProcessEvent, 'key' | 'kind' | 'item' | 'round' | 'nonce' | 'params'>;

/** Events that are about somebody. */
const ABOUT_PEOPLE: readonly EventKind[] = [
  'run-off',
  'supplementary',
  'tie-decision-asked',
  'tie-settled',
  'tie-returned',
  'passed',
  'vacancy-reported',
  'candidate-lost',
  'person-deferred',
  'seat-vacated',
  'seat-filled',
  'objection-received',
  'objection-logged',
  'objection-step',
  'objection-decision-asked',
];

/** By the event's key; nothing where an event is about nobody, or nothing is on record of them. */
export async function peopleOfEvents(
  deps: Pick<UseCaseDeps, 'store'>,
  view: TownshipView,
  events: readonly Told[],
): Promise<Map<string, readonly EventPeople[]>> {
  const told = events.filter(({ kind, item = '' }) => ABOUT_PEOPLE.includes(kind) && (kind !== 'passed' || isVoteItem(item)));
  if (told.length === 0) return new Map();
  const [lists, votes, taken] = await Promise.all([
    peopleLists(deps, view.progress.state),
    heldVotes(
      deps,
      view,
      told.map(({ item = '' }) => item),
    ),
    takenBy(deps, told),
  ]);
  return new Map(
    told.flatMap((event) => {
      const people = peopleOf(event, { view, lists, votes, taken }).filter(({ names }) => names.length > 0);
      return people.length > 0 ? [[event.key, people] as const] : [];
    }),
  );
}

interface Known {
  readonly view: Pick<TownshipView, 'progress'>;
  readonly lists: PeopleLists;
  readonly votes: HeldVotes;
  /** Numbers among the tied whom a decision took, by its nonce. */
  readonly taken: ReadonlyMap<string, readonly number[]>;
}

/** Whom the party committee took with each of these decisions; a later one does not change an earlier. */
async function takenBy({ store }: Pick<UseCaseDeps, 'store'>, events: readonly Told[]): Promise<Map<string, readonly number[]>> {
  const nonces = events.flatMap(({ kind, nonce }) => (kind === 'tie-settled' && nonce ? [nonce] : []));
  if (nonces.length === 0) return new Map();
  const sent = await commands(store)
    .find({ _id: { $in: nonces } }, { projection: { envelope: 1 } })
    .toArray();
  return new Map(sent.map(({ _id, envelope }) => [_id, (envelope as { readonly people?: readonly number[] } | undefined)?.people ?? []]));
}

function peopleOf(event: Told, known: Known): EventPeople[] {
  const { kind, item = '', round = 0, params } = event;
  const votes = known.votes.inRound(item, round);
  const each = (as: EventPeople['as'], of: (vote: HeldVote) => readonly { readonly name: string }[]): EventPeople[] =>
    votes.map((vote) => ({ as, ...officeOf(vote), names: of(vote).map(({ name }) => name) }));
  switch (kind) {
    case 'run-off':
      return each('tied', ({ result }) => (result.outcome.kind === 'run-off' ? result.tied : []));
    case 'supplementary':
      return each('not-elected', ({ result }) => (result.outcome.kind === 'supplementary' ? result.unelected : []));
    case 'tie-decision-asked':
    case 'tie-returned':
      return known.votes
        .ties(item, round)
        .map((vote) => ({ as: 'tied', ...officeOf(vote), names: vote.result.tied.map(({ name }) => name) }));
    case 'tie-settled': {
      const numbers = known.taken.get(event.nonce ?? '') ?? [];
      const tie = known.votes.ties(item, round).find(({ office }) => office === params['office']);
      const names = (tie?.result.tied ?? []).filter((_, index) => numbers.includes(index + 1)).map(({ name }) => name);
      return tie ? [{ as: 'taken', ...officeOf(tie), names }] : [];
    }
    case 'passed':
      return OFFICES.map((office) => ({
        as: 'elected' as const,
        ...(item === 'leadership-election' ? { office } : {}),
        names: known.votes
          .electedBy(item, round)
          .filter((person) => person.office === office)
          .map(({ name }) => name),
      }));
    case 'vacancy-reported':
      return item === ''
        ? about(inSeat(known, Number(params['seat'])))
        : each('not-elected', ({ result }) => (result.outcome.kind === 'complete' ? [] : result.unelected));
    case 'candidate-lost':
      return about(lost(event, known));
    case 'person-deferred':
      return about([known.lists.nameAt(item as ItemId, round, asNumber(params['person']))]);
    case 'seat-vacated':
      return about(vacated(event, known));
    case 'seat-filled':
      return about(listed(known, item, round));
    default:
      return about([objected(event, known)]);
  }
}

function about(names: readonly (string | undefined)[]): EventPeople[] {
  return [{ as: 'about', names: names.filter((name) => name !== undefined) }];
}

function officeOf({ office }: HeldVote): Pick<EventPeople, 'office'> {
  return office === 'members' ? {} : { office };
}

function asNumber(value: string | number | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

/** Candidates are named by their numbers on the list; events of earlier versions by the message that took them off it. */
function lost({ item = '', round = 0, nonce, params }: Told, { view, lists }: Known): (string | undefined)[] {
  const told = typeof params['people'] === 'string' && params['people'] !== '' ? params['people'].split(',').map(Number) : undefined;
  const people = told ?? view.progress.state.lost.filter((one) => one.nonce === nonce).map(({ person }) => person);
  return people.map((person) => lists.nameAt(item as ItemId, round, person));
}

/** Whoever had the seat: on the list of the track; or, where somebody elected to it afterwards lost it too, that person. */
function vacated({ key, item = '', round = 0, nonce, params }: Told, known: Known): (string | undefined)[] {
  const seat = Number(params['seat']);
  if (!key.startsWith('seat-vacated:')) return [known.lists.nameAt(item as ItemId, round, asNumber(params['person']))];
  for (const step of ['appointment', 'notice', 'inspection'] as const) {
    const own = itemOf(known.view.progress.state, seatItemId(seat, step));
    const ended = own?.pastRounds.find((past) => past.nonce === nonce && past.submission);
    if (own && ended) return listed(known, own.id, ended.round);
  }
  return inSeat(known, seat);
}

/** The person whose seat goes its own way. */
function inSeat({ view, lists }: Known, seat: number): (string | undefined)[] {
  const track = view.progress.state.seats.find(({ number }) => number === seat);
  return track ? [lists.nameAt(track.item, track.round, track.person)] : [];
}

/** Everybody on an item's list of that round. */
function listed({ lists }: Known, item: string, round: number): string[] {
  const names: string[] = [];
  for (let person = 1; ; person += 1) {
    const name = lists.nameAt(item as ItemId, round, person);
    if (name === undefined) return names;
    names.push(name);
  }
}

function objected({ item = '', round = 0, params }: Told, { view, lists }: Known): string | undefined {
  const objection = view.progress.state.objections.find(({ number }) => number === params['objection']);
  if (objection) return lists.nameAt(objection.item, objection.round, objection.person);
  return lists.nameAt(item as ItemId, round, asNumber(params['person']));
}
