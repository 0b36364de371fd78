import { markOf } from '../../../domain/calendar/campaign-marks.ts';
import { datePhrase } from '../../../domain/language/days.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import type { ItemView } from '../../access/township-view.ts';
import { electionMinutesDocx } from '../../documents/election-minutes.ts';
import { ballotTitle } from '../../documents/vote-record.ts';
import { found } from '../../http/request-error.ts';
import {
  type PreparedBallot,
  type PreparedVote,
  type PrintedBallot,
  prepareBallot,
  prepareVote,
  printedBallot,
  voteRecordOf,
} from '../../use-cases/ballot-papers.ts';
import type { PageDeps } from '../deps.ts';
import { DOCX } from '../documents/route.ts';
import { ballotPath, itemPath } from '../paths.ts';
import { download, get, type PageRequest, type Route, shown } from '../routing/route.ts';
import { ITEM_ROUTE, seenItem } from '../shared/seen-township.ts';
import { colon, labelled } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { announced } from './announced.ts';
import { AnnouncementPage, type AnnouncementView } from './announcement-view.tsx';
import { BallotPage, type PaperView, TallySheetPage } from './ballot-view.tsx';
import { electionTexts } from './texts.ts';

/** What an election is run with on paper, office by office: ballot, tally sheet; announcement and minutes of the whole vote. */
export const electionRoutes: readonly Route[] = (['ballot', 'tally-sheet'] as const)
  .flatMap((which) => [
    get(`${ITEM_ROUTE}/${which}`, async (visit, deps) => paperPage(visit, deps, which)),
    get(`${ITEM_ROUTE}/${which}/:office`, async (visit, deps) => paperPage(visit, deps, which)),
  ])
  .concat([
    get(`${ITEM_ROUTE}/announcement`, async (visit, deps) => {
      const { view, vote } = await preparedVote(visit, deps);
      const back = backTo(view, visit.language);
      const record = voteRecordOf(view, vote);
      const page: AnnouncementView = record ? { back, paper: announced(record) } : { back };
      const title = translator(visit.language)(electionTexts.announcement);
      return shown({ title, campaign: view.campaign, body: <AnnouncementPage {...page} /> });
    }),

    get(`${ITEM_ROUTE}/minutes.docx`, async (visit, deps) => {
      const { view, vote } = await preparedVote(visit, deps);
      const record = found(voteRecordOf(view, vote));
      const content = await electionMinutesDocx({ record, mark: markOf(view.campaign.clock) });
      return download({ filename: `${record.title}${record.words.minutes}.docx`, type: DOCX, content });
    }),
  ]);

/** The vote of the address. @throws PageError notFound for what is no vote, or not the reader's to see */
async function preparedVote(visit: PageRequest, deps: PageDeps): Promise<{ readonly view: ItemView; readonly vote: PreparedVote }> {
  const view = await seenItem(visit, deps);
  return { view, vote: found(await prepareVote(deps, view)) };
}

/** The ballot of the address: of the office named there, else the first that is open. @throws PageError notFound */
export async function preparedBallot(
  visit: PageRequest,
  deps: PageDeps,
): Promise<{ readonly view: ItemView; readonly ballot: PreparedBallot }> {
  const view = await seenItem(visit, deps);
  const named = visit.request.params['office'];
  return { view, ballot: found(await prepareBallot(deps, view, typeof named === 'string' ? named : undefined)) };
}

async function paperPage(visit: PageRequest, deps: PageDeps, which: 'ballot' | 'tally-sheet') {
  const { view, ballot } = await preparedBallot(visit, deps);
  const { language } = visit;
  const printed = printedBallot(view, ballot);
  const { kind, name, seats, writeIns, unsure, mark } = printed;
  const base = itemPath(view.campaign._id, view.township.id, view.item.id);
  const t = translator(language);
  const kindOfPaper = t(which === 'ballot' ? electionTexts.ballot : electionTexts.sheet);
  const title = `${view.township.name} ${itemTitle(view.item.id, language)}${t(colon)}${kindOfPaper}`;
  const paper: PaperView = {
    title,
    back: backTo(view, language),
    ...paperFacts(visit, printed),
    name,
    seats,
    writeIns,
    unsure,
    mark,
    action: ballotPath(base, which, ballot.offices.length > 1 ? ballot.office : undefined),
    others: ballot.offices
      .filter((office) => office !== ballot.office)
      .map((office) => ({
        href: ballotPath(base, which, office),
        text: t(labelled(t(ballotTitle(office, kind, view.township.body)), kindOfPaper)),
      })),
  };
  return shown({ title, campaign: view.campaign, body: which === 'ballot' ? <BallotPage {...paper} /> : <TallySheetPage {...paper} /> });
}

/** The meeting's name and day, and the order of the names: as asked for on the page, else as on record. */
function paperFacts({ request: { query } }: PageRequest, { meeting, day = '', candidates }: PrintedBallot) {
  const asked = (name: string) => (typeof query[name] === 'string' ? query[name].trim().slice(0, 1_000) : '');
  const typedDay = asked('day') || day;
  const order = asked('order').split(/\s*\n\s*/);
  const whole = order.length === candidates.length && candidates.every((name) => order.includes(name));
  return {
    meeting: asked('meeting').slice(0, 60) || meeting,
    typedDay,
    day: /^\d{4}-\d{2}-\d{2}$/.test(typedDay) ? datePhrase(typedDay, 'zh-Hans') : '',
    candidates: whole ? order : candidates,
  };
}

function backTo({ campaign, township, item }: ItemView, language: Language): PaperView['back'] {
  return { href: itemPath(campaign._id, township.id, item.id), item: itemTitle(item.id, language) };
}
