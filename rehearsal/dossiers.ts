import type { Township } from '../domain/county/county-schema.ts';
import { resolveRules } from '../domain/plan/resolve-rules.ts';
import { stageOf } from '../domain/stages/item-definitions.ts';
import { type ItemId, isSeatItem, PRE_INSPECTION, seatOf } from '../domain/stages/items.ts';
import type { StageId } from '../domain/stages/stages.ts';
import type { TownshipAnswer } from './contract.ts';
import * as appointments from './dossiers/appointments.ts';
import * as candidates from './dossiers/candidates.ts';
import * as closing from './dossiers/closing.ts';
import * as elections from './dossiers/elections.ts';
import { monthlyReportDossier } from './dossiers/monthly-report.ts';
import * as preparation from './dossiers/preparation.ts';
import { seatDossier } from './dossiers/seats.ts';
import type { Setting } from './dossiers/setting.ts';
import { type Slate, slateOf } from './dossiers/slate.ts';
import type { Performance } from './performance.ts';
import { NO_CASES } from './scenarios/cases.ts';

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
  'leader-candidates': elections.leaderCandidatesDossier,
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
  {
    county,
    half,
    watch,
    cases = NO_CASES,
  }: Pick<Performance, 'county' | 'half' | 'cases'> & { readonly watch: Pick<Performance['watch'], 'today'> },
  township: Township,
  item: ItemId,
  state: TownshipAnswer['state'],
): object {
  const rules = resolveRules(half.document, township);
  const taken = new Set(county.people.map((person) => person.name));
  const appointmentOn = half.plan.stages.find((stage) => stage.id === 'appointment')?.due ?? half.plan.lastDay;
  const slate = asElected(slateOf({ township, rules, appointmentOn, taken }), state);
  const setting: Setting = { county, township, rules, slate, firstDay: half.plan.firstDay, today: watch.today(), item, state, cases };
  const like = stageOf(item);
  if (like === 'monthly-report') return monthlyReportDossier(setting);
  if (item === PRE_INSPECTION) return appointments.preInspectionDossier(setting);
  if (!isSeatItem(item)) return WRITERS[like](setting);
  const { seat, step } = seatOf(item);
  return step === 'by-election' ? elections.memberElectionDossier(setting) : seatDossier(setting, seat, step);
}

/** Once the vote is over, those whom it elected: a seat may have stayed vacant. */
function asElected(slate: Slate, { items }: TownshipAnswer['state']): Slate {
  const vote = items.find(({ id }) => id === 'member-election');
  const elected = vote?.status === 'passed' ? vote.results.members?.elected : undefined;
  return elected === undefined ? slate : { ...slate, elected: slate.elected.slice(0, elected) };
}
