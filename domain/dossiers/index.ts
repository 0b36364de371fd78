import type { DossierDefinition, DossierId } from '../fields/define-dossier.ts';
import { type DossierProblem, problemsOf } from '../fields/problems.ts';
import { appointment } from './appointment.ts';
import { formalCandidates } from './formal-candidates.ts';
import { functions } from './functions.ts';
import { implementationPlan } from './implementation-plan.ts';
import { inspection } from './inspection.ts';
import { leaderCandidates } from './leader-candidates.ts';
import { leadershipElection } from './leadership-election.ts';
import { leadershipReport } from './leadership-report.ts';
import { mechanisms } from './mechanisms.ts';
import { memberElection } from './member-election.ts';
import { memberReport } from './member-report.ts';
import { monthlyReport } from './monthly-report.ts';
import { nomination } from './nomination.ts';
import { organizationStudy } from './organization-study.ts';
import { postDesign } from './post-design.ts';
import { publicNotice } from './public-notice.ts';
import { publicity } from './publicity.ts';
import { recommendation } from './recommendation.ts';
import { summary } from './summary.ts';
import { survey } from './survey.ts';
import { workingBody } from './working-body.ts';

export type { DossierContext, DossierDefinition, DossierForm, DossierId, PeopleBehind } from '../fields/define-dossier.ts';
export { type FormFields, fromForm, toForm } from '../fields/form-values.ts';
export type { DossierProblem } from '../fields/problems.ts';

/** Every dossier, in the order of the plan; the month's report last. */
export const DOSSIERS: Readonly<Record<DossierId, DossierDefinition>> = {
  'working-body': workingBody,
  survey,
  'implementation-plan': implementationPlan,
  'post-design': postDesign,
  publicity,
  recommendation,
  nomination,
  'formal-candidates': formalCandidates,
  'member-election': memberElection,
  'member-report': memberReport,
  'leader-candidates': leaderCandidates,
  'leadership-election': leadershipElection,
  'leadership-report': leadershipReport,
  'organization-study': organizationStudy,
  inspection,
  'public-notice': publicNotice,
  appointment,
  mechanisms,
  functions,
  summary,
  'monthly-report': monthlyReport,
};

/** Checks a dossier as typed. @returns the dossier as it is kept, or everything that is wrong with it. */
export function parseDossier(
  id: DossierId,
  value: unknown,
): { readonly dossier: unknown } | { readonly problems: readonly DossierProblem[] } {
  const { schema, fields } = DOSSIERS[id];
  const parsed = schema.safeParse(value);
  return parsed.success ? { dossier: parsed.data } : { problems: problemsOf(parsed.error, value, fields) };
}
