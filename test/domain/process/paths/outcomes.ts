import { ballotCounts, prefixOf } from '../../../../domain/election/ballot-counts.ts';
import { objectionCount } from '../../../../domain/fields/people-lists.ts';
import { isUnsettled } from '../../../../domain/process/open-objections.ts';
import { heldOut } from '../../../../domain/process/township-rule-results.ts';
import { type BallotContext, type BallotFacts, OFFICES, type Office } from '../../../../domain/rules/ballot-facts.ts';
import type { Counts } from '../../../../domain/rules/rule-result.ts';
import { stageOf } from '../../../../domain/stages/item-definitions.ts';
import { type ItemId, isSeatItem } from '../../../../domain/stages/items.ts';
import { itemOf, type TownshipState } from '../../../../domain/state/township-state.ts';
import { passingCounts } from '../../../support/passing-counts.ts';
import { inspected } from './counted.ts';

/** What a vote or an inspection comes to, where the item has one; any other dossier simply passes. */
export const OUTCOMES = ['well', 'postponed', 'void', 'tied', 'short'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Counts for the open round of an item that agree with the run as it stands, and come to this outcome. */
export function countsFor(state: TownshipState, id: ItemId, outcome: Outcome): Counts {
  const item = itemOf(state, id);
  const counts = passingCounts(id);
  if (item?.ballots) return { ...counts, ...votes(item.ballots, outcome), elected: 1 };
  switch (stageOf(id)) {
    case 'inspection':
      return inspectionOf(state, id, outcome);
    case 'member-report':
      return { ...counts, members: itemOf(state, 'member-election')?.results.members?.elected ?? 9 };
    case 'leadership-report': {
      const { secretary, deputies } = itemOf(state, 'leadership-election')?.results ?? {};
      return { ...counts, leaders: (secretary?.elected ?? 1) + (deputies?.elected ?? 3) };
    }
    case 'appointment':
      return isSeatItem(id) ? counts : { ...counts, ...nobodyObjectedTo(state), onNotice: onNotice(state) };
    default:
      return counts;
  }
}

/** Whoever has an open objection, on whatever list it named them, is not among those appointed. */
function nobodyObjectedTo(state: TownshipState): Counts {
  return Object.fromEntries(state.objections.filter(isUnsettled).map(({ number }) => [objectionCount(number), 0]));
}

function onNotice(state: TownshipState): number {
  return Math.max(0, (itemOf(state, 'public-notice')?.submission?.counts.people ?? 0) - heldOut(state));
}

function inspectionOf(state: TownshipState, id: ItemId, outcome: Outcome): Counts {
  const people = isSeatItem(id) ? 1 : id === 'pre-inspection' ? (itemOf(state, 'formal-candidates')?.submission?.counts.formal ?? 10) : 4;
  if (outcome === 'short') return inspected({ failed: [people] }, people);
  if (outcome === 'tied') return inspected({ deferred: [1] }, people);
  return inspected({}, people);
}

function votes(open: Readonly<Partial<Record<Office, BallotContext>>>, outcome: Outcome): Counts {
  return Object.assign(
    {},
    ...OFFICES.flatMap((office) => {
      const context = open[office];
      return context ? [ballotCounts(tally(context, outcome, office === 'members' ? 85 : 9), prefixOf(office))] : [];
    }),
  ) as Counts;
}

function tally(context: BallotContext, outcome: Outcome, entitled: number): BallotFacts & { readonly valid: number } {
  const { seats, kind } = context;
  const candidates = kind === 'run-off' ? (context.candidates ?? seats + 1) : seats + 1;
  const most = entitled === 85 ? 70 : 9;
  const low = kind === 'run-off' ? 1 : 0;
  const places = Array.from({ length: candidates }, (_, index) => index);
  const well = places.map((index) => (index < seats ? most - (entitled === 85 ? index : 0) : low));
  const ballots = entitled === 85 ? 80 : 9;
  const equal = Math.min(most - 2, Math.floor((ballots * seats - (seats - 1) * most) / (candidates - seats + 1)));
  const tied = places.map((index) => (index < seats - 1 ? most : equal));
  const short = places.map((index) => (index < seats - 1 ? most : low));
  const present = outcome === 'postponed' ? Math.floor(entitled / 2) : ballots;
  const issued = outcome === 'postponed' ? 0 : present;
  const returned = outcome === 'void' ? issued + 1 : issued;
  const chosen = { well, tied, short, postponed: places.map(() => 0), void: places.map(() => 0) }[outcome];
  return { entitled, present, issued, returned, invalid: 0, valid: returned, candidates, votes: chosen };
}
