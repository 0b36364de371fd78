import type { Collection } from 'mongodb';
import { collection, type Store } from './database.ts';
import type { DecisionRow } from './decisions.ts';

/**
 * A decision that stood in MongoDB and that its run knows nothing of: the two stores came from different instants. Kept for the
 * record, out of force; whoever made it enters it again.
 */
export interface UndoneDecision extends DecisionRow {
  readonly undoneAt: Date;
}

export function undoneDecisions(store: Store): Collection<UndoneDecision> {
  return collection(store, 'decisions_undone');
}
