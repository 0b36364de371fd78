import type { County } from '../domain/county/county-schema.ts';
import type { HalfYear } from './half-year.ts';
import type { Ledger } from './ledger.ts';
import type { Manner } from './manners.ts';
import type { Mishaps } from './mishaps.ts';
import type { PlanWatch } from './plan-watch.ts';
import type { Cases } from './scenarios/cases.ts';

/** One campaign that is being played, as every robot knows it. */
export interface Performance {
  /** The campaign's id. */
  readonly campaign: string;
  readonly county: County;
  readonly half: HalfYear;
  readonly watch: PlanWatch;
  readonly ledger: Ledger;
  /** The unusual cases whose figures the dossiers have; absent: none. */
  readonly cases?: Cases;
  /** How the next button is pressed; absent: everybody waits for the answer. */
  readonly manner?: () => Manner;
  /** Takes what goes wrong while processes are killed and paused; absent: the first failure ends the play. */
  readonly mishaps?: Mishaps;
  /** Ends the play: the half-year is over, somebody failed, or a person pressed Ctrl-C. */
  readonly signal: AbortSignal;
}
