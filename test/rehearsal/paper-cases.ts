import type { PlanDate } from '../../domain/calendar/plan-date.ts';
import type { TownshipProcess } from '../../domain/process/township-process.ts';
import { ruleResultsOn } from '../../domain/process/township-rule-results.ts';
import type { Actor, Body } from '../../domain/roles.ts';
import type { Counts } from '../../domain/rules/rule-result.ts';
import type { ItemId } from '../../domain/stages/items.ts';
import type { TownshipMessage } from '../../domain/state/messages.ts';
import type { Answer, TownshipTask } from '../../rehearsal/behaviours.ts';
import type { SeenRuleResult } from '../../rehearsal/contract.ts';
import type { HalfYear } from '../../rehearsal/half-year.ts';
import type { CaseBook } from '../../rehearsal/scenarios/case-book.ts';
import type { Cases } from '../../rehearsal/scenarios/cases.ts';
import { noticeAgain, objectionDeed } from '../../rehearsal/scenarios/objections.ts';
import type { Seen, SeenPage } from '../../rehearsal/scenarios/seen.ts';

/** What the unusual cases need on paper: messages beside the list, and the pages by which they are judged. */

const DIGEST = 'a'.repeat(64);

interface Head {
  readonly nonce: string;
  readonly actor: Actor;
}

/** What a body sends today about the objection of a case. */
export function objectionMessage(
  { state, input }: TownshipProcess,
  body: Body,
  today: PlanDate,
  { cases, half }: { readonly cases: Cases; readonly half: HalfYear },
  head: () => Head,
): TownshipMessage | undefined {
  const facts = cases.find(input.township, 'appointed_and_objection_upheld')?.facts;
  if (!facts || body !== 'township-party-committee') return undefined;
  const decisionDays = half.plan.stages.find(({ id }) => id === 'public-notice')?.decisionDays ?? 0;
  const deed = objectionDeed(state, today, { facts, calendar: half.calendar, decisionDays });
  switch (deed?.kind) {
    case 'receive': {
      const { round, person } = deed;
      const { named } = facts.first.objection;
      return {
        name: 'object',
        envelope: { ...head(), item: 'public-notice', round, person, named, channel: 'visit', reasonDigest: DIGEST },
      };
    }
    case 'step':
      return { name: 'resolveObjection', envelope: { ...head(), objection: deed.objection, step: deed.step, reasonDigest: DIGEST } };
    default:
      return undefined;
  }
}

/** An answer that a case asks for. */
export function unusualAnswer({ township, item, body }: TownshipTask, run: TownshipProcess | undefined, cases: Cases): Answer | undefined {
  const objected = cases.find(township, 'appointed_and_objection_upheld');
  return objected && run && item === 'appointment' && body === 'county-league' ? noticeAgain(run.state) : undefined;
}

/** What the rules say of a dossier, as the JSON API shows it. */
export function ruleResultsSeen({ input, state }: TownshipProcess, item: ItemId, counts: Counts): SeenRuleResult[] {
  return ruleResultsOn({ input, state }, item, counts).map(({ code, outcome, figures }) => ({ code, outcome, figures: { ...figures } }));
}

/** Everything by which a township's cases are judged. @param revisions dossiers on record */
export function seenOnPaper(
  run: TownshipProcess,
  revisions: ReadonlyMap<string, unknown>,
  { book, cases, half }: { readonly book: CaseBook; readonly cases: Cases; readonly half: HalfYear },
): Seen {
  const { input, state } = run;
  const pages = state.items.flatMap(({ id, submission }): [ItemId, SeenPage][] => {
    if (!submission) return [];
    const dossier = revisions.get(submission.revision) as SeenPage['dossier'];
    return [[id, { dossier, ruleResults: ruleResultsSeen(run, id, submission.counts) }]];
  });
  return {
    state,
    seats: input.rules.seats,
    pages: new Map(pages),
    attempt: book.attemptOf(input.township),
    moved: cases.moved,
    disturbed: false,
    calendar: half.calendar,
    notice: half.plan.notice,
  };
}
