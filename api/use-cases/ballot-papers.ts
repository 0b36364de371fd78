import { markOf } from '../../domain/calendar/campaign-marks.ts';
import type { PlanDate } from '../../domain/calendar/plan-date.ts';
import type { DossierContext } from '../../domain/dossiers/index.ts';
import { openBallots } from '../../domain/election/ballot-checks.ts';
import { type HeldVote, roundsOnRecord, votesIn } from '../../domain/election/elected.ts';
import { namesPrinted } from '../../domain/election/listed.ts';
import { rowsAt } from '../../domain/election/named-ballot.ts';
import { type BallotContext, type BallotKind, OFFICES, type Office, type VotingStage } from '../../domain/rules/ballot-facts.ts';
import { stageOf } from '../../domain/stages/item-definitions.ts';
import { isSeatItem } from '../../domain/stages/items.ts';
import { findRevision } from '../../store/dossiers.ts';
import type { ItemView } from '../access/township-view.ts';
import { bySurnameStrokes, withoutStrokeData } from '../documents/strokes.ts';
import { ballotName, meetingTitle, type VoteRecord, voteRecord, wordsFor } from '../documents/vote-record.ts';
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

/** The ballot of an item's vote. @returns undefined for what is no vote, and where that office is not voted on */
export async function prepareBallot(
  deps: Pick<UseCaseDeps, 'store' | 'now'>,
  view: ItemView,
  named: string | undefined,
): Promise<PreparedBallot | undefined> {
  const vote = await prepareVote(deps, view);
  return vote && ballotOf(vote, named);
}

/** What is printed on an office's ballot paper and tally sheet. */
export interface PrintedBallot {
  readonly office: Office;
  readonly kind: BallotKind;
  /** `委员选举（再次投票）`. */
  readonly name: string;
  /** The meeting's own name. */
  readonly meeting: string;
  /** Absent where only the meeting knows it. */
  readonly day?: PlanDate;
  readonly seats: number;
  /** By surname strokes. */
  readonly candidates: readonly string[];
  /** Lines for people written in, as many as seats; none in a run-off. */
  readonly writeIns: number;
  /** Names whose place in the order has to be looked at. */
  readonly unsure: readonly string[];
  /** What marks a rehearsal or a record of the past. */
  readonly mark?: string;
}

/** An office's paper as it is printed: meeting and day as on record, else as planned. */
export function printedBallot({ campaign, township, item }: ItemView, ballot: PreparedBallot): PrintedBallot {
  const { office, candidates, context, stage } = ballot;
  const { kind, seats } = ballot.open;
  const held = ballot.votes.at(-1)?.dossier as { readonly title?: string } | undefined;
  const planned = context.earlier.recommendation as { readonly congressOn?: PlanDate } | undefined;
  // A further ballot has a day of its own, which only the meeting knows.
  const first = stage === 'member-election' && !held && !isSeatItem(item.id);
  const mark = markOf(campaign.clock);
  return {
    office,
    kind,
    name: ballotName(office, kind, wordsFor(township.body)),
    meeting: held?.title || meetingTitle(township.name, township.body, office, context.rules.electionMode),
    ...(first && planned?.congressOn ? { day: planned.congressOn } : {}),
    seats,
    candidates,
    writeIns: context.rules.writeInAllowed && kind !== 'run-off' ? seats : 0,
    unsure: withoutStrokeData(candidates),
    ...(mark === undefined ? {} : { mark }),
  };
}

/** What the votes on record came to, for announcement and minutes. @returns undefined while nothing was counted */
export function voteRecordOf({ township }: ItemView, { votes, withdrawn }: PreparedVote): VoteRecord | undefined {
  return votes.length === 0 ? undefined : voteRecord({ township: township.name, body: township.body, votes, withdrawn });
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
