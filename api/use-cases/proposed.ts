import type { DossierContext } from '../../domain/dossiers/index.ts';
import { knownFigures } from '../../domain/dossiers/known-figures.ts';
import { nextBallotDossier, proposedDossier } from '../../domain/dossiers/proposed-dossier.ts';
import { nameKey } from '../../domain/language/name-key.ts';
import type { VotingStage } from '../../domain/rules/ballot-facts.ts';
import { stageOf } from '../../domain/stages/item-definitions.ts';
import type { StageId } from '../../domain/stages/stages.ts';
import type { RoundEnd } from '../../domain/state/township-state.ts';
import type { ItemView } from '../access/township-view.ts';
import type { UseCaseDeps } from './deps.ts';
import { dossierContext } from './dossier-context.ts';
import { prefillReport } from './prefill-report.ts';

/** Ends of a round after which another ballot is held, so that nothing counted in it holds. */
const VOTED_AGAIN: readonly RoundEnd[] = ['vote-void', 'postponed', 'run-off', 'supplementary'];

/** What an item's form holds when it is opened: what was last submitted for it, else what is on record of the people it is about. */
export async function formBeforehand(deps: Pick<UseCaseDeps, 'store' | 'now'>, view: ItemView, latest: unknown): Promise<unknown> {
  const { campaign, township, item, progress } = view;
  const stage = stageOf(item.id);
  const ended = item.pastRounds.at(-1)?.ended;
  const again = isVotingStage(stage) && !item.submission && ended !== undefined && VOTED_AGAIN.includes(ended);
  if (stage === 'monthly-report') return latest ?? prefillReport(deps, view);
  if (latest !== undefined && !again) return latest;
  const context = await dossierContext(deps, { campaign, township: township.id, item: item.id }, progress.state);
  return again && isVotingStage(stage)
    ? nextBallotDossier(stage, latest, context)
    : { ...knownFigures(stage, context), ...withoutWaiting(stage, proposedDossier(stage, context), context) };
}

/** Whoever waits, or whose seat goes its own way, is not proposed for the appointment of the others. */
function withoutWaiting(
  stage: StageId,
  proposed: Readonly<Record<string, unknown>>,
  { apart = [], objections = [] }: DossierContext,
): Readonly<Record<string, unknown>> {
  const { people } = proposed as { readonly people?: readonly { readonly name: string }[] };
  if (stage !== 'appointment' || !people) return proposed;
  const waiting = new Set([...apart, ...objections.filter(({ open, upheld }) => open || upheld).map(({ name }) => name)].map(nameKey));
  return { ...proposed, people: people.filter(({ name }) => !waiting.has(nameKey(name))) };
}

function isVotingStage(stage: string): stage is VotingStage {
  return stage === 'member-election' || stage === 'leadership-election';
}
