import { markOf } from '../../domain/calendar/campaign-marks.ts';
import { campaigns } from '../../store/campaigns.ts';
import type { Store } from '../../store/database.ts';
import { people } from '../../store/people.ts';
import type { Difference } from './difference.ts';
import type { Names } from './tell.ts';

/** Names of the people and places that differences are about, for whoever sits at the terminal. */
export async function namesIn(store: Store, differences: readonly Difference[]): Promise<Names> {
  const accounts = differences.flatMap(({ account }) => (account === undefined ? [] : [account]));
  const named = await people(store)
    .find({ _id: { $in: accounts } }, { projection: { name: 1 } })
    .toArray();
  const places = new Map<string, string>();
  for await (const { workflowId, countyName, year, clock, townships } of campaigns(store).find()) {
    const mark = markOf(clock);
    const whole = `${countyName} ${year}${mark === undefined ? '' : ` ${mark}`}`;
    places.set(workflowId, whole);
    for (const { id, name } of townships) places.set(`${workflowId}/${id}`, `${whole} ${name}`);
  }
  return { people: new Map(named.map(({ _id, name }) => [_id, name])), places };
}
