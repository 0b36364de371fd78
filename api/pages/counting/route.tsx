import type { Pile } from '../../../domain/election/ballot-paper.ts';
import type { FormFields } from '../../../domain/fields/form-values.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import { readNumber } from '../../../domain/language/typed-values.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import type { ItemView } from '../../access/township-view.ts';
import { ballotTitle } from '../../documents/vote-record.ts';
import type { PreparedBallot } from '../../use-cases/ballot-papers.ts';
import {
  COUNT_LIMITS,
  type CountedFigures,
  type CountedVote,
  countBallot,
  type Disagreement,
  fatesOf,
  namesTwice,
  nameTwiceText,
} from '../../use-cases/count-piles.ts';
import type { PageDeps } from '../deps.ts';
import { preparedBallot } from '../election-papers/route.tsx';
import { electionTexts } from '../election-papers/texts.ts';
import { ballotPath, itemPath } from '../paths.ts';
import { formOf, typed } from '../routing/form.ts';
import { get, type PageAnswer, type PageRequest, post, type Route, shown } from '../routing/route.ts';
import { ITEM_ROUTE, seenItem } from '../shared/seen-township.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { colon } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { COUNT_FIGURES, CountPage, type CountResult, type CountView, type PileForm } from './view.tsx';

/** Piles on the page at first. */
const FIRST_PILES = 5;

/** Counting: tellers enter piles, the page adds up and shows what disagrees. Nothing is stored. */
export const countingRoutes: readonly Route[] = [
  get(`${ITEM_ROUTE}/count`, async (visit, deps) => blank(visit, deps)),
  get(`${ITEM_ROUTE}/count/:office`, async (visit, deps) => blank(visit, deps)),
  post(`${ITEM_ROUTE}/count/:office`, async (visit, deps) => counted(visit, deps), { before: seenItem }),

  post(`${ITEM_ROUTE}/count`, async (visit, deps) => counted(visit, deps), { before: seenItem }),
];

async function blank(visit: PageRequest, deps: PageDeps): Promise<PageAnswer> {
  const { view, ballot } = await preparedBallot(visit, deps);
  return countPage(visit, view, ballot, {
    names: ballot.candidates.join('\n'),
    candidates: ballot.candidates,
    piles: blankPiles(FIRST_PILES),
  });
}

async function counted(visit: PageRequest, deps: PageDeps): Promise<PageAnswer> {
  const { view, ballot } = await preparedBallot(visit, deps);
  const form = formOf(visit.request);
  const names = typed(form, 'names');
  const candidates = names
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const count = Math.min(COUNT_LIMITS.piles, Math.max(FIRST_PILES, Number(typed(form, 'count')) || 0));
  const piles = Array.from({ length: count }, (_, index) => pileOf(form, index, candidates.length));
  const figures = Object.fromEntries(COUNT_FIGURES.map((name) => [name, typed(form, name)])) as CountView['figures'];
  const more = typed(form, 'more') !== '';
  const read = readAll(figures, piles, candidates, visit.language);
  const mistakes = more ? [] : read.mistakes;
  const again = {
    names,
    candidates,
    figures,
    piles: more ? [...piles, ...blankPiles(Math.min(5, COUNT_LIMITS.piles - count))] : piles,
    mistakes,
  };
  if (read.mistakes.length > 0 || !read.counted) return countPage(visit, view, ballot, again, more ? 200 : 422);
  const vote = countBallot(ballot, { ...read.counted, candidates });
  return countPage(visit, view, ballot, { ...again, result: resultView(vote, visit.language) });
}

function blankPiles(count: number): PileForm[] {
  return Array.from({ length: Math.max(0, count) }, () => ({ times: '', marks: [], writeIns: '', illegible: false }));
}

function pileOf(form: FormFields, index: number, candidates: number): PileForm {
  const at = (name: string) => typed(form, `piles[${index}].${name}`);
  return {
    times: at('times'),
    marks: Array.from({ length: candidates }, (_, place) => at(`mark${place}`)),
    writeIns: at('writeIns'),
    illegible: at('illegible') === 'on',
  };
}

interface ReadCount {
  readonly mistakes: readonly Mistake[];
  readonly counted?: { readonly figures: CountedFigures; readonly piles: readonly Pile[] };
}

