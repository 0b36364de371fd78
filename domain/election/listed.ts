import type { DossierContext } from '../fields/define-dossier.ts';
import { nameKey } from '../language/name-key.ts';
import type { BallotContext, Office, VotingStage } from '../rules/ballot-facts.ts';
import { electedOf, lastResult, roundsOnRecord } from './elected.ts';
import { namesOnRecord } from './people-named.ts';

/** Who may stand on a ballot, and who is printed on it. */

/** Names on the list that an office's first ballot is voted from; empty when nothing is on record. */
export function listedFor(office: Office, context: DossierContext): string[] {
  if (office === 'members') return namesOnRecord(context, 'formal-candidates', 'candidates');
  const proposed = namesOnRecord(context, 'leader-candidates', office);
  return proposed.length > 0 ? proposed : membersOnRecord(context);
}

/** The elected members: who may lead (§2.6). */
export function membersOnRecord(context: DossierContext): string[] {
  return electedOf(context, 'member-election').map(({ name }) => name);
}

interface Open {
  readonly office: Office;
  readonly context: BallotContext;
}

/**
 * Names of those who may stand: the list of a first ballot, those with equal votes, or those not elected before; in a
 * plenary's second round any member without an office. Unknown where nothing is on record.
 */
export function namesStanding({ office, context: open }: Open, stage: VotingStage, context: DossierContext): readonly string[] {
  if (open.kind === 'first' || open.kind === 'repeat') {
    // In a by-election people stand who were on no list before.
    return office === 'members' && open.seats !== context.rules.seats ? [] : listedFor(office, context);
  }
  const before = lastResult(roundsOnRecord(context, stage), office, context.rules);
  if (!before) return [];
  if (open.kind === 'run-off') return before.tied.map(({ name }) => name);
  if (office === 'members') return before.unelected.map(({ name }) => name);
  const leading = new Set(electedOf(context, stage).map(({ name }) => nameKey(name)));
  return membersOnRecord(context).filter((name) => !leading.has(nameKey(name)));
}

/** Names that a ballot paper is printed with: those who may stand; in a plenary's second round those with most votes for the post (§2.6). */
export function namesPrinted(ballot: Open, stage: VotingStage, context: DossierContext): readonly string[] {
  const { office, context: open } = ballot;
  const standing = namesStanding(ballot, stage, context);
  if (office === 'members' || open.kind !== 'supplementary') return standing;
  const may = new Set(standing.map(nameKey));
  const ranked = (lastResult(roundsOnRecord(context, stage), office, context.rules)?.unelected ?? []).filter(({ name }) =>
    may.has(nameKey(name)),
  );
  const last = ranked[open.seats]?.for ?? 0;
  return ranked.filter((person, index) => index <= open.seats || person.for === last).map(({ name }) => name);
}
