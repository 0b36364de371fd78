import { daysBetween } from '../calendar/plan-date.ts';
import { ballotCheckCounts, ballotPeople, heldBallots, tellersAmong, withRound } from '../election/ballot-checks.ts';
import { electedOf } from '../election/elected.ts';
import { knownPeople } from '../election/known-people.ts';
import { membersOnRecord } from '../election/listed.ts';
import type { DossierContext, PeopleBehind } from '../fields/define-dossier.ts';
import { nameKey } from '../language/name-key.ts';
import type { Counts } from '../rules/rule-result.ts';
import { daysAhead } from './days-ahead.ts';

interface LeadershipElection {
  readonly heldOn: string;
  readonly scrutineers: readonly string[];
  readonly counters?: readonly string[] | undefined;
  readonly mixWaiver?: string | undefined;
}

const STAGE = 'leadership-election';

/** The whole numbers that the gate of the leaders' election decides on. */
export function leadershipElectionCounts(dossier: LeadershipElection, context: DossierContext): Counts {
  const ballots = heldBallots(dossier, STAGE, context).flatMap((held) => Object.entries(ballotCheckCounts(held, STAGE, context)));
  return {
    ...Object.fromEntries(ballots),
    ...leaderCounts(dossier, context),
    electors: electedOf(context, 'member-election').length,
    outsideMembers: outsideMembers(dossier, context).length,
    scrutineers: dossier.scrutineers.length,
    tellersStanding: standingTellers(dossier, context).length,
    waivers: dossier.mixWaiver === undefined ? 0 : 1,
    daysBeforeMembers: daysBeforeMembers(dossier, context),
    daysAhead: daysAhead(dossier.heldOn, context.today),
  };
}

/** Secretary and deputies elected so far, with quota and time as on record (R16–R18, R22). */
function leaderCounts(dossier: LeadershipElection, context: DossierContext): Counts {
  const record = withRound(dossier, STAGE, context);
  const find = knownPeople(context);
  const leaders = electedOf(record, STAGE).map((one) => ({ ...one, known: find(one.name) }));
  const [secretaries, deputies] = [leaders.filter((one) => one.office === 'secretary'), leaders.filter((one) => one.office === 'deputies')];
  const names = new Set(secretaries.map(({ name }) => nameKey(name)));
  return {
    secretaries: secretaries.length,
    deputies: deputies.length,
    secretariesIn: secretaries.filter(({ known }) => known?.quota === 'IN').length,
    deputiesIn: deputies.filter(({ known }) => known?.quota === 'IN').length,
    deputiesOut: deputies.filter(({ known }) => known?.quota === 'OUT').length,
    fullTime: leaders.filter(({ known }) => known?.time === 'FULL').length,
    partTime: leaders.filter(({ known }) => known?.time === 'PART').length,
    leadersUnknown: leaders.filter(({ known }) => known?.quota === undefined).length,
    bothOffices: deputies.filter(({ name }) => names.has(nameKey(name))).length,
  };
}

/** Who is behind the rule results on the leaders' election, by code. */
export function leadershipElectionPeople(dossier: LeadershipElection, context: DossierContext): PeopleBehind {
  return {
    ...ballotPeople(dossier, STAGE, context),
    ELECTORS_ARE_MEMBERS: outsideMembers(dossier, context),
    TELLER_IS_CANDIDATE: standingTellers(dossier, context),
  };
}

/** Those who count and stand for an office in the same meeting. */
function standingTellers(dossier: LeadershipElection, context: DossierContext): string[] {
  const standing = heldBallots(dossier, STAGE, context).flatMap(({ people }) => people.filter((person) => !person.writtenIn));
  return tellersAmong(
    dossier,
    standing.map(({ name }) => name),
  );
}

/** People written in who are no elected members: only members may lead (§2.6). */
function outsideMembers(dossier: LeadershipElection, context: DossierContext): string[] {
  const allowed = new Set(membersOnRecord(context).map(nameKey));
  if (allowed.size === 0) return [];
  const written = heldBallots(dossier, STAGE, context).flatMap(({ people }) => people.filter((person) => person.writtenIn));
  return written.map(({ name }) => name).filter((name) => !allowed.has(nameKey(name)));
}

/** By how many days the plenary would lie before the members' election (R56). */
function daysBeforeMembers({ heldOn }: LeadershipElection, { earlier }: DossierContext): number {
  const members = earlier['member-election'] as { readonly heldOn?: string } | undefined;
  return members?.heldOn === undefined ? 0 : Math.max(0, daysBetween(heldOn, members.heldOn));
}
