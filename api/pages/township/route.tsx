import { dateOf } from '../../../domain/calendar/plan-date.ts';
import { bodyTitle } from '../../../domain/language/bodies.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import { openTies } from '../../../domain/process/ballots.ts';
import { isTownshipRole } from '../../../domain/roles.ts';
import { type ItemId, isMonthlyReport, isSeatItem, isStage, seatOf } from '../../../domain/stages/items.ts';
import { stageDefinition } from '../../../domain/stages/stages.ts';
import type { ItemState } from '../../../domain/state/township-state.ts';
import type { TownshipView } from '../../access/township-view.ts';
import { pageOf, rowsOf } from '../../http/paging.ts';
import { interventionsFor } from '../interventions/choices.ts';
import { campaignPath, irregularPath, itemPath, townshipPath } from '../paths.ts';
import { pageNumberOf } from '../routing/form.ts';
import { get, type PageRequest, type Route, shown } from '../routing/route.ts';
import { waitingOf } from '../shared/plan-days.ts';
import { verbFor } from '../shared/reader-verb.ts';
import { seenTownship } from '../shared/seen-township.ts';
import { shownStatus } from '../ui/shown-status.ts';
import { colon } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { historyOf } from './history.ts';
import { HistoryPage } from './history-view.tsx';
import { townshipTexts } from './texts.ts';
import { type Section, type StageRow, TownshipPage, type TownshipPageView } from './view.tsx';

const LATEST = { skip: 0, limit: 8 };

/** A township's stages, whom it waits for, and what happened. */
export const townshipRoutes: readonly Route[] = [
  get('/campaigns/:campaign/townships/:township', async (visit, deps) => {
    const view = await seenTownship(visit, deps);
    const { language, actor } = visit;
    const { campaign, township } = view;
    const path = townshipPath(campaign._id, township.id);
    const page: TownshipPageView = {
      ...progressSummaryOf(view, visit),
      campaign: campaign.title,
      ...countyPlaces(view, visit),
      history: await historyOf(deps, view, LATEST, language),
      historyHref: `${path}/history`,
      irregular: { href: irregularPath(campaign._id, township.id), count: irregularCount(view) },
      interventions: interventionsFor(view, actor).map((intervention) => ({ intervention, href: `${path}/interventions/${intervention}` })),
    };
    return shown({ title: township.name, campaign, body: <TownshipPage {...page} /> });
  }),

  get('/campaigns/:campaign/townships/:township/history', async (visit, deps) => {
    const view = await seenTownship(visit, deps);
    const { campaign, township } = view;
    const query = { page: pageNumberOf(visit.request) };
    const { rows, page, more } = pageOf(await historyOf(deps, view, rowsOf(query), visit.language), query);
    const href = townshipPath(campaign._id, township.id);
    const title = `${township.name}${translator(visit.language)(colon)}${translator(visit.language)(townshipTexts.history)}`;
    const body = <HistoryPage name={township.name} href={href} path={`${href}/history`} lines={rows} page={page} more={more} />;
    return shown({ title, campaign, body });
  }),
];

/** The board for those who see it; a township's people, who do not, find the county's other pages here. */
function countyPlaces(
  { campaign: { _id } }: TownshipView,
  { actor, language }: PageRequest,
): Pick<TownshipPageView, 'campaignHref' | 'county'> {
  const base = campaignPath(_id);
  if (!isTownshipRole(actor.role)) return { campaignHref: base, county: [] };
  const t = translator(language);
  return {
    campaignHref: '/campaigns',
    county: [
      { href: `${base}/plan`, text: t(countyTexts.plan) },
      { href: `${base}/platform`, text: t(countyTexts.platform) },
      { href: `${base}/experience`, text: t(countyTexts.exchange) },
      { href: `${base}/results`, text: t(countyTexts.results) },
    ],
  };
}

function progressSummaryOf(view: TownshipView, { actor, language }: PageRequest) {
  const { township, progress, now } = view;
  const { state, standing } = progress;
  const rowOf = (item: ItemState): StageRow => {
    const verb = verbFor(view, actor, item);
    const visible = item.round > 0 || item.pastRounds.length > 0;
    return {
      id: item.id,
      title: itemTitle(item.id, language),
      status: shownStatus(item),
      round: item.round,
      waiting: standing.waitingOn.filter((clock) => clock.item === item.id).map((clock) => waitingOf(clock, now, language, township.body)),
      ...(visible ? { href: itemPath(view.campaign._id, township.id, item.id) } : {}),
      ...(item.passedAt === null ? {} : { passedOn: dateOf(item.passedAt) }),
      ...(verb ? { verb } : {}),
    };
  };
  const sections = (['preparation', 'implementation', 'summary', 'seats', 'reports'] as const)
    .map((section) => ({ section, rows: bySeat(state.items.filter((item) => sectionOf(item.id) === section)).map(rowOf) }))
    .filter(({ rows }) => rows.length > 0);
  return {
    name: township.name,
    kind: township.kind,
    seats: township.seats,
    body: township.body,
    sections,
    waiting: standing.waitingOn.map((clock) => ({
      ...waitingOf(clock, now, language, township.body),
      item: itemTitle(clock.item, language),
    })),
    ...(state.hold ? { hold: { body: bodyTitle(state.hold.body, language, township.body), reviewOn: state.hold.reviewOn } } : {}),
    ...(state.status !== 'running' && state.endedAt !== null ? { ended: { how: state.status, on: dateOf(state.endedAt) } } : {}),
  };
}

function sectionOf(id: ItemId): Section {
  if (isMonthlyReport(id)) return 'reports';
  if (isSeatItem(id)) return 'seats';
  return isStage(id) ? stageDefinition(id).phase : 'implementation';
}

/** Steps of one seat beside each other, in their order; other items as they are. */
function bySeat(items: readonly ItemState[]): readonly ItemState[] {
  const seat = ({ id }: ItemState): number => (isSeatItem(id) ? seatOf(id).seat : 0);
  return items.toSorted((a, b) => seat(a) - seat(b));
}

/** Objections, seats on their own track, lost candidates and ties that are not over. */
function irregularCount({ progress: { state } }: TownshipView): number {
  const objections = state.objections.filter(({ status }) => status !== 'closed' && status !== 'logged');
  const seats = state.seats.filter(({ status }) => status === 'running' || status === 'deferred');
  return objections.length + seats.length + state.lost.length + openTies(state).length;
}
