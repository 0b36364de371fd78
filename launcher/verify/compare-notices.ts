import { EVENT_KINDS } from '../../domain/state/events.ts';
import type { Campaign } from '../../store/campaigns.ts';
import { digestOf } from '../../store/digests.ts';
import type { NoticeRow } from '../../store/notices.ts';
import { placeIn } from '../../store/outbox.ts';
import type { Last } from './expected.ts';
import type { ReplayedRun } from './replayed-run.ts';

/** What a notice says; not whether it was read. */
export type NoticeContent = Pick<NoticeRow, 'kind' | 'at' | 'campaign' | 'township' | 'params'>;

/**
 * The notices of a run that say something else than the event they tell of, each with what it has to say; `undefined` where it tells of
 * nothing that happened. Who was to be told is in no history: a notice that is missing cannot be missed here.
 */
export function expectedNotices(
  run: ReplayedRun,
  last: Last,
  rows: readonly NoticeRow[],
  campaign: Campaign | undefined,
): (readonly [row: NoticeRow, expected: NoticeContent | undefined])[] {
  const told = new Map(run.events.map((event) => [event.key, event]));
  return rows.flatMap((row) => {
    // Others, such as one about a message that was refused, tell of no event.
    if (!(EVENT_KINDS as readonly string[]).includes(row.kind)) return [];
    const key = keyOf(run.workflowId, row);
    const event = key === undefined ? undefined : told.get(key);
    const expected = event && contentOf(event, last, campaign, row.params);
    const { kind, at, township, params } = row;
    const same = expected && digestOf({ kind, at, township, params, campaign: row.campaign }) === digestOf(expected);
    return same ? [] : [[row, expected] as const];
  });
}

/** `workflowId#key#person` → key; undefined where the row stands under another person's name. */
function keyOf(workflowId: string, { _id, person }: NoticeRow): string | undefined {
  const end = `#${person}`;
  return _id.endsWith(end) ? _id.slice(workflowId.length + 1, -end.length) : undefined;
}

function contentOf(
  { kind, at, params, item, round, level }: ReplayedRun['events'][number],
  last: Last,
  campaign: Campaign | undefined,
  // The role for which it was written, and the words of a command: neither is in a history.
  { to, reason }: NoticeRow['params'],
): NoticeContent {
  const { township } = last;
  return {
    kind,
    at,
    campaign: last.campaign,
    ...(township === undefined ? {} : { township }),
    params: {
      ...params,
      ...placeIn(last.campaign, campaign, township),
      ...(to === undefined ? {} : { to }),
      ...(reason === undefined ? {} : { reason }),
      ...(item ? { item } : {}),
      ...(round ? { round } : {}),
      ...(level ? { level } : {}),
    },
  };
}
