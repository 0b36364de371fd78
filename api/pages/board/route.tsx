import { mayRead, readsAny } from '../../../domain/authority/reading.ts';
import { hasDeadlines } from '../../../domain/calendar/clock.ts';
import { dateOf } from '../../../domain/calendar/plan-date.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import { openCountyClocks } from '../../../domain/process/county-clocks.ts';
import type { CountyState } from '../../../domain/state/county-state.ts';
import type { Clock } from '../../../domain/state/ladder.ts';
import { itemOf } from '../../../domain/state/township-state.ts';
import { recordPath } from '../../access/record-access.ts';
import { seenCampaign } from '../../access/seen-campaign.ts';
import { type Board, type BoardRow, boardOf } from '../../use-cases/board.ts';
import { recordEndOf } from '../../use-cases/end-record.ts';
import { planReturnOf } from '../../use-cases/plan-return.ts';
import { maySeeTakenBack } from '../../use-cases/taken-back.ts';
import { roundBefore, waitsForTie } from '../../use-cases/tasks.ts';
import { FORECAST_READERS } from '../../use-cases/what-if.ts';
import { mayEnd } from '../end-record/route.tsx';
import { irregularTexts } from '../irregular-cases/texts.ts';
import { campaignPath, countyItemPath, endRecordPath, takenBackPath, townshipPath } from '../paths.ts';
import { PageError } from '../routing/page-error.ts';
import { get, type PageRequest, type Route, redirect, shown } from '../routing/route.ts';
import { waitingOf } from '../shared/plan-days.ts';
import { endWord } from '../shared/round-before.ts';
import { takenBackTexts } from '../taken-back/texts.ts';
import { bracketed } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { type BoardItem, BoardPage, type BoardTownship } from './view.tsx';

/** The county board: each township's stage, waiting on whom, since when, due, overdue, escalated. Township people go to their own. */
export const boardRoutes: readonly Route[] = [
  get('/campaigns/:campaign', async ({ request, actor, language }, deps) => {
    const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
    const [county, own] = actor.unit.split('/');
    if (own !== undefined && county === campaign.county && campaign.townships.some(({ id }) => id === own))
      return redirect(townshipPath(campaign._id, own));
    // The board is no page for a township that does not take part.
    if (own !== undefined) throw new PageError('notFound');
    const board = await boardOf(deps, campaign);
    const returned = board.county && (await planReturnOf(deps, { state: board.county }));
    const ended = board.county && (await recordEndOf(deps, { _id: campaign.workflowId, state: board.county }));
    const title = `${campaign.countyName} ${translator(language)(countyTexts.board)}`;
    const view = {
      title: campaign.title,
      county: translator(language)(countyTexts.ofYear(campaign.countyName, campaign.year)),
      ...(hasDeadlines(campaign.clock) ? { today: dateOf(board.now) } : {}),
      ...(ended ? { ended: { day: dateOf(ended.at), ...(ended.reason ? { reason: ended.reason } : {}) } } : {}),
      items: itemsOf(board, language, returned?.reason),
      ...notBegunAs(board.county),
      townships: board.rows
        .filter(({ township }) => mayRead(actor, 'township', campaign.county, township.id))
        .map((row) => rowOf(row, board, { role: actor.role, language, namespace: deps.namespace })),
      starting: board.county === undefined,
      stuck: stuckOf(board, actor),
      links: linksOf(board, actor, language),
      ...(maySeeTakenBack(actor, campaign) && board.takenBack.open > 0
        ? { takenBack: { href: takenBackPath(campaign._id), count: board.takenBack.open } }
        : {}),
    };
    return shown({ title, campaign, body: <BoardPage {...view} /> });
  }),
];

/** The runs that have stopped, of the townships that the reader sees: which, and since when. What to do stands on /readyz, for administrators. */
function stuckOf({ campaign, stuck }: Board, actor: PageRequest['actor']) {
  return stuck
    .filter(({ township }) => township === undefined || mayRead(actor, 'township', campaign.county, township))
    .map(({ township, since, kind }) => ({
      whose: campaign.townships.find(({ id }) => id === township)?.name ?? campaign.countyName,
      since: since.getTime(),
      readable: kind !== 'unreadable',
    }));
}

/** Why townships that have not begun will not. */
function notBegunAs(county: CountyState | undefined) {
  return county?.status === 'returned' || county?.status === 'ended' ? { neverBegin: county.status } : {};
}

