import type { BallotOutcome, Office } from '../../domain/election/ballot-facts.ts';
import { roundsOnRecord, votesIn } from '../../domain/election/elected.ts';
import { nameKey, nameKeys, namesOnce } from '../../domain/names/name-key.ts';
import { itemTitle, type Language } from '../../domain/texts/notices.ts';
import { dayInWords } from '../documents/county-report.ts';
import { electionMinutesDocx, type MinutedBallot } from '../documents/election-minutes.ts';
import { bySurnameStrokes, inStrokeOrder, withoutStrokeData } from '../elections/strokes.ts';
import type { PageDeps } from '../page-deps.ts';
import { type PreparedBallot, prepareBallot } from '../process/ballot-papers.ts';
import type { ItemView } from '../process/case.ts';
import { AnnouncementPage } from '../web/announcement-page.tsx';
import { BallotPage, type PaperView, TallySheetPage } from '../web/ballot-page.tsx';
import { dayText } from '../web/dates.ts';
import { translator } from '../web/texts/bilingual.ts';
import { electionTexts } from '../web/texts/elections.ts';
import { DOCX } from './documents.ts';
import { found, PageError } from './page-error.ts';
import { itemPath } from './paths.ts';
import { download, get, type Route, shown, type Visit } from './route.ts';
import { ITEM_ROUTE, seenItem } from './seen-township.ts';

/** What an election is run with on paper: ballot, tally sheet, announcement, minutes. */
export const electionRoutes: readonly Route[] = [
  get(`${ITEM_ROUTE}/ballot`, async (visit, deps) => paperPage(visit, deps, 'ballot')),
  get(`${ITEM_ROUTE}/tally-sheet`, async (visit, deps) => paperPage(visit, deps, 'sheet')),

  get(`${ITEM_ROUTE}/announcement`, async (visit, deps) => {
    const { view, ballot } = await preparedBallot(visit, deps);
    const { language } = visit;
    const held = heldBallots(ballot);
    const dossier = (view.revision?.dossier ?? {}) as { readonly title?: string; readonly heldOn?: string };
    const elected = bySurnameStrokes(namesOnce(held.flatMap((one) => one.elected)));
    const seated = nameKeys(elected);
    const page = {
      back: backTo(view, language),
      title: dossier.title ?? itemTitle(view.item.id, language),
      body: `共青团${view.township.name}委员会`,
      elected,
      votes: held.flatMap(({ people }) => people.map(({ name, for: count }) => ({ name, for: count, elected: seated.has(nameKey(name)) }))),
      ...(dossier.heldOn ? { day: dayText(dossier.heldOn, language) } : {}),
    };
    const title = translator(language)(electionTexts.announcement);
    return shown({ title, trial: view.campaign.clock.kind === 'trial', body: <AnnouncementPage {...page} /> });
  }),

  get(`${ITEM_ROUTE}/minutes.docx`, async (visit, deps) => {
    const { view, ballot } = await preparedBallot(visit, deps);
    const dossier = found(view.revision).dossier as {
      readonly title?: string;
      readonly heldOn: string;
      readonly scrutineers?: readonly string[];
      readonly counters?: readonly string[];
    };
    const title = dossier.title ?? `${view.township.name}${itemTitle(view.item.id, 'zh-Hans')}`;
    const content = await electionMinutesDocx({
      issuer: `共青团${view.township.name}委员会`,
      title,
      day: dayInWords(dossier.heldOn),
      scrutineers: dossier.scrutineers ?? [],
      counters: dossier.counters ?? [],
      ballots: heldBallots(ballot),
      trial: view.campaign.clock.kind === 'trial',
    });
    return download({ filename: `${title}选举记录.docx`, type: DOCX, content });
  }),
];

/** The vote of the address. @throws PageError notFound for what is no vote, or not the reader's to see */
export async function preparedBallot(visit: Visit, deps: PageDeps): Promise<{ readonly view: ItemView; readonly ballot: PreparedBallot }> {
  const view = await seenItem(visit, deps);
  const ballot = await prepareBallot(deps, view);
  if (!ballot) throw new PageError('notFound');
  return { view, ballot };
}

async function paperPage(visit: Visit, deps: PageDeps, which: 'ballot' | 'sheet') {
  const { view, ballot } = await preparedBallot(visit, deps);
  const { language } = visit;
  const { rules } = ballot.context;
  const { kind, seats } = ballot.open;
  const paper: PaperView = {
    back: backTo(view, language),
    title: `${view.township.name} ${itemTitle(view.item.id, language)}：`,
    kind,
    seats,
    candidates: ballot.candidates,
    writeIns: rules.writeInAllowed && kind !== 'run-off' ? Math.min(seats, 3) : 0,
    unsure: withoutStrokeData(ballot.candidates),
  };
  const title = `${paper.title}${translator(language)(which === 'ballot' ? electionTexts.ballot : electionTexts.sheet)}`;
  const trial = view.campaign.clock.kind === 'trial';
  return shown({ title, trial, body: which === 'ballot' ? <BallotPage {...paper} /> : <TallySheetPage {...paper} /> });
}

function backTo({ campaign, township, item }: ItemView, language: Language): PaperView['back'] {
  return { href: itemPath(campaign._id, township.id, item.id), item: itemTitle(item.id, language) };
}

const OFFICE_WORDS: Readonly<Record<Office, string>> = { members: '委员', secretary: '书记', deputies: '副书记' };

/** Every ballot of the stage that is on record, round after round. */
function heldBallots({ stage, context }: PreparedBallot): MinutedBallot[] {
  return votesIn(roundsOnRecord(context, stage), context.rules).map(({ office, context: at, ballot, result }) => ({
    name: `${electionTexts[`kind-${at.kind}`].zh}（${OFFICE_WORDS[office]}）`,
    seats: at.seats,
    figures: ballot.facts,
    people: ballot.people,
    elected: inStrokeOrder(result.elected).map(({ name }) => name),
    outcome: outcomeText(result.outcome, 'zh-Hans'),
  }));
}

function outcomeText({ kind }: BallotOutcome, language: Language): string {
  return translator(language)(electionTexts[`outcome-${kind}`]);
}
