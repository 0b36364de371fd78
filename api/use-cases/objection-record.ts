import { electedOf } from '../../domain/election/elected.ts';
import { nameKey } from '../../domain/language/name-key.ts';
import type { ItemId } from '../../domain/stages/items.ts';
import type { TownshipView } from '../access/township-view.ts';
import type { UseCaseDeps } from './deps.ts';
import { dossierContext } from './dossier-context.ts';
import { peopleLists } from './people-lists.ts';

type Deps = Pick<UseCaseDeps, 'store' | 'now'>;
type Body = Readonly<Record<string, unknown>>;

/** What the record adds to a message about an objection: where its person stands, and whether they were elected. */
export async function withRecord(
  deps: Deps,
  { campaign, township, progress }: Pick<TownshipView, 'campaign' | 'township' | 'progress'>,
  name: string,
  body: Body,
): Promise<Body> {
  const { state } = progress;
  if (name === 'object') {
    const lists = await peopleLists(deps, state);
    const item = body['item'] as ItemId;
    const person = lists.nameAt(item, Number(body['round']), Number(body['person']));
    return person === undefined ? body : { ...body, stands: lists.standsOf(person, item) };
  }
  if (name !== 'resolveObjection' || body['step'] !== 'upheld') return body;
  const objection = state.objections.find(({ number }) => number === body['objection']);
  const lists = await peopleLists(deps, state);
  const person = objection && lists.nameAt(objection.item, objection.round, objection.person);
  if (person === undefined) return body;
  const context = await dossierContext(deps, { campaign, township: township.id, item: 'appointment' }, state);
  const elected = electedOf(context, 'member-election').some((one) => nameKey(one.name) === nameKey(person));
  return { ...body, elected };
}
