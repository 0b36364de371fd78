import { get, type Route, shown } from '../routing/route.ts';
import { ITEM_ROUTE, seenItem } from '../shared/seen-township.ts';
import { bracketed } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { itemModel } from './model.ts';
import { ItemPage } from './view.tsx';

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
