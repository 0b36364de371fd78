/** How the members are elected (R52, R53, C-09): contested at the congress, another counted competitive way, or by all members. */
export const ELECTION_MODES = ['CONGRESS_CONTESTED', 'COMPETITIVE_OTHER', 'MEETING_OF_ALL'] as const;
export type ElectionMode = (typeof ELECTION_MODES)[number];

/** When people are inspected 考察 relative to the vote (C-04). */
export const INSPECTION_TIMINGS = ['AFTER_VOTE', 'BEFORE_VOTE', 'BOTH'] as const;

/** Offices that are asked about the people inspected (§2.8). */
export const CONSULTED_OFFICES = ['DISCIPLINE', 'POLICE', 'COURT', 'PROCURATORATE', 'FAMILY_PLANNING', 'TAX', 'UNIT', 'OTHER'] as const;
export type ConsultedOffice = (typeof CONSULTED_OFFICES)[number];

/** What becomes of seats that nobody reached more than half for (§2.5): elected again, left vacant, or done without by consent. */
export const SHORTFALL_POLICIES = ['SUPPLEMENTARY', 'VACANT', 'REDUCE_SEATS'] as const;

/** What follows the last run-off of a tie (§2.5): the party committee decides and the county league agrees, or the vote goes on. */
export const TIE_WAYS = ['DECIDE', 'VOTE_AGAIN'] as const;

/** Where members come from (R21.1–R21.8). The list is open: `OTHER` needs a reason in the dossier. */
export const SOURCE_CATEGORIES = [
  'WEALTH_LEADER',
  'VILLAGE_CADRE',
  'SELECTED_GRADUATE',
  'CIVIL_SERVANT',
  'THREE_SUPPORTS',
  'VILLAGE_OFFICIAL',
  'ENTREPRENEUR',
  'OTHER',
] as const;
export type SourceCategory = (typeof SOURCE_CATEGORIES)[number];
