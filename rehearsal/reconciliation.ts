import { canonicalJson } from '../domain/canonical-json.ts';

/** A message on record in MongoDB, as far as it is counted. */
export interface DecisionOnRecord {
  readonly nonce: string;
  readonly workflowId: string;
  readonly message: string;
  readonly envelope: {
    readonly item?: string | undefined;
    readonly month?: string | undefined;
    readonly round?: number | undefined;
    readonly verdict?: string | undefined;
    readonly actor: { readonly role: string };
  };
}

/** A mail that was written, and what it tells of. */
export interface MailOnRecord {
  readonly to: string;
  /** Kind and figures of the notice that it carries; its own words where it carries none. */
  readonly about: unknown;
}

/** What must come out the same on every side, whatever was killed: told to the robots, in MongoDB, in the histories. */
export interface Reconciliation {
  /** Deeds that the app told the robots were recorded. */
  readonly acknowledged: number;
  /** Messages on record in MongoDB that their run's snapshot holds. */
  readonly inMongo: number;
  /** Messages that took effect in a history. */
  readonly inHistory: number;
  /** Records too many: the same nonce twice, or one answer of one round twice. */
  readonly doubled: number;
  /** Messages on record in MongoDB that their run's snapshot or history does not know. */
  readonly orphaned: number;
  /** Mails too many: the same thing told to the same person again. */
  readonly mailsDoubled: number;
}

/** Everything that is counted, as the two stores gave it out. */
export interface Books {
  /** Nonces of acknowledged deeds. */
  readonly acknowledged: readonly string[];
  readonly decisions: readonly DecisionOnRecord[];
  /** Nonces that each run's snapshot holds, by workflow id. */
  readonly snapshots: ReadonlyMap<string, ReadonlySet<string>>;
  /** Nonces that took effect in each history, by workflow id. */
  readonly histories: ReadonlyMap<string, ReadonlySet<string>>;
  readonly mails: readonly MailOnRecord[];
}

export function reconcile({ acknowledged, decisions, snapshots, histories, mails }: Books): Reconciliation {
  const held = (books: Books['snapshots']) => (row: DecisionOnRecord) => books.get(row.workflowId)?.has(row.nonce) ?? false;
  const [bySnapshot, byHistory] = [held(snapshots), held(histories)];
  const inHistories = [...histories.values()].flatMap((nonces) => [...nonces]);
  return {
    acknowledged: new Set(acknowledged).size,
    inMongo: decisions.filter(bySnapshot).length,
    inHistory: inHistories.length,
    doubled:
      tooMany(decisions.map((row) => row.nonce)) + tooMany(inHistories) + tooMany(decisions.filter(bySnapshot).flatMap(answerOfRound)),
    orphaned: decisions.filter((row) => !bySnapshot(row) || !byHistory(row)).length,
    mailsDoubled: tooMany(mails.map(({ to, about }) => canonicalJson([to, about]))),
  };
}

/** What may be on record once only, whatever its nonce: a round's submission, and each body's answer to it. */
function answerOfRound({ workflowId, message, envelope: { item, month, round, actor } }: DecisionOnRecord): string[] {
  if (message === 'submit' || message === 'report') return [canonicalJson([workflowId, 'submit', item ?? month ?? '', round ?? 0])];
  if (message === 'decide') return [canonicalJson([workflowId, 'decide', item ?? '', round ?? 0, actor.role])];
  if (message === 'sign' || message === 'publish' || message === 'decidePlan') return [canonicalJson([workflowId, message, item ?? ''])];
  return [];
}

/** How many of the words were said before. */
function tooMany(words: readonly string[]): number {
  return words.length - new Set(words).size;
}
