import { lastResult, roundsOnRecord } from '../../domain/election/elected.ts';
import { OFFICES, type Office, type VotingStage } from '../../domain/rules/ballot-facts.ts';
import { stageOf } from '../../domain/stages/item-definitions.ts';
import type { ItemState } from '../../domain/state/township-state.ts';
import type { TownshipView } from '../access/township-view.ts';
import type { UseCaseDeps } from './deps.ts';
import { dossierContext } from './dossier-context.ts';

/** A tie that the last run-off left, with its people. */
export interface TieOnRecord {
  readonly item: ItemState;
  readonly office: Office;
  readonly seats: number;
  /** With equal votes, in the order of the ballot: their numbers are what a decision names. */
  readonly tied: readonly string[];
  /** Whom the party committee took; absent while it has not decided. */
  readonly taken?: readonly string[];
  /** The county league agreed. */
  readonly agreed: boolean;
}

/** Every tie of a township that people decide or have decided. */
export async function tiesOnRecord(deps: Pick<UseCaseDeps, 'store' | 'now'>, view: TownshipView): Promise<TieOnRecord[]> {
  const { campaign, township, progress } = view;
  const found = progress.state.items.flatMap((item) =>
    OFFICES.flatMap((office) => {
      const { tied, settled } = item.results[office] ?? {};
      const tie = tied ?? settled;
      return tie ? [{ item, office, seats: tie.seats, people: settled?.people }] : [];
    }),
  );
  return Promise.all(
    found.map(async ({ item, office, seats, people }) => {
      const context = await dossierContext(deps, { campaign, township: township.id, item: item.id }, progress.state);
      const result = lastResult(roundsOnRecord(context, stageOf(item.id) as VotingStage), office, context.rules);
      const tied = (result?.tied ?? []).map(({ name }) => name);
      const taken = people && tied.filter((_, index) => people.includes(index + 1));
      return { item, office, seats, tied, ...(taken ? { taken } : {}), agreed: item.status === 'passed' };
    }),
  );
}
