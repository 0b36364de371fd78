import { hasDeadlines, planTimeAt } from '../../domain/calendar/clock.ts';
import { dateOf } from '../../domain/calendar/plan-date.ts';
import type { DossierContext } from '../../domain/dossiers/index.ts';
import { rowsAt } from '../../domain/election/named-ballot.ts';
import { votedRounds } from '../../domain/process/counted-rounds.ts';
import type { CountedRounds } from '../../domain/rules/ballot-facts.ts';
import { stageOf } from '../../domain/stages/item-definitions.ts';
import { type ItemId, isMonthlyReport, isSeatItem, isStage, monthOfReport, seatItemId, seatOf } from '../../domain/stages/items.ts';
import type { StageId } from '../../domain/stages/stages.ts';
import { type ItemState, itemOf, type TownshipState } from '../../domain/state/township-state.ts';
import { type Campaign, rulesOf } from '../../store/campaigns.ts';
import { findRevisions } from '../../store/dossiers.ts';
import type { UseCaseDeps } from './deps.ts';
import { asOf, monthSpan, monthStanding } from './month-standing.ts';
import { peopleLists } from './people-lists.ts';
import { reportFieldsOf } from './report-fields.ts';

/** What a dossier of `item` is held against: the township's rules, the plan's day, and what other stages have on record. */
export async function dossierContext(
  deps: Pick<UseCaseDeps, 'store' | 'now'>,
  { campaign, township, item }: { readonly campaign: Campaign; readonly township: string; readonly item: ItemId },
  state: TownshipState | undefined,
): Promise<DossierContext> {
  const now = planTimeAt(campaign.clock, deps.now());
  const today = dateOf(now);
  const context: DossierContext = {
    ...rulesOf(campaign, township),
    today,
    appointmentOn: appointmentDay(campaign, state, today),
    ...noticeEnd(item, state),
    ...(state ? { agreedOn: agreements(state) } : {}),
    reportFields: (await reportFieldsOf(deps, campaign, item, state)).map(({ name }) => name),
    ...(state && state.objections.length + state.seats.length > 0 ? (await peopleLists(deps, state)).known() : {}),
    ...(state ? await onRecord(deps, item, state) : { earlier: {} }),
  };
  if (!state || !isMonthlyReport(item)) return context;
  // What a past month stood at is nowhere on record: the run knows only when it was entered.
  if (!hasDeadlines(campaign.clock)) return { ...context, earlier: {}, counted: {} };
  // A month's report tells how things stood at its end, whenever it is written.
  const month = monthOfReport(item);
  const [, end] = monthSpan(month, now);
  return { ...asOf(context, state, end), month: monthStanding(state, month, now, campaign.input.plan) };
}

/** The day the appointment is due in this run, else in the plan; today when that day has passed, but in a record of the past. */
function appointmentDay(campaign: Campaign, state: TownshipState | undefined, today: string): string {
  const planned = campaign.input.plan.stages.find((stage) => stage.id === 'appointment')?.due;
  const due = (state && itemOf(state, 'appointment')?.due) ?? planned ?? today;
  return due < today && hasDeadlines(campaign.clock) ? today : due;
}

/** Days of the county league's own documents, by the stages it agreed to. */
function agreements({ items }: TownshipState): DossierContext['agreedOn'] {
  return Object.fromEntries(
    items.flatMap(({ id, asked }) =>
      asked.flatMap(({ body, given }) => (isStage(id) && body === 'county-league' && given?.documentOn ? [[id, given.documentOn]] : [])),
    ),
  );
}

/** When the notice ended, or is going to, on which the people of an item stand: a seat's own, where it has one, else the main one. */
function noticeEnd(item: ItemId, state: TownshipState | undefined): Pick<DossierContext, 'noticeLastDay'> {
  const own = isSeatItem(item) ? seatItemId(seatOf(item).seat, 'notice') : undefined;
  const notice = (own && state && itemOf(state, own)?.notice) ?? (state && itemOf(state, 'public-notice')?.notice);
  return notice ? { noticeLastDay: notice.lastDay } : {};
}

/** Stages whose record a seat's own track makes anew: the main one's names are not those of the seat. */
const REDONE: readonly StageId[] = ['formal-candidates', 'member-election', 'member-report', 'inspection', 'public-notice', 'appointment'];

/** Dossiers of the other stages, and every vote with its rounds; for a step of a seat's track those of the track, under the stages they are like. */
async function onRecord(
  { store }: Pick<UseCaseDeps, 'store'>,
  item: ItemId,
  state: TownshipState,
): Promise<Pick<DossierContext, 'earlier' | 'ballots' | 'counted' | 'formalList'>> {
  const items = itemsBehind(item, state);
  const submitted = items.flatMap(({ stage, item: { id, submission } }) =>
    submission && id !== item ? [[submission.revision, stage] as const] : [],
  );
  const votes = items.flatMap(({ stage, item: one }) =>
    stage === 'member-election' || stage === 'leadership-election' ? [{ stage, rounds: votedRounds(one) }] : [],
  );
  const revisions = await findRevisions(store, [
    ...submitted.map(([revision]) => revision),
    ...votes.flatMap(({ rounds }) => rounds.map(({ revision }) => revision)),
  ]);
  const dossiers = new Map(
    revisions.map(({ _id, item: of, dossier }) => [_id, of === 'formal-candidates' ? withoutLost(dossier, state) : dossier]),
  );
  const counted: CountedRounds = Object.fromEntries(
    votes.map(({ stage, rounds }) => [
      stage,
      rounds
        .filter(({ revision }) => dossiers.has(revision))
        .map(({ open, revision, taken }) => ({ open, dossier: dossiers.get(revision), taken })),
    ]),
  );
  const ballots = itemOf(state, item)?.ballots;
  const formal = revisions.find((row) => row.item === 'formal-candidates');
  return {
    ...(formal ? { formalList: rowsAt(formal.dossier, 'candidates').map((row) => String(row['name'])) } : {}),
    earlier: Object.fromEntries(submitted.filter(([id]) => dossiers.has(id)).map(([id, stage]) => [stage, dossiers.get(id)])),
    counted,
    ...(ballots ? { ballots } : {}),
  };
}

/** The formal list less those whom it lost since it was decided (R49): they stand on no ballot and are counted in none. */
function withoutLost(dossier: unknown, { lost, items }: TownshipState): unknown {
  const round = items.find(({ id }) => id === 'formal-candidates')?.round;
  const gone = new Set(lost.filter((one) => one.round === round).map(({ person }) => person));
  if (gone.size === 0) return dossier;
  return { ...(dossier as object), candidates: rowsAt(dossier, 'candidates').filter((_, index) => !gone.has(index + 1)) };
}

/** The items whose dossiers are on record beside the one at hand, each under the name of a stage. */
function itemsBehind(item: ItemId, state: TownshipState): { readonly stage: StageId; readonly item: ItemState }[] {
  const stages = state.items.flatMap((one) => (isStage(one.id) ? [{ stage: one.id, item: one }] : []));
  if (!isSeatItem(item)) return stages;
  const { seat } = seatOf(item);
  const own = state.items.flatMap((one) =>
    isSeatItem(one.id) && seatOf(one.id).seat === seat ? [{ stage: stageOf(one.id) as StageId, item: one }] : [],
  );
  return [...stages.filter(({ stage }) => !REDONE.includes(stage)), ...own];
}
