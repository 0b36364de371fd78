import type { PageDeps } from '../page-deps.ts';
import { findItemView, findTownshipView, type ItemView, type TownshipView } from '../process/case.ts';
import { found } from './page-error.ts';
import type { Visit } from './route.ts';

/** Address of an item's pages, with the form or the answer behind it. */
export const ITEM_ROUTE = '/campaigns/:campaign/townships/:township/items/*item';

/** The township of the address, if the reader may see it. @throws PageError notFound */
export async function seenTownship({ request, actor }: Visit, deps: PageDeps): Promise<TownshipView> {
  const { campaign, township } = request.params;
  return found(await findTownshipView(deps, actor, String(campaign), String(township)));
}

/** The item of the address, if the reader may see it. @throws PageError notFound */
export async function seenItem({ request, actor }: Visit, deps: PageDeps): Promise<ItemView> {
  const { campaign, township, item } = request.params;
  return found(await findItemView(deps, actor, String(campaign), String(township), [item ?? []].flat().join('/')));
}
