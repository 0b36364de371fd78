import type { DossierContext } from '../../domain/dossiers/index.ts';
import { openBallots } from '../../domain/election/ballot-checks.ts';
import { type HeldVote, roundsOnRecord, votesIn } from '../../domain/election/elected.ts';
import { namesPrinted } from '../../domain/election/listed.ts';
import { rowsAt } from '../../domain/election/named-ballot.ts';
import { type BallotContext, OFFICES, type Office, type VotingStage } from '../../domain/rules/ballot-facts.ts';
import { stageOf } from '../../domain/stages/item-definitions.ts';
import { isSeatItem } from '../../domain/stages/items.ts';
import { findRevision } from '../../store/dossiers.ts';
import type { ItemView } from '../access/township-view.ts';
import { bySurnameStrokes } from '../documents/strokes.ts';
import type { UseCaseDeps } from './deps.ts';
import { dossierContext } from './dossier-context.ts';

/** A vote that is being prepared, held or announced: what is open, and what was counted. */
export interface PreparedVote {
  readonly stage: VotingStage;
  readonly context: DossierContext;
  /** Offices with a ballot open in this round, or in the round on record. */
  readonly offices: readonly Office[];
  /** Every ballot on record, in the order in which they were held. */
  readonly votes: readonly HeldVote[];
  /** Formal candidates who no longer stand. */
  readonly withdrawn: readonly string[];
}

/** One office's ballot of a vote, with the names on its paper. */
export interface PreparedBallot extends PreparedVote {
  readonly office: Office;
  readonly open: BallotContext;
  /** By surname strokes; empty where nobody is on record yet. */
  readonly candidates: readonly string[];
}

/** The stage whose vote an item holds; undefined for what is no vote. */
export function votingStageOf(view: Pick<ItemView, 'item'>): VotingStage | undefined {
  const like = stageOf(view.item.id);
  return like === 'member-election' || like === 'leadership-election' ? like : undefined;
}

/** The offices an item's round votes on. */
export function officesOpen({ item }: Pick<ItemView, 'item'>): Office[] {
  return OFFICES.filter((office) => item.ballots?.[office] !== undefined);
}

/** The vote of an item. @returns undefined for what is no vote */
export async function prepareVote(deps: Pick<UseCaseDeps, 'store' | 'now'>, view: ItemView): Promise<PreparedVote | undefined> {
  const stage = votingStageOf(view);
  if (!stage) return undefined;
  const place = { campaign: view.campaign, township: view.township.id, item: view.item.id };
  const context = await dossierContext(deps, place, view.progress.state);
  const open = openBallots(stage, context);
  return {
    stage,
    context,
    offices: OFFICES.filter((office) => open[office] !== undefined),
    votes: votesIn(roundsOnRecord(context, stage), context.rules),
    withdrawn: stage === 'member-election' && !isSeatItem(view.item.id) ? await withdrawnFrom(deps, view) : [],
  };
}

/** One office's ballot; the first that is open when none is named. @returns undefined where that office is not voted on */
export function ballotOf(vote: PreparedVote, named: string | undefined): PreparedBallot | undefined {
  const office = named === undefined ? vote.offices[0] : vote.offices.find((one) => one === named);
  const open = office && openBallots(vote.stage, vote.context)[office];
  if (!office || !open) return undefined;
  return { ...vote, office, open, candidates: bySurnameStrokes(namesPrinted({ office, context: open }, vote.stage, vote.context)) };
}

/** Who of the formal list was lost since it was decided, by name. */
async function withdrawnFrom({ store }: Pick<UseCaseDeps, 'store'>, { progress: { state } }: ItemView): Promise<string[]> {
  const list = state.items.find(({ id }) => id === 'formal-candidates');
  const lost = state.lost.filter(({ round, person }) => round === list?.round && person !== null);
  if (lost.length === 0 || !list?.submission) return [];
  const revision = await findRevision(store, list.submission.revision);
  const names = rowsAt(revision?.dossier, 'candidates').map((row) => String(row['name']));
  return lost.flatMap(({ person }) => (person === null ? [] : (names[person - 1] ?? [])));
}
