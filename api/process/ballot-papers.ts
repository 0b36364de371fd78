import type { DossierContext } from '../../domain/dossiers/index.ts';
import { namesStanding, openBallots } from '../../domain/election/ballot-checks.ts';
import type { BallotContext, VotingStage } from '../../domain/election/ballot-facts.ts';
import { electedOf } from '../../domain/election/elected.ts';
import { rowsAt } from '../../domain/election/named-ballot.ts';
import { likeOf } from '../../domain/process/item-definitions.ts';
import { bySurnameStrokes } from '../elections/strokes.ts';
import type { ItemView } from './case.ts';
import type { ProcessDeps } from './deps.ts';
import { dossierContext } from './dossier-context.ts';

/** A vote that is being prepared, held or announced, with the names on its paper. */
export interface PreparedBallot {
  readonly stage: VotingStage;
  readonly context: DossierContext;
  /** What is open in this round, or was in the round on record. */
  readonly open: BallotContext;
  /** By surname strokes; empty where nobody is on record yet. */
  readonly candidates: readonly string[];
  /** Everybody elected so far in this stage, in announcing order. */
  readonly elected: readonly string[];
}

/** The stage whose vote an item holds; undefined for what is no vote. */
export function votingStageOf(view: Pick<ItemView, 'item'>): VotingStage | undefined {
  const like = likeOf(view.item.id);
  return like === 'member-election' || like === 'leadership-election' ? like : undefined;
}

/** The vote of the members in an item: candidates from the formal list, or from the round before. @returns undefined for what is no such vote */
export async function prepareBallot(deps: Pick<ProcessDeps, 'store' | 'now'>, view: ItemView): Promise<PreparedBallot | undefined> {
  const stage = votingStageOf(view);
  if (!stage) return undefined;
  const place = { campaign: view.campaign, township: view.township.id, item: view.item.id };
  const context = await dossierContext(deps, place, view.progress.state);
  const open = openBallots(stage, context);
  const [office, ballot] = open.members
    ? (['members', open.members] as const)
    : open.secretary
      ? (['secretary', open.secretary] as const)
      : (['deputies', open.deputies] as const);
  if (!ballot) return undefined;
  const listed = rowsAt(context.earlier['formal-candidates'], 'candidates').map((row) => String(row['name']));
  const standing = stage === 'member-election' ? namesStanding({ office, context: ballot }, stage, context, listed) : [];
  const candidates = bySurnameStrokes(standing);
  return { stage, context, open: ballot, candidates, elected: electedOf(context, stage).map(({ name }) => name) };
}
