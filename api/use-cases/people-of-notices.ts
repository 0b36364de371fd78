import type { Actor } from '../../domain/roles.ts';
import type { EventKind } from '../../domain/state/events.ts';
import type { NoticeRow } from '../../store/notices.ts';
import { findTownshipView } from '../access/township-view.ts';
import type { UseCaseDeps } from './deps.ts';
import { type EventPeople, peopleOfEvents } from './people-of-events.ts';

/** The people whom notices are about, by the notice's id: of townships that the reader still may see. */
export async function peopleOfNotices(
  deps: Pick<UseCaseDeps, 'store' | 'now'>,
  actor: Actor,
  notices: readonly NoticeRow[],
): Promise<Map<string, readonly EventPeople[]>> {
  const places = new Map<string, NoticeRow[]>();
  for (const row of notices) {
    if (!row.township) continue;
    const place = `${row.campaign}/${row.township}`;
    places.set(place, [...(places.get(place) ?? []), row]);
  }
  const found = await Promise.all([...places.values()].map((rows) => peopleAt(deps, actor, rows)));
  return new Map(found.flat());
}

async function peopleAt(
  deps: Pick<UseCaseDeps, 'store' | 'now'>,
  actor: Actor,
  rows: readonly NoticeRow[],
): Promise<(readonly [string, readonly EventPeople[]])[]> {
  const { campaign = '', township = '' } = rows[0] ?? {};
  const view = await findTownshipView(deps, actor, campaign, township);
  if (!view) return [];
  const people = await peopleOfEvents(deps, view, rows.map(eventOf));
  return rows.flatMap((row) => {
    const about = people.get(eventOf(row).key);
    return about ? [[row._id, about] as const] : [];
  });
}

/** The event that a notice tells of. Its id is `run#event#person`. */
function eventOf({ _id, kind, params }: NoticeRow) {
  const key = _id.split('#').slice(1, -1).join('#');
  const { item, round } = params;
  const [, nonce] = /^[a-z-]+:([A-Za-z0-9_-]{16,64})$/.exec(key) ?? [];
  return {
    key,
    kind: kind as EventKind,
    params,
    ...(typeof item === 'string' ? { item } : {}),
    ...(typeof round === 'number' ? { round } : {}),
    ...(nonce ? { nonce } : {}),
  };
}
