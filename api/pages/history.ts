import { type Language, noticeText } from '../../domain/texts/notices.ts';
import { acts } from '../../store/acts.ts';
import { type EventRow, listEvents } from '../../store/events.ts';
import type { PageDeps } from '../page-deps.ts';
import type { TownshipView } from '../process/case.ts';
import type { HistoryLine } from '../web/history-list.tsx';
import { namesOf } from './account-names.ts';

/** What happened in a township, newest first, with who did it. */
export async function historyOf(
  { store }: Pick<PageDeps, 'store'>,
  { progress, township }: TownshipView,
  rows: { readonly skip: number; readonly limit: number },
  language: Language,
): Promise<HistoryLine[]> {
  const events = await listEvents(store, progress._id, rows);
  const nonces = events.flatMap((event) => event.nonce ?? []);
  const sent = await acts(store)
    .find({ _id: { $in: nonces } }, { projection: { actor: 1 } })
    .toArray();
  const names = await namesOf(
    { store },
    sent.map((act) => act.actor.account),
  );
  const by = new Map(
    sent.flatMap((act) => {
      const name = names.get(act.actor.account);
      return name ? [[act._id, name] as const] : [];
    }),
  );
  return events.map((event) => lineOf(event, township.name, by.get(event.nonce ?? ''), language));
}

function lineOf(
  { key, kind, at, item, round, level, params }: EventRow,
  townshipName: string,
  by: string | undefined,
  language: Language,
): HistoryLine {
  const given = { ...params, townshipName, ...(item ? { item } : {}), ...(round ? { round } : {}), ...(level ? { level } : {}) };
  return { key, at, text: noticeText(kind, given, language).subject, ...(by ? { by } : {}) };
}