/** Everything that was typed as numbers, or everything that is wrong with it. Piles without a number are passed over. */
function readAll(figures: CountView['figures'], piles: readonly PileForm[], candidates: readonly string[], language: Language): ReadCount {
  const t = translator(language);
  const whole = (text: string, least: number) => {
    const value = readNumber(text);
    return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= COUNT_LIMITS.papers ? value : undefined;
  };
  const numbers = COUNT_FIGURES.map((name) => [name, whole(figures[name], 0)] as const);
  const filled = piles.map((pile, index) => ({ pile, index, times: whole(pile.times, 1) })).filter(({ pile }) => pile.times.trim() !== '');
  const mistakes: Mistake[] = [
    ...(candidates.length >= 1 ? [] : [{ field: 'names', text: t(electionTexts.namesMissing) }]),
    ...(candidates.length <= COUNT_LIMITS.candidates
      ? []
      : [{ field: 'names', text: t(electionTexts.namesTooMany(candidates.length, COUNT_LIMITS.candidates)) }]),
    ...namesTwice(candidates).map((name) => ({ field: 'names', text: t(nameTwiceText(name)) })),
    ...numbers.flatMap(([name, value]) =>
      value === undefined ? [{ field: name, text: t(electionTexts.numberWrong(t(electionTexts[name]))) }] : [],
    ),
    ...filled.flatMap(({ times, index }) =>
      times === undefined ? [{ field: `piles[${index}].times`, text: t(electionTexts.pileWrong(index + 1)) }] : [],
    ),
  ];
  if (mistakes.length > 0) return { mistakes };
  return {
    mistakes,
    counted: {
      figures: Object.fromEntries(numbers) as unknown as CountedFigures,
      piles: filled.map(({ pile, times }) => paperOf(pile, times ?? 0, candidates)),
    },
  };
}

function paperOf({ marks, writeIns, illegible }: PileForm, times: number, candidates: readonly string[]): Pile {
  const marked = (mark: string) => candidates.filter((_, place) => marks[place] === mark);
  const others = writeIns
    .split(/[、,，;；\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return { times, for: marked('for'), against: marked('against'), writeIns: others, illegible };
}

function resultView(vote: CountedVote, language: Language): CountResult {
  const { counted, invalid, valid, disagreements, writtenCandidates, result } = vote;
  const t = translator(language);
  return {
    counted,
    invalid,
    valid,
    disagreements: disagreements.map((one) => sentenceOf(one, language)),
    notes: writtenCandidates.map(({ name, times }) => t(electionTexts.candidateWrittenIn(name, times))),
    people: fatesOf(vote).map((person) => ({
      name: person.name,
      for: person.for,
      fate: person.fate,
      ...(person.writtenIn ? {} : { against: person.against, abstain: person.abstain }),
    })),
    ...(result ? { outcome: result.outcome.kind } : {}),
  };
}

function sentenceOf(one: Disagreement, language: Language): string {
  const t = translator(language);
  switch (one.kind) {
    case 'returned':
      return t(electionTexts.disagreeReturned(one.counted, one.returned));
    case 'issued':
      return t(electionTexts.disagreeIssued(one.returned, one.issued));
    case 'present':
      return t(electionTexts.disagreePresent(one.issued, one.present));
    case 'entitled':
      return t(electionTexts.disagreeEntitled(one.present, one.entitled));
    case 'quorum':
      return t(electionTexts.noQuorum(one.present, one.need));
  }
}

type Given = Pick<CountView, 'names' | 'candidates' | 'piles'> & Partial<Pick<CountView, 'figures' | 'mistakes' | 'result'>>;

function countPage({ language }: PageRequest, view: ItemView, ballot: PreparedBallot, given: Given, status = 200): PageAnswer {
  const { campaign, township, item } = view;
  const back = itemPath(campaign._id, township.id, item.id);
  const { open, office, offices } = ballot;
  const several = offices.length > 1;
  const t = translator(language);
  const title = `${township.name} ${several ? t(ballotTitle(office, open.kind, township.body)) : itemTitle(item.id, language)}`;
  const figures = { entitled: '', present: '', issued: '', returned: '' };
  const full: CountView = {
    title,
    seats: open.seats,
    action: ballotPath(back, 'count', several ? office : undefined),
    back,
    figures,
    mistakes: [],
    ...given,
  };
  const page = `${title}${t(colon)}${t(electionTexts.count)}`;
  return shown({ status, wrong: status !== 200, title: page, campaign, body: <CountPage {...full} /> });
}
