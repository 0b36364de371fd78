import { leagueDocument, type Setting } from './setting.ts';
import type { Candidate } from './slate.ts';
import { electorsOf, plainTally } from './tally.ts';

/** Dossiers of the two elections and the reports on them. */

export function memberElectionDossier({ township, rules, slate, today }: Setting): object {
  const { votes, entitled, present, issued, returned } = plainTally(electorsOf(township, rules), slate.elected.length, slate.formal.length);
  return {
    heldOn: today,
    entitled,
    present,
    issued,
    returned,
    candidates: slate.formal.map(({ name, post }, index) => ({
      name,
      quota: post.quota,
      votes: votes[index]?.for ?? 0,
      elected: index < slate.elected.length,
    })),
  };
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
