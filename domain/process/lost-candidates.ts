import { Refusal } from '../errors.ts';
import { need } from '../rules/differential.ts';
import type { StageId } from '../stages/stages.ts';
import { itemsBehind } from '../state/course.ts';
import type { TownshipEnvelope } from '../state/messages.ts';
import type { LostCandidate } from '../state/path-state.ts';
import type { TownshipState } from '../state/township-state.ts';
import { checkRound, findItem } from './finding-items.ts';
import type { TownshipDraft } from './township-draft.ts';
import { lostSinceNomination } from './township-rule-results.ts';

/**
 * A candidate lost after the formal list was decided: the ballot goes on with one fewer while the plan's differential
 * holds (R49); else the run goes back to where enough people can be found.
 */

/** True while the formal list was decided and nobody has voted on it: a candidate may still leave it. */
export function isListOpen(state: TownshipState): boolean {
  const [list, vote] = [findItem(state, 'formal-candidates'), findItem(state, 'member-election')];
  const begun = Object.values(vote.status === 'open' ? (vote.ballots ?? {}) : {}).some(
    ({ kind }) => kind === 'run-off' || kind === 'supplementary',
  );
  return list.status === 'passed' && !begun && ['waiting', 'open', 'superseded'].includes(vote.status);
}

export function withdrawCandidate(draft: TownshipDraft, envelope: TownshipEnvelope<'withdrawCandidate'>): boolean {
  const list = findItem(draft.state, 'formal-candidates');
  checkRound(list, envelope.round);
  if (!isListOpen(draft.state)) throw new Refusal('LIST_NOT_OPEN_TO_CHANGE', { item: list.id });
  const formal = list.submission?.counts.formal ?? 0;
  if (envelope.person > formal) throw new Refusal('NO_SUCH_PERSON', { item: list.id, people: formal });
  if (draft.state.lost.some((one) => one.round === list.round && one.person === envelope.person))
    throw new Refusal('CANDIDATE_ALREADY_LOST', { person: envelope.person });
  loseCandidates(draft, [envelope.person], 'withdrawn', envelope.nonce);
  return false;
}

/** Takes people off the formal list; without enough of them left, the list is decided again. */
export function loseCandidates(
  draft: TownshipDraft,
  people: readonly (number | null)[],
  cause: LostCandidate['cause'],
  nonce: string,
): void {
  const list = draft.item('formal-candidates');
  const nomination = draft.item('nomination').round;
  for (const person of people) draft.state.lost.push({ person, round: list.round, nomination, cause, at: draft.now, nonce });
  const formal = list.submission?.counts.formal ?? 0;
  const lost = draft.state.lost.filter((one) => one.round === list.round).length;
  const { seats, formalBp } = draft.input.rules;
  const least = need(seats, formalBp);
  draft.emit('candidate-lost', `candidate-lost:${nonce}`, {
    item: list.id,
    round: list.round,
    nonce,
    params: { lost: people.length, left: formal - lost, need: least, cause, people: people.filter((one) => one !== null).join(',') },
    notify: ['township-league', 'township-party-committee', 'county-league'],
  });
  if (formal - lost < least) decideListAgain(draft, least, nonce);
}

/** Back to M9; to M8 when too few nominees are left to choose from; to M7 when too few were recommended. */
function decideListAgain(draft: TownshipDraft, least: number, nonce: string): void {
  const { seats, nomineesBp } = draft.input.rules;
  const gone = lostSinceNomination(draft.state);
  const left = (id: StageId, name: string): number => (draft.item(id).submission?.counts[name] ?? Number.MAX_SAFE_INTEGER) - gone;
  const target: StageId =
    left('nomination', 'nominees') >= least
      ? 'formal-candidates'
      : left('recommendation', 'recommended') >= need(seats, nomineesBp)
        ? 'nomination'
        : 'recommendation';
  const behind = itemsBehind(draft.state, target);
  for (const item of draft.state.items) {
    if (item.id === target) draft.endRound(item, 'list-short', nonce);
    else if (behind.includes(item.id) && ['open', 'submitted', 'passed'].includes(item.status) && !item.waived)
      draft.supersede(item, nonce);
  }
  draft.emit('list-short', `list-short:${nonce}`, {
    item: target,
    nonce,
    notify: ['township-league', 'township-party-committee', 'county-league'],
  });
}
