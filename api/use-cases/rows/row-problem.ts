import type { Bilingual } from '../../../domain/language/problem.ts';

/** Something wrong with a row that came from a spreadsheet. */
export interface RowProblem extends Bilingual {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  /** The column it is about. */
  readonly column?: string;
  readonly code: string;
}
