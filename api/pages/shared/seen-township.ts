import { inWordsOf } from '../../../domain/language/bodies.ts';
import type { LeagueBody } from '../../../domain/language/league-body.ts';
import { findItemView, findTownshipView, type ItemView, type TownshipView } from '../../access/township-view.ts';
import { found } from '../../http/request-error.ts';
import type { PageDeps } from '../deps.ts';
import type { PageRequest } from '../routing/route.ts';
import { type InPlace, type Translate, translator } from '../ui/texts/bilingual.ts';

/** Address of an item's pages, with the form or the answer behind it. */
export const ITEM_ROUTE = '/campaigns/:campaign/townships/:township/items/*item';

/** The township of the address, if the reader may see it. @throws PageError notFound */
export async function seenTownship(visit: PageRequest, deps: PageDeps): Promise<TownshipView> {
  const { campaign, township } = visit.request.params;
  return spokenOf(visit, found(await findTownshipView(deps, visit.actor, String(campaign), String(township))));
}

/** The item of the address, if the reader may see it. @throws PageError notFound */
export async function seenItem(visit: PageRequest, deps: PageDeps): Promise<ItemView> {
  const { campaign, township, item } = visit.request.params;
  const view = await findItemView(deps, visit.actor, String(campaign), String(township), [item ?? []].flat().join('/'));
  return spokenOf(visit, found(view));
}

/** The page is about this place: its sentences call a 区 and its bodies so (see `send` and {@link translatorOf}). */
function spokenOf<View extends TownshipView>({ response }: PageRequest, view: View): View {
  response.locals['leagueBody'] = view.township.body;
  return view;
}

/** The words of the place that the page is about; undefined for pages of the county. */
export function inPlaceOf({ response }: Pick<PageRequest, 'response'>): InPlace | undefined {
  const at = response.locals['leagueBody'] as LeagueBody | undefined;
  return at && wordsAt(at);
}

/** The words of a place where this is reorganised. */
export function wordsAt(at: LeagueBody | undefined): InPlace {
  return (sentence) => inWordsOf(sentence, at);
}

/** Sentences in the reader's language and in the words of the place that the page is about. */
export function translatorOf(visit: Pick<PageRequest, 'language' | 'response'>): Translate {
  return translator(visit.language, inPlaceOf(visit));
}
