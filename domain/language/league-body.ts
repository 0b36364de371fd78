/**
 * What is being reorganised: a league committee 团委, whose members are elected, or the working committee 团工委 of a
 * district, whose members are recommended by a vote and then appointed (C-11).
 */
export const LEAGUE_BODIES = ['COMMITTEE', 'WORKING_COMMITTEE'] as const;
export type LeagueBody = (typeof LEAGUE_BODIES)[number];
