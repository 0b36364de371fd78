import type { DossierContext } from '../../domain/dossiers/index.ts';
import { rowsAt } from '../../domain/election/named-ballot.ts';
import { PEOPLE_LISTS } from '../../domain/fields/people-lists.ts';
import { nameKey } from '../../domain/language/name-key.ts';
import { isUnsettled } from '../../domain/process/open-objections.ts';
import { stageOf } from '../../domain/stages/item-definitions.ts';
import type { ItemId } from '../../domain/stages/items.ts';
import { itemOf, type TownshipState } from '../../domain/state/township-state.ts';
import { findRevisions } from '../../store/dossiers.ts';
import type { UseCaseDeps } from './deps.ts';

type Stored = Pick<UseCaseDeps, 'store'>;

/** A list of people as it is on record: from the formal list to the appointment, and the steps of seats. */
export interface PeopleList {
  readonly item: ItemId;
  readonly round: number;
  readonly names: readonly string[];
}

/** Names on the lists of a township's run, by item, round and number. A run itself knows numbers only. */
export class PeopleLists {
  readonly #lists: readonly PeopleList[];
  readonly #state: TownshipState;

  constructor(lists: readonly PeopleList[], state: TownshipState) {
    this.#lists = lists;
    this.#state = state;
  }

  /** Who has that number on the list of that round; the latest round where that one is not on record. */
  nameAt(item: ItemId, round: number, person: number | null): string | undefined {
    if (person === null) return undefined;
    const own = this.#lists.filter((list) => list.item === item);
    return (own.find((list) => list.round === round) ?? own.at(-1))?.names[person - 1];
  }

  /** The lists in force, in the order of the stages. */
  inForce(): readonly PeopleList[] {
    return this.#lists.filter(({ item, round }) => {
      const now = itemOf(this.#state, item);
      return now?.round === round && now.submission !== null;
    });
  }

  /** Where else somebody stands now, by item. */
  standsOf(name: string, besides: ItemId): Readonly<Record<string, number>> {
    const key = nameKey(name);
    return Object.fromEntries(
      this.inForce().flatMap(({ item, names }) => {
        const at = names.findIndex((one) => nameKey(one) === key);
        return at < 0 || item === besides ? [] : [[item, at + 1]];
      }),
    );
  }

  /** What a dossier is held against: objections by name, and whose seats go their own way. */
  known(): Pick<DossierContext, 'objections' | 'apart'> {
    const { objections, seats } = this.#state;
    return {
      objections: objections.flatMap((one) => {
        const name = this.nameAt(one.item, one.round, one.person);
        const logged = one.status === 'logged';
        return name === undefined
          ? []
          : [{ number: one.number, name, open: isUnsettled(one), upheld: !logged && one.finding === 'upheld' }];
      }),
      apart: seats.flatMap((track) => (track.status === 'superseded' ? [] : (this.nameAt(track.item, track.round, track.person) ?? []))),
    };
  }
}

/** Every list of people that a township's run has on record. */
export async function peopleLists({ store }: Stored, state: TownshipState): Promise<PeopleLists> {
  const kept = keptLists(state);
  const revisions = await findRevisions(
    store,
    kept.map(({ revision }) => revision),
  );
  const dossiers = new Map(revisions.map((row) => [row._id, row.dossier]));
  return listsAmong(dossiers, state);
}

/** The lists of a run among dossiers. @param dossiers by revision */
export function listsAmong(dossiers: ReadonlyMap<string, unknown>, state: TownshipState): PeopleLists {
  const lists = keptLists(state).map(({ item, round, table, revision }) => ({
    item,
    round,
    names: rowsAt(dossiers.get(revision), table).map((row) => String(row['name'])),
  }));
  return new PeopleLists(lists, state);
}

/** Where each list is kept: by item and round its table, and the revision it was submitted in. */
function keptLists(state: TownshipState) {
  return state.items.flatMap((item) => {
    const list = PEOPLE_LISTS[stageOf(item.id)];
    if (!list) return [];
    const rounds = [...item.pastRounds, { round: item.round, submission: item.submission }];
    return rounds.flatMap(({ round, submission }) =>
      submission ? [{ item: item.id, round, table: list.table, revision: submission.revision }] : [],
    );
  });
}
