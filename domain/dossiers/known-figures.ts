import type { DossierContext } from '../fields/define-dossier.ts';
import type { StageId } from '../stages/stages.ts';

/**
 * Figures that the plan, the county file or an earlier stage has already: a form opens with them, so that nobody is asked
 * twice, and the rules hold what is submitted against them.
 */
export function knownFigures(stage: StageId, context: DossierContext): Readonly<Record<string, unknown>> {
  const known = FIGURES[stage]?.(context) ?? {};
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

const FIGURES: Readonly<Partial<Record<StageId, (context: DossierContext) => Readonly<Record<string, unknown>>>>> = {
  'post-design': ({ rules }) => ({
    x: rules.seatsIncludeLeadership === false ? rules.seats : Math.max(0, rules.seats - rules.secretaries - rules.deputies),
  }),
  'member-election': ({ rules, earlier, agreedOn }) => {
    const ofAll = rules.electionMode === 'MEETING_OF_ALL';
    return {
      mode: rules.electionMode,
      leagueMembers: rules.leagueMembers,
      ...(ofAll ? {} : { delegatesElected: rules.delegates }),
      approvals: approvals(
        (earlier.recommendation as { readonly requestedOn?: string } | undefined)?.requestedOn,
        agreedOn?.['formal-candidates'],
      ),
    };
  },
  appointment: ({ rules }) => ({ termYears: rules.termYears }),
};

/** The four approvals of a meeting (§2.1): convening was asked for when the recommendations closed; the county league entered the day of its own. */
function approvals(requestedOn: string | undefined, leagueOn: string | undefined): readonly object[] {
  return (['CONVENING', 'CANDIDATES'] as const).flatMap((what) =>
    (['PARTY', 'LEAGUE'] as const).map((by) => ({
      what,
      by,
      ...(what === 'CONVENING' && requestedOn ? { requestedOn } : {}),
      ...(by === 'LEAGUE' && leagueOn ? { grantedOn: leagueOn } : {}),
    })),
  );
}
