import type { PlanDate } from '../../domain/calendar/plan-date.ts';
import type { SeenRuleResult } from '../contract.ts';

/** What was answered to a dossier that must be refused. */
export interface Attempt {
  readonly on: PlanDate;
  /** True when it was recorded after all. */
  readonly taken: boolean;
  readonly ruleResults: readonly SeenRuleResult[];
}

/** What robots remember of the cases while they play: what no page shows afterwards, and what is over. */
export class CaseBook {
  readonly #attempts = new Map<string, Attempt>();
  readonly #closed = new Set<string>();

  note(township: string, attempt: Attempt): void {
    this.#attempts.set(township, attempt);
  }

  attemptOf(township: string): Attempt | undefined {
    return this.#attempts.get(township);
  }

  /** The township's objection needs nobody any more. */
  close(township: string): void {
    this.#closed.add(township);
  }

  isClosed(township: string): boolean {
    return this.#closed.has(township);
  }
}
