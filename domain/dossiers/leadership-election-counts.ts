import { daysBetween } from '../calendar/plan-date.ts';
import { ballotCheckCounts, heldBallots, withRound } from '../election/ballot-checks.ts';
import { electedOf, tiedOf } from '../election/elected.ts';
import { knownPeople } from '../election/known-people.ts';
import type { Counts } from '../process/verdict.ts';
import { daysAhead } from './days-ahead.ts';
import type { DossierContext } from './define-dossier.ts';
import { sameText } from './on-record.ts';

interface LeadershipElection {
  readonly heldOn: string;
  readonly mixWaiver?: string | undefined;
}

const STAGE = 'leadership-election';

/** The whole numbers that the gate of the leaders' election decides on. */
export function leadershipElectionCounts(dossier: LeadershipElection, context: DossierContext): Counts {
  const members = [...electedOf(context, 'member-election'), ...tiedOf(context, 'member-election')].map(({ name }) => name);
  const ballots = heldBallots(dossier, STAGE, context).flatMap((held) => Object.entries(ballotCheckCounts(held, STAGE, context, members)));
  return {
    ...Object.fromEntries(ballots),
    ...leaderCounts(dossier, context),
    electors: electedOf(context, 'member-election').length,
    outsideMembers: members.length === 0 ? 0 : outsideMembers(dossier, members, context),
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
  const names = new Set(secretaries.map(({ name }) => sameText(name)));
  return {
    secretaries: secretaries.length,
    deputies: deputies.length,
    secretariesIn: secretaries.filter(({ known }) => known?.quota === 'IN').length,
    deputiesIn: deputies.filter(({ known }) => known?.quota === 'IN').length,
    deputiesOut: deputies.filter(({ known }) => known?.quota === 'OUT').length,
    fullTime: leaders.filter(({ known }) => known?.time === 'FULL').length,
    partTime: leaders.filter(({ known }) => known?.time === 'PART').length,
    leadersUnknown: leaders.filter(({ known }) => known?.quota === undefined).length,
    bothOffices: deputies.filter(({ name }) => names.has(sameText(name))).length,
  };
}

/** People written in who are no elected members: only members may lead (§2.6). */
function outsideMembers(dossier: LeadershipElection, members: readonly string[], context: DossierContext): number {
  const allowed = new Set(members.map(sameText));
  const written = heldBallots(dossier, STAGE, context).flatMap(({ people }) => people.filter((person) => person.writtenIn));
  return written.filter(({ name }) => !allowed.has(sameText(name))).length;
}

/** By how many days the plenary would lie before the members' election (R56). */
function daysBeforeMembers({ heldOn }: LeadershipElection, { earlier }: DossierContext): number {
  const members = earlier['member-election'] as { readonly heldOn?: string } | undefined;
  return members?.heldOn === undefined ? 0 : Math.max(0, daysBetween(heldOn, members.heldOn));
}
