/** What a rule says of the facts it was given. Only `fails` stops a submission. */
export type RuleOutcome = 'holds' | 'warns' | 'fails';

/** The counts a dossier is judged by: whole numbers by name, e.g. `nominees`, `present`. Never texts. */
export type Counts = Readonly<Record<string, number>>;

/** One rule's answer, with the figures it used, so that the page can explain each number to whoever typed it. */
export interface RuleResult {
  /** Source: an R-number of the plan or a section of the rules, e.g. `R46`. */
  readonly rule: string;
  /** Stable code, e.g. `NOMINEES_TOO_FEW`; the same code whatever the outcome. */
  readonly code: string;
  readonly outcome: RuleOutcome;
  readonly figures: Readonly<Record<string, number>>;
  /** One sentence with the figures in it, Simplified Chinese. */
  readonly zh: string;
  /** The same in English. */
  readonly en: string;
}

export function fails(ruleResults: readonly RuleResult[]): RuleResult[] {
  return ruleResults.filter((result) => result.outcome === 'fails');
}
