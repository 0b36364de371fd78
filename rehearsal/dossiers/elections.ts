import { electedLeaders } from './leaders.ts';
import { daysBefore, leagueDocument, type Setting } from './setting.ts';
import type { Candidate } from './slate.ts';
import { plainVotes } from './tally.ts';
import { membersVote } from './votes.ts';

/** Dossiers of the two elections and the reports on them. */

export function memberElectionDossier(setting: Setting): object {
  const { township, rules, slate, today, cases } = setting;
  const { candidates, tally } = membersVote(setting);
  const { votes, ...figures } = tally;
  const rule = cases.find(township.id, 'competitive_speech')?.facts.rule ?? DEFAULT_RULE;
  return {
    title: `共青团${township.name}代表大会`,
    heldOn: today,
    mode: rules.electionMode,
    ...(rules.electionMode === 'COMPETITIVE_OTHER' ? { competitiveRule: rule } : {}),
    leagueMembers: rules.electionMode === 'MEETING_OF_ALL' ? figures.entitled : (township.leagueMembers ?? DEFAULT_LEAGUE_MEMBERS),
    approvals: approvals(setting),
    ...electorate(setting, figures),
    scrutineers: slate.tellers.slice(0, 3),
    counters: slate.tellers.slice(3),
    ...figures,
    candidates: candidates.map(({ name }, index) => ({ name, ...votes[index] })),
  };
}

/** Delegates as the county file has them, all of them with valid credentials; whoever is not there is on leave. */
function electorate({ rules, today }: Setting, { entitled, present }: { readonly entitled: number; readonly present: number }): object {
  const absent = entitled - present;
  return {
    ...(rules.electionMode === 'MEETING_OF_ALL'
      ? {}
      : { delegatesElected: entitled, delegatesAppointed: 0, credentialsValid: entitled, credentialsOn: today }),
    ...(absent > 0 ? { absences: [{ reason: '外出务工，请假', people: absent }] } : {}),
  };
}

const DEFAULT_LEAGUE_MEMBERS = 500;
const DEFAULT_RULE = '竞职演讲每人5分钟，现场提问2题，随后无记名投票。';

/** Party committee and county league both allowed the meeting and the candidates before it. */
function approvals(setting: Setting): object[] {
  const asked = { CONVENING: daysBefore(setting, 32), CANDIDATES: daysBefore(setting, 10) } as const;
  return (['CONVENING', 'CANDIDATES'] as const).flatMap((what) =>
    (['PARTY', 'LEAGUE'] as const).map((by) => ({ what, by, requestedOn: asked[what], grantedOn: daysBefore(setting, 4) })),
  );
}

export function memberReportDossier(setting: Setting): object {
  const members = setting.slate.elected.map(({ name, post }) => ({ name, post: post.code }));
  return { reportedOn: setting.today, document: leagueDocument(setting, 9), members };
}

/** Who is proposed for secretary and for the deputies' seats, winners first. */
function proposedLeaders({ rules, slate: { elected } }: Setting) {
  const leaders = rules.secretaries + rules.deputies;
  const rivals = rules.secretaryContested ? elected.slice(-1) : [];
  return {
    secretary: [...elected.slice(0, rules.secretaries), ...rivals],
    deputies: elected.slice(rules.secretaries, leaders + rules.deputyExtra),
  };
}

export function leaderCandidatesDossier(setting: Setting): object {
  const { secretary, deputies } = proposedLeaders(setting);
  const named = (people: readonly Candidate[]) => people.map(({ name }) => ({ name }));
  return { proposedOn: setting.today, document: leagueDocument(setting, 8), secretary: named(secretary), deputies: named(deputies) };
}

export function leadershipElectionDossier(setting: Setting): object {
  const { rules, slate, township, today } = setting;
  const { elected } = slate;
  const proposed = proposedLeaders(setting);
  const secretary = plenaryBallot(proposed.secretary, rules.secretaries, elected.length);
  const deputies = plenaryBallot(proposed.deputies, rules.deputies, elected.length);
  return {
    title: `共青团${township.name}委员会第一次全体会议`,
    heldOn: today,
    scrutineers: slate.tellers.slice(0, 1),
    counters: slate.tellers.slice(1, 3),
    entitled: elected.length,
    present: elected.length,
    ...named('secretary', secretary),
    ...named('deputies', deputies),
  };
}

/** Every new member is there; who stands is theirs, winners first. */
function plenaryBallot(candidates: readonly Candidate[], seats: number, electors: number): Record<string, unknown> {
  const votes = plainVotes(electors, seats, candidates.length);
  return {
    issued: electors,
    returned: electors,
    invalid: 0,
    valid: electors,
    candidates: candidates.map(({ name }, index) => ({ name, ...votes[index] })),
  };
}

/** The fields of one office's ballot: `secretaryIssued`. */
function named(office: string, ballot: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(ballot).map(([field, value]) => [`${office}${field.charAt(0).toUpperCase()}${field.slice(1)}`, value]),
  );
}

export function leadershipReportDossier(setting: Setting): object {
  const leaders = electedLeaders(setting).map(({ name, post }) => ({ name, role: post.role, post: post.code }));
  return { reportedOn: setting.today, document: leagueDocument(setting, 10), leaders };
}
