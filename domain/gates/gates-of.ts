import { counted } from '../language/counted.ts';
import type { Counts, RuleResult } from '../rules/rule-result.ts';
import type { StageId } from '../stages/stages.ts';
import { appointment } from './appointment.ts';
import { dateOrder } from './date-order.ts';
import { formalCandidates } from './formal-candidates.ts';
import { inspection } from './inspection.ts';
import { leaderCandidates } from './leader-candidates.ts';
import { leadershipElection } from './leadership-election.ts';
import { functions, mechanisms } from './mechanisms.ts';
import { memberElection } from './member-election.ts';
import { nomination } from './nomination.ts';
import { objected } from './objected.ts';
import { organizationStudy } from './organization-study.ts';
import { postDesign } from './post-design.ts';
import { implementationPlan, publicity, survey, workingBody } from './preparation.ts';
import { publicNotice } from './public-notice.ts';
import { recommendation } from './recommendation.ts';
import { monthlyReport, summary } from './reports.ts';
import { leadershipReport, memberReport } from './result-reports.ts';
import type { GateFacts, StageGate } from './rule.ts';

export type { GateFacts } from './rule.ts';

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
 * and that were not sent, or are negative, make one result that fails.
 */
export function gate(id: StageId | 'monthly-report', counts: Counts, facts: GateFacts): RuleResult[] {
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

function countsMissing(missing: number): RuleResult {
  return {
    rule: '§2.4',
    code: 'COUNTS_MISSING',
    outcome: 'fails',
    figures: { missing },
    zh: `缺少 ${missing} 项数字，无法按规则核对，请重新填写`,
    en: `${counted(missing, 'figure is', 'figures are')} missing, so the rules cannot be applied; submit again`,
  };
}
