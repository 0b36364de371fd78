import { daysBetween } from '../calendar/plan-date.ts';
import { ballotCheckCounts, ballotPeople, heldBallots, tellersAmong, withRound } from '../election/ballot-checks.ts';
import { electedOf } from '../election/elected.ts';
import { committeeProfile, knownPeople } from '../election/known-people.ts';
import type { DossierContext, PeopleBehind } from '../fields/define-dossier.ts';
import { isMember, isTooOld } from '../fields/eligibility.ts';
import { rowsOnRecord } from '../fields/on-record.ts';
import { countsBySource } from '../fields/person-columns.ts';
import { nameKey } from '../language/name-key.ts';
import { ELECTION_MODES, type ElectionMode, type SourceCategory } from '../plan/choices.ts';
import type { Counts } from '../rules/rule-result.ts';
import { daysAhead } from './days-ahead.ts';
import { type Electorate, electorateCounts } from './electorate.ts';

interface Approval {
  readonly what: 'CONVENING' | 'CANDIDATES';
  readonly by: 'PARTY' | 'LEAGUE';
  readonly requestedOn: string;
  readonly grantedOn: string;
}

interface WrittenIn {
  readonly name: string;
  readonly born?: string | undefined;
  readonly political?: string | undefined;
  readonly quota?: string | undefined;
  readonly source?: SourceCategory | undefined;
  readonly eligible: boolean;
}

interface MemberElection extends Electorate {
  readonly mode: ElectionMode;
  readonly competitiveRule?: string | undefined;
  readonly approvals?: readonly Approval[] | undefined;
  readonly scrutineers: readonly string[];
  readonly counters?: readonly string[] | undefined;
  readonly candidates: readonly { readonly name: string }[];
  readonly writeIns?: readonly WrittenIn[] | undefined;
}

const STAGE = 'member-election';

/** The whole numbers that the gate of the members' election decides on. */
export function memberElectionCounts(dossier: MemberElection, context: DossierContext): Counts {
  const [held] = heldBallots(dossier, STAGE, context);
  if (!held) return {};
  return {
    ...ballotCheckCounts(held, STAGE, context),
    scrutineers: dossier.scrutineers.length,
    tellersStanding: standingTellers(dossier).length,
    ...approvals(dossier),
    ...grantsApart(dossier, context),
    ...electedCounts(dossier, context),
    mode: ELECTION_MODES.indexOf(dossier.mode) + 1,
    rules: dossier.competitiveRule === undefined ? 0 : 1,
    leagueMembers: dossier.leagueMembers,
    ...electorateCounts(dossier, context),
    daysAhead: daysAhead(dossier.heldOn, context.today),
  };
}

/** Who is behind the rule results on the members' election, by code. */
export function memberElectionPeople(dossier: MemberElection, context: DossierContext): PeopleBehind {
  const { written } = writtenElected(dossier, context);
  return {
    ...ballotPeople(dossier, STAGE, context),
    TELLER_IS_CANDIDATE: standingTellers(dossier),
    WRITTEN_IN_NOT_ELIGIBLE: written.filter((one) => isUnchecked(one) || !mayBeElected(one, context)).map(({ name }) => name),
  };
}

function standingTellers(dossier: MemberElection): string[] {
  return tellersAmong(
    dossier,
    dossier.candidates.map(({ name }) => name),
  );
}

/** Which of the four approvals were given by the day of the vote, and how long before it the meeting was asked for (§2.1). */
function approvals({ approvals: rows = [], heldOn }: MemberElection) {
  const inTime = rows.filter(({ grantedOn }) => grantedOn <= heldOn);
  const by = (what: Approval['what']) => new Set(inTime.filter((row) => row.what === what).map((row) => row.by)).size;
  const asked = rows.filter(({ what }) => what === 'CONVENING').map(({ requestedOn }) => daysBetween(requestedOn, heldOn));
  return {
    conveningGranted: by('CONVENING'),
    candidatesGranted: by('CANDIDATES'),
    requestLeadDays: asked.length === 0 ? 0 : Math.max(0, Math.min(...asked)),
  };
}

/**
 * The county league entered the day of its own document on the formal list, by which it answered the request too: how many
 * days a copy of it in the dossier is away from that; absent where it entered none.
 */
function grantsApart({ approvals: rows = [] }: MemberElection, { agreedOn }: DossierContext): Counts {
  const day = agreedOn?.['formal-candidates'];
  if (day === undefined) return {};
  const apart = rows.flatMap(({ by, grantedOn }) => (by === 'LEAGUE' ? [Math.abs(daysBetween(day, grantedOn))] : []));
  return { grantedApart: Math.max(0, ...apart) };
}

/** Who is elected now, and who of them was written in. */
function writtenElected(dossier: MemberElection, context: DossierContext) {
  const record = withRound(dossier, STAGE, context);
  const elected = electedOf(record, STAGE).map(({ name }) => name);
  const names = new Set(elected.map(nameKey));
  return { record, elected, written: (dossier.writeIns ?? []).filter(({ name }) => names.has(nameKey(name))) };
}

/** The committee's make-up, and where its members come from (C-15). */
function electedCounts(dossier: MemberElection, context: DossierContext) {
  const { record, elected, written } = writtenElected(dossier, context);
  const find = knownPeople(record);
  const known = elected.flatMap((name) => find(name) ?? []);
  const { inQuota, outOfQuota, women, party } = committeeProfile(elected, record, context.today);
  return {
    elected: elected.length,
    inQuota,
    outOfQuota,
    women,
    party,
    writtenElected: written.length,
    writtenUnchecked: written.filter(isUnchecked).length,
    writtenIneligible: written.filter((one) => !mayBeElected(one, context)).length,
    ...sourceStructure(known, context),
    ...countsBySource(
      'source',
      known.flatMap(({ source }) => (source === undefined ? [] : [{ source }])),
    ),
  };
}

function isUnchecked({ born, political, quota }: WrittenIn): boolean {
  return born === undefined || political === undefined || quota === undefined;
}

/** Somebody written in meets the same conditions as a candidate (R47, E13). */
function mayBeElected({ born, political, eligible }: WrittenIn, context: DossierContext): boolean {
  return eligible && (born === undefined || !isTooOld({ born }, context)) && (political === undefined || isMember({ political }));
}

/** How many source categories have fewer or more of the elected than the post design, or else the rules, foresee (R36, C-15). */
function sourceStructure(elected: readonly { readonly source?: SourceCategory }[], context: DossierContext) {
  const designed = rowsOnRecord(context, 'post-design', 'proportions').map(
    (row) => [row.source, Number(row.min), Number(row.max)] as const,
  );
  const ruled = Object.entries(context.rules.sources).map(
    ([source, range]) => [source, range?.min ?? 0, range?.max ?? elected.length] as const,
  );
  const wanted = designed.length > 0 ? designed : ruled;
  const number = (source: unknown) => elected.filter((person) => person.source === source).length;
  return {
    sourcesShort: wanted.filter(([source, min]) => number(source) < min).length,
    sourcesOver: wanted.filter(([source, , max]) => number(source) > max).length,
  };
}