/** The platform record and the exchange for everybody; interventions for county staff while the campaign runs. */
function linksOf({ campaign, county, takenBack }: Board, actor: PageRequest['actor'], language: Language) {
  const t = translator(language);
  const base = campaignPath(campaign._id);
  const { role } = actor;
  const interventions = role === 'county-league' && county?.status === 'running';
  const dated = hasDeadlines(campaign.clock);
  return [
    { href: `${base}/platform`, text: t(countyTexts.platform) },
    { href: `${base}/experience`, text: t(countyTexts.exchange) },
    ...((FORECAST_READERS as readonly string[]).includes(role) && county?.status === 'running' && dated
      ? [{ href: `${base}/what-if`, text: t(countyTexts.whatIf) }]
      : []),
    ...(takenBack.all > 0 && maySeeTakenBack(actor, campaign)
      ? [{ href: takenBackPath(campaign._id), text: t(takenBackTexts.title) }]
      : []),
    ...(interventions ? [{ href: `${base}/townships/new`, text: t(countyTexts.addTownships) }] : []),
    ...(interventions && dated ? [{ href: `${base}/amendment`, text: t(countyTexts.amend) }] : []),
    ...(mayEnd(campaign, county, actor) ? [{ href: endRecordPath(campaign._id), text: t(countyTexts.endRecord) }] : []),
  ];
}

/** How many of the people a township waits for stand on the board. */
const MOST_WAITING = 2;

interface Looker {
  readonly role: PageRequest['actor']['role'];
  readonly language: Language;
  readonly namespace: string;
}

function rowOf(
  { township, standing, state, overdue }: BoardRow,
  { campaign, now }: Board,
  { role, language, namespace }: Looker,
): BoardTownship {
  const base = { href: townshipPath(campaign._id, township.id), name: township.name, overdue };
  if (!standing) return { ...base, status: 'not-begun', waiting: [], others: 0, unusual: [], level: 0 };
  const waiting = standing.waitingOn
    .slice(0, MOST_WAITING)
    .map((clock) => ({ ...waitingOf(clock, now, language, township.body), item: itemAgain(clock, state, language) }));
  const { status } = standing;
  return {
    ...base,
    stage: itemAgain({ item: standing.stage }, state, language),
    status: status === 'completed' || status === 'closed' || status === 'held' ? status : 'running',
    waiting,
    others: standing.waitingOn.length - waiting.length,
    unusual: state ? unusualOf(state, language) : [],
    level: standing.level,
    ...(readsAny(role, 'engine-record') ? { record: recordPath(namespace, `${campaign.workflowId}/${township.id}`) } : {}),
  };
}

/** Objections and seats of their own that are not over: they hold one person each, whatever else the township waits for. */
function unusualOf({ objections, seats }: NonNullable<BoardRow['state']>, language: Language): string[] {
  const t = translator(language);
  return [
    ...objections.flatMap(({ status, number }) =>
      status === 'closed' || status === 'logged' ? [] : [t(irregularTexts.objection(number))],
    ),
    ...seats.flatMap(({ endedAt, from, number }) =>
      endedAt === null ? [t(from === 'by-election' ? irregularTexts.seatEmpty(number) : irregularTexts.seatWaits(number))] : [],
    ),
  ];
}

/** The item; how its round before ended where it is asked for once more, and that equal votes wait for a decision. */
function itemAgain({ item }: Pick<Clock, 'item'>, state: BoardRow['state'], language: Language): string {
  const t = translator(language);
  const [title, found] = [itemTitle(item, language), state && itemOf(state, item)];
  if (waitsForTie(found)) return `${title}${t(bracketed(t(irregularTexts.ties)))}`;
  const before = roundBefore(found);
  return before ? `${title}${t(bracketed(endWord(before.ended, language)))}` : title;
}

const COUNTY_STATUS: Readonly<Record<CountyState['items'][number]['status'], { readonly zh: string; readonly en: string }>> = {
  waiting: { zh: '未到', en: 'not yet' },
  open: { zh: '待签发', en: 'to be signed' },
  submitted: { zh: '待批准', en: 'to be approved' },
  passed: { zh: '已办结', en: 'done' },
  returned: { zh: '已退回', en: 'sent back' },
  off: { zh: '免办', en: 'not asked for' },
};

/** What is done is called after what was done with it. */
function statusOf({ id, status }: CountyState['items'][number]) {
  if (status !== 'passed') return id === 'results' && status === 'open' ? { zh: '待发布', en: 'to be published' } : COUNTY_STATUS[status];
  if (id === 'plan') return { zh: '已批准', en: 'approved' };
  return id === 'results' ? { zh: '已发布', en: 'published' } : { zh: '已签发报送', en: 'signed and sent' };
}

/** The county's own items that have begun; those still to come are not listed. */
function itemsOf({ campaign, county, now }: Board, language: Language, whyReturned?: string): BoardItem[] {
  if (!county) return [];
  const clocks = openCountyClocks(county);
  return county.items
    .filter((item) => item.status !== 'waiting' && item.status !== 'off')
    .map((item) => ({
      href: countyItemPath(campaign._id, item.id),
      title: itemTitle(item.id, language),
      status: translator(language)(statusOf(item)),
      waiting: clocks.filter((clock) => clock.item === item.id).map((clock) => waitingOf(clock, now, language)),
      ...(item.status === 'returned' && whyReturned ? { remark: translator(language)(countyTexts.planReturnedWhy(whyReturned)) } : {}),
    }));
}
