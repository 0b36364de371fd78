import { ItemPage } from '../web/item-page.tsx';
import { bracketed } from '../web/signs.ts';
import { translator } from '../web/texts/bilingual.ts';
import { itemModel } from './item-model.ts';
import { get, type Route, shown } from './route.ts';
import { ITEM_ROUTE, seenItem } from './seen-township.ts';

/** A stage or a month's report: what is asked, what was submitted, what the reader may do with it. */
export const itemRoutes: readonly Route[] = [
  get(ITEM_ROUTE, async (visit, deps) => {
    const view = await seenItem(visit, deps);
    const page = await itemModel(view, visit, deps);
    return shown({
      title: `${page.title}${translator(visit.language)(bracketed(page.place))}`,
      campaign: view.campaign,
      body: <ItemPage {...page} />,
    });
  }),
];
