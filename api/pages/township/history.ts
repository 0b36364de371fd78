import { bodyTitle } from '../../../domain/language/bodies.ts';
import { dayPhrase } from '../../../domain/language/days.ts';
import type { Bilingual } from '../../../domain/language/problem.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import { eventSubject, itemTitle } from '../../../domain/notifications/notices.ts';
import { commands } from '../../../store/commands.ts';
import { type EventRow, listEvents } from '../../../store/events.ts';
import type { TownshipView } from '../../access/township-view.ts';
import { peopleOfEvents } from '../../use-cases/people-of-events.ts';
import type { PageDeps } from '../deps.ts';
import { namesOf, withMark } from '../shared/account-names.ts';
import { peopleText } from '../shared/told-people.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { verbTexts } from '../ui/texts/process.ts';
import { historyTexts } from './history-texts.ts';
import type { HistoryLine } from './history-view.tsx';

/** What happened in a township, newest first, with who did it. */
export async function historyOf(
  deps: Pick<PageDeps, 'store' | 'now'>,
  view: TownshipView,
  rows: { readonly skip: number; readonly limit: number },
  language: Language,
): Promise<HistoryLine[]> {
  const { store } = deps;
  const { progress, township } = view;
  const events = await listEvents(store, progress._id, rows);
  const people = await peopleOfEvents(deps, view, events);
  const nonces = events.flatMap((event) => event.nonce ?? []);
  const sent = await commands(store)
    .find({ _id: { $in: nonces } }, { projection: { actor: 1, comment: 1, linkMadeBy: 1 } })
    .toArray();
  const names = await namesOf(
    { store },
    sent.flatMap((command) => [command.actor.account, ...(command.linkMadeBy ? [command.linkMadeBy] : [])]),
  );
  const by = new Map(
    sent.flatMap((command) => {
      const name = names.get(command.actor.account);
      return name ? [[command._id, withMark(name, command.linkMadeBy, names, language)] as const] : [];
    }),
  );
  const reasons = new Map(sent.flatMap(({ _id, comment }) => (comment ? [[_id, comment] as const] : [])));
  return events.map((event) => {
    const reason = WITH_REASON.includes(event.kind) ? reasons.get(event.nonce ?? '') : undefined;
    const line = lineOf(event, township, by.get(event.nonce ?? ''), language);
    return { ...line, text: `${line.text}${peopleText(people.get(event.key), language)}`, ...(reason ? { reason } : {}) };
  });
}

/** Interventions are told with their reason to whom they concern; what an objection is about is not for everybody. */
const WITH_REASON: readonly EventRow['kind'][] = [
  'extended',
  'held',
  'released',
  'waived',
  'plan-amended',
  'township-closed',
  'candidate-lost',
  'tie-settled',
  'tie-returned',
];

function lineOf(event: EventRow, township: TownshipView['township'], by: string | undefined, language: Language): HistoryLine {
  const { key, at } = event;
  const told = toldPlainly(event, language, township.body);
  // The subject of a notice begins with the place, which the page's heading names already.
  const text = told
    ? translator(language)(told)
    : eventSubject(event, township, language).replace(`${township.name}：`, '').replace(`${township.name}: `, '');
  return { key, at, text, ...(by ? { by } : {}) };
}

/** The events whose notices ask their readers to act. */
function toldPlainly(
  { kind, item = '', params }: EventRow,
  language: Language,
  at: TownshipView['township']['body'],
): Bilingual | undefined {
  const title = itemTitle(item, language);
  const body = bodyTitle(String(params['body'] ?? ''), language, at);
  const due = dayPhrase(params['due'], language);
  switch (kind) {
    case 'stage-opened':
      return historyTexts.opened(title, due);
    case 'submitted':
      return historyTexts.submitted(title);
    case 'answered':
      return historyTexts.answered(title, body, verbOf(String(params['verdict']), language));
    case 'reminder':
      return historyTexts.reminded(title, body, due);
    case 'hold-review':
      return historyTexts.review;
    case 'tie-decision-asked':
      return historyTexts.tieAsked(title, bodyTitle('township-party-committee', language, at));
    default:
      return undefined;
  }
}

function verbOf(verdict: string, language: Language): string {
  const verb = (verbTexts as Readonly<Record<string, Bilingual | undefined>>)[verdict];
  return verb ? translator(language)(verb) : verdict;
}
