import { appointment } from './gates/appointment.ts';
import { dateOrder } from './gates/date-order.ts';
import { formalCandidates } from './gates/formal-candidates.ts';
import { inspection } from './gates/inspection.ts';
import { leaderCandidates } from './gates/leader-candidates.ts';
import { leadershipElection } from './gates/leadership-election.ts';
import { functions, mechanisms } from './gates/mechanisms.ts';
import { memberElection } from './gates/member-election.ts';
import { nomination } from './gates/nomination.ts';
import { objected } from './gates/objected.ts';
import { organizationStudy } from './gates/organization-study.ts';
import { postDesign } from './gates/post-design.ts';
import { implementationPlan, publicity, survey, workingBody } from './gates/preparation.ts';
import { publicNotice } from './gates/public-notice.ts';
import { recommendation } from './gates/recommendation.ts';
import { monthlyReport, summary } from './gates/reports.ts';
import { leadershipReport, memberReport } from './gates/result-reports.ts';
import type { GateFacts, StageGate } from './gates/rule.ts';
import type { StageId } from './stages.ts';
import type { Counts, Verdict } from './verdict.ts';

export type { GateFacts } from './gates/rule.ts';

const GATES: Readonly<Record<StageId | 'monthly-report', StageGate>> = {
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

/**
 * Every rule's word on the counts of a stage's dossier: all of them, in the order of the stage. Counts that a rule needs
 * and that were not sent, or are negative, make one verdict that fails.
 */
export function gate(id: StageId | 'monthly-report', counts: Counts, facts: GateFacts): Verdict[] {
  const { needs, judge } = GATES[id];
  const missing = needs(facts).filter((name) => !isCount(countOf(counts, name)));
  if (missing.length > 0) return [countsMissing(missing.length)];
  const known = (name: string) => countOf(counts, name);
  return [...judge((name) => known(name) ?? 0, facts, known), ...objected(id, known, facts), ...dateOrder(id, known)];
}

function countOf(counts: Counts, name: string): number | undefined {
  return Object.hasOwn(counts, name) ? counts[name] : undefined;
}

function isCount(value: number | undefined): boolean {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}

function countsMissing(missing: number): Verdict {
  return {
    rule: '§2.4',
    code: 'COUNTS_MISSING',
    outcome: 'fails',
    figures: { missing },
    zh: `缺少 ${missing} 项数字，无法按规则核对，请重新填写`,
    en: `${missing} figures are missing, so the rules cannot be applied; submit again`,
  };
}
