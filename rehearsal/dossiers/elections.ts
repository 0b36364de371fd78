import { daysBefore, leagueDocument, type Setting } from './setting.ts';
import type { Candidate } from './slate.ts';
import { electorsOf, plainTally } from './tally.ts';

/** Dossiers of the two elections and the reports on them. */

export function memberElectionDossier(setting: Setting): object {
  const { township, rules, slate, today } = setting;
  const { votes, ...figures } = plainTally(electorsOf(township, rules), slate.elected.length, slate.formal.length);
  return {
    title: `共青团${township.name}代表大会`,
    heldOn: today,
    mode: rules.electionMode,
    ...(rules.electionMode === 'COMPETITIVE_OTHER' ? { competitiveRule: '竞职演讲每人5分钟，现场提问2题，随后无记名投票。' } : {}),
    leagueMembers: township.leagueMembers ?? DEFAULT_LEAGUE_MEMBERS,
    approvals: approvals(setting),
    scrutineers: slate.tellers.slice(0, 3),
    counters: slate.tellers.slice(3),
    ...figures,
    candidates: slate.formal.map(({ name }, index) => ({ name, ...votes[index] })),
  };
}

const DEFAULT_LEAGUE_MEMBERS = 500;

/** Party committee and county league both allowed the meeting and the candidates before it. */
function approvals(setting: Setting): object[] {
  const asked = { CONVENING: daysBefore(setting, 32), CANDIDATES: daysBefore(setting, 10) } as const;
  return (['CONVENING', 'CANDIDATES'] as const).flatMap((what) =>
    (['PARTY', 'LEAGUE'] as const).map((by) => ({ what, by, requestedOn: asked[what], grantedOn: daysBefore(setting, 4) })),
  );
}

export function memberReportDossier(setting: Setting): object {
  return { reportedOn: setting.today, document: leagueDocument(setting, 9), members: setting.slate.elected.length };
}

/** Secretary and deputies: who stands for each, winners first. */
export function leadersOf({ slate, rules }: Setting): {
  readonly secretaries: readonly Candidate[];
  readonly deputies: readonly Candidate[];
} {
  const { elected } = slate;
  const [first, last] = [rules.secretaries, rules.secretaries + rules.deputies];
  return {
    secretaries: elected.slice(0, first),
    deputies: elected.slice(first, last + rules.deputyExtra),
  };
}

/** The leaders as elected. */
export function electedLeaders({ slate, rules }: Setting): readonly Candidate[] {
  return slate.elected.slice(0, rules.secretaries + rules.deputies);
}

export function leadershipElectionDossier(setting: Setting): object {
  const { rules, slate, today } = setting;
  const { secretaries, deputies } = leadersOf(setting);
  const row = (role: 'SECRETARY' | 'DEPUTY', seats: number, candidates: readonly Candidate[]) => {
    const { votes } = plainTally(slate.elected.length, seats, candidates.length);
    return candidates.map(({ name, post }, index) => ({
      name,
      role,
      quota: post.quota,
      votes: votes[index]?.for ?? 0,
      elected: index < seats,
    }));
  };
  return {
    heldOn: today,
    entitled: slate.elected.length,
    present: slate.elected.length,
    candidates: [...row('SECRETARY', rules.secretaries, secretaries), ...row('DEPUTY', rules.deputies, deputies)],
  };
}

export function leadershipReportDossier(setting: Setting): object {
  return { reportedOn: setting.today, document: leagueDocument(setting, 10), leaders: electedLeaders(setting).length };
}
