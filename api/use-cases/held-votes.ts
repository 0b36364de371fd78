import { type ElectedPerson, electedIn, type HeldVote, votesIn } from '../../domain/election/elected.ts';
import type { TownshipRules } from '../../domain/plan/resolved-plan.ts';
import { votedRounds } from '../../domain/process/counted-rounds.ts';
import { OFFICES, type Office, type TakenPeople } from '../../domain/rules/ballot-facts.ts';
import { itemIdSchema } from '../../domain/stages/items.ts';
import { isVote } from '../../domain/state/course.ts';
import { type ItemState, itemOf, type RoundEnd } from '../../domain/state/township-state.ts';
import { rulesOf, townshipWorkflowId } from '../../store/campaigns.ts';
import { commands } from '../../store/commands.ts';
import { findRevisions } from '../../store/dossiers.ts';
import type { TownshipView } from '../access/township-view.ts';
import type { UseCaseDeps } from './deps.ts';

/** Every round of a township's votes that is on record, by name, those of votes that were begun anew since too. */

/** True for an item that is a vote. */
export function isVoteItem(item: string): boolean {
  const id = itemIdSchema.safeParse(item);
  return id.success && isVote(id.data);
}

/** The votes of some items, as their dossiers have them. */
export class HeldVotes {
  readonly #items: ReadonlyMap<string, ItemState>;
  readonly #dossiers: ReadonlyMap<string, unknown>;
  readonly #rules: TownshipRules;
  readonly #settled: readonly SettledTie[];

  /** @param settled in the order in which it was decided; a later decision of a round takes the place of an earlier one */
  constructor(
    items: readonly ItemState[],
    dossiers: ReadonlyMap<string, unknown>,
    rules: TownshipRules,
    settled: readonly SettledTie[] = [],
  ) {
    this.#settled = settled;
    this.#items = new Map(items.map((item) => [item.id, item]));
    this.#dossiers = dossiers;
    this.#rules = rules;
  }

  /** The ballots of one round, by office. */
  inRound(item: string, round: number): HeldVote[] {
    const own = roundsOf(this.#items.get(item)).find((one) => one.round === round);
    const dossier = own?.submission && this.#dossiers.get(own.submission.revision);
    return own?.ballots && dossier !== undefined && dossier !== null ? votesIn([{ open: own.ballots, dossier }], this.#rules) : [];
  }

  /** The last ballot of each office that left people tied, up to this round: another office may have been voted on since. */
  ties(item: string, round: number): HeldVote[] {
    const upTo = roundsOf(this.#items.get(item)).filter((one) => one.round <= round);
    const held = upTo.flatMap((one) => this.inRound(item, one.round));
    return OFFICES.flatMap((office) => {
      const last = held.findLast((vote) => vote.office === office && !['postponed', 'void'].includes(vote.result.outcome.kind));
      return last?.result.outcome.kind === 'decision-asked' ? [last] : [];
    });
  }

  /** Everybody elected in the vote that this round ended. */
  electedBy(item: string, round: number): ElectedPerson[] {
    const state = this.#items.get(item);
    if (!state) return [];
    const decided = this.#settled.filter((one) => one.item === item && one.round === round);
    const then: TakenPeople = Object.fromEntries(decided.map(({ office, people }) => [office, people]));
    const counted = votedRounds(state, round, then)
      .filter(({ revision }) => this.#dossiers.has(revision))
      .map(({ open, revision, taken }) => ({ open, dossier: this.#dossiers.get(revision), taken }));
    return electedIn(counted, this.#rules);
  }
}

/** Whom the party committee took of those tied in a round. */
export interface SettledTie {
  readonly item: string;
  readonly round: number;
  readonly office: Office;
  readonly people: readonly number[];
}

/** The votes of these items; others are passed over. */
export async function heldVotes(
  { store }: Pick<UseCaseDeps, 'store'>,
  { campaign, township, progress }: TownshipView,
  ids: readonly string[],
): Promise<HeldVotes> {
  const items = [...new Set(ids)].filter(isVoteItem).flatMap((id) => itemOf(progress.state, id) ?? []);
  const revisions = items.flatMap((item) => roundsOf(item).flatMap(({ submission }) => submission?.revision ?? []));
  const [found, settled] = await Promise.all([
    findRevisions(store, revisions),
    settledBefore(store, townshipWorkflowId(campaign, township.id), items),
  ]);
  return new HeldVotes(items, new Map(found.map((row) => [row._id, row.dossier])), rulesOf(campaign, township.id).rules, settled);
}

/** The ties that people decided on in votes that began anew since: a run knows only those of the vote that stands. */
async function settledBefore(store: UseCaseDeps['store'], workflowId: string, items: readonly ItemState[]): Promise<SettledTie[]> {
  const begun = items.filter(({ pastRounds }) => pastRounds.some(({ ended }) => ANEW.includes(ended))).map(({ id }) => id);
  if (begun.length === 0) return [];
  const sent = await commands(store)
    .find({ workflowId, status: 'recorded', message: 'settleTie', item: { $in: begun } }, { projection: { envelope: 1, receipt: 1 } })
    .toArray();
  return sent
    .toSorted((a, b) => (a.receipt?.at ?? 0) - (b.receipt?.at ?? 0))
    .flatMap(({ envelope }) => (envelope ? [envelope as SettledTie] : []));
}

/** How a round ends whose vote is held anew from the first ballot on. */
const ANEW: readonly RoundEnd[] = ['returned', 'superseded', 'vote-void'];

function roundsOf(item: ItemState | undefined) {
  if (!item) return [];
  const { round, ballots, submission } = item;
  return [...item.pastRounds, { round, ballots, submission }];
}
