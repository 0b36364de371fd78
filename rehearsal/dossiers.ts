import type { Township } from '../domain/county/county-schema.ts';
import { resolveRules } from '../domain/plan/resolve-rules.ts';
import { likeOf } from '../domain/process/item-definitions.ts';
import { type ItemId, PRE_INSPECTION } from '../domain/process/items.ts';
import type { StageId } from '../domain/process/stages.ts';
import type { TownshipAnswer } from './contract.ts';
import * as appointments from './dossiers/appointments.ts';
import * as candidates from './dossiers/candidates.ts';
import * as closing from './dossiers/closing.ts';
import * as elections from './dossiers/elections.ts';
import { monthlyReportDossier } from './dossiers/monthly-report.ts';
import * as preparation from './dossiers/preparation.ts';
import type { Setting } from './dossiers/setting.ts';
import { slateOf } from './dossiers/slate.ts';
import type { Performance } from './performance.ts';

const WRITERS: Readonly<Record<StageId, (setting: Setting) => object>> = {
  'working-body': preparation.workingBodyDossier,
  survey: preparation.surveyDossier,
  'implementation-plan': preparation.implementationPlanDossier,
  'post-design': candidates.postDesignDossier,
  publicity: candidates.publicityDossier,
  recommendation: candidates.recommendationDossier,
  nomination: candidates.nominationDossier,
  'formal-candidates': candidates.formalCandidatesDossier,
  'member-election': elections.memberElectionDossier,
  'member-report': elections.memberReportDossier,
  'leadership-election': elections.leadershipElectionDossier,
  'leadership-report': elections.leadershipReportDossier,
  'organization-study': appointments.organizationStudyDossier,
  inspection: appointments.inspectionDossier,
  'public-notice': appointments.publicNoticeDossier,
  appointment: appointments.appointmentDossier,
  mechanisms: closing.mechanismsDossier,
  functions: closing.functionsDossier,
  summary: closing.summaryDossier,
};

/**
 * A dossier that a township could well have written today: its own figures, invented people, the same at every stage,
 * and every rule holds.
 * @param state how the township's run stands
 */
export function dossierFor(
  { county, half, watch }: Pick<Performance, 'county' | 'half'> & { readonly watch: Pick<Performance['watch'], 'today'> },
  township: Township,
  item: ItemId,
  state: TownshipAnswer['state'],
): object {
  const rules = resolveRules(half.document, township);
  const taken = new Set(county.people.map((person) => person.name));
  const appointmentOn = half.plan.stages.find((stage) => stage.id === 'appointment')?.due ?? half.plan.lastDay;
  const slate = slateOf({ township, rules, appointmentOn, taken });
  const setting: Setting = { county, township, rules, slate, firstDay: half.plan.firstDay, today: watch.today() };
  const like = likeOf(item);
  if (like === 'monthly-report') return monthlyReportDossier(setting, state.items);
  return item === PRE_INSPECTION ? appointments.preInspectionDossier(setting) : WRITERS[like](setting);
}
