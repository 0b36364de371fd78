import { judgedItemOf } from '../buttons.ts';
import type { TownshipAnswer } from '../contract.ts';
import type { Performance } from '../performance.ts';
import type { Script } from '../script.ts';
import type { Session } from '../session.ts';
import type { CaseBook } from './case-book.ts';
import { type CaseOutcome, exceptionOutcome, outcomeOf } from './outcomes.ts';
import { PAGES, type SeenPage } from './seen.ts';

/** Looks at the pages of every township with a case, once the half-year is over, and says how each case ended. */
export async function lookAtCases(
  performance: Performance,
  session: Session,
  { script, book, disturbed }: { readonly script: Script; readonly book: CaseBook; readonly disturbed: boolean },
  answers: ReadonlyMap<string, TownshipAnswer>,
): Promise<CaseOutcome[]> {
  const { county, half } = performance;
  const outcomes: CaseOutcome[] = [];
  for (const scenario of script.cases.all) {
    const { unit, name } = scenario;
    const state = answers.get(unit)?.state;
    const seats = county.townships.find(({ id }) => id === unit)?.seats;
    if (!state || seats === undefined) throw new RangeError(`${unit} is not in the county file`);
    const pages = new Map<(typeof PAGES)[typeof name][number], SeenPage>();
    for (const id of PAGES[name]) {
      const { revision, ruleResults } = await judgedItemOf(performance, session, unit, id);
      pages.set(id, { dossier: revision?.dossier ?? {}, ruleResults });
    }
    const { calendar, plan } = half;
    const known = { moved: script.cases.moved, disturbed, calendar, notice: plan.notice };
    outcomes.push(outcomeOf(scenario, { state, seats, pages, attempt: book.attemptOf(unit), ...known }));
  }
  for (const exception of script.exceptions) {
    const state = answers.get(exception.township)?.state;
    if (state) outcomes.push(exceptionOutcome(exception, { state, disturbed }));
  }
  return outcomes;
}
