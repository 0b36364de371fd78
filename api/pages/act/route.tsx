import { planTimeAt } from '../../../domain/calendar/clock.ts';
import { dateOf } from '../../../domain/calendar/plan-date.ts';
import { bodyTitle, itemTitle } from '../../../domain/notifications/notices.ts';
import { openCountyClocks } from '../../../domain/process/county-process.ts';
import type { Clock } from '../../../domain/state/ladder.ts';
import type { Act } from '../../../store/acts.ts';
import { type Campaign, findCampaign } from '../../../store/campaigns.ts';
import { eventsOf } from '../../../store/events.ts';
import { madeByName } from '../../../store/owner-notices.ts';
import { findCountyProgress, findTownshipProgress } from '../../../store/progress.ts';
import { findSeenAct } from '../../access/seen-act.ts';
import { findTownshipView } from '../../access/township-view.ts';
import { found } from '../../http/request-error.ts';
import { confirmedAct } from '../../use-cases/acts.ts';
import { peopleOfEvents } from '../../use-cases/people-of-events.ts';
import { refusalText } from '../../use-cases/refusal-text.ts';
import type { PageDeps } from '../deps.ts';
import { itemTexts } from '../item/texts.ts';
import { actPath, campaignPath, countyItemPath, itemPath, townshipPath } from '../paths.ts';
import { get, type PageRequest, type Route, shown } from '../routing/route.ts';
import { namesOf } from '../shared/account-names.ts';
import { toldOf } from '../shared/endings.ts';
import { documentText } from '../shared/own-document.ts';
import { waitingOf } from '../shared/plan-days.ts';
import { dayText, momentText } from '../ui/dates.ts';
import { bracketed } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { actVerbTexts } from '../ui/texts/process.ts';
import { actsTexts } from './texts.ts';
import { ActPage } from './view.tsx';

/** What became of what was sent: the address to bookmark, print and come back to. */
export const actRoutes: readonly Route[] = [
  get('/acts/:nonce', async (visit, deps) => {
    const { request, actor, language } = visit;
    const act = await confirmedAct(deps, found(await findSeenAct(deps, actor, String(request.params['nonce']))));
    const campaign = found(await findCampaign(deps.store, act.campaign));
    const now = planTimeAt(campaign.clock, deps.now());
    const clocks = act.status === 'recorded' ? await clocksAfter(act, campaign, deps) : [];
    const at = campaign.townships.find(({ id }) => id === act.township)?.body;
    const body = (
      <ActPage
        status={act.status}
        reference={act.reference}
        late={act.receipt?.late ?? false}
        facts={await factsOf(act, campaign, visit, deps)}
        next={clocks.map((clock) => ({ ...waitingOf(clock, now, language, at), item: itemTitle(clock.item, language) }))}
        begins={act.status === 'recorded' && act.item === 'plan' && act.verdict === 'approve'}
        happened={await happenedBy(act, campaign, visit, deps)}
        href={actPath(act._id)}
        itemHref={hrefOf(act)}
        {...(act.receipt ? { at: act.receipt.at } : {})}
        {...(act.code ? { refusal: refusalText(act.code, act.details ?? {}, language) } : {})}
      />
    );
    return shown({ title: translator(language)(actsTexts[act.status]), campaign, body });
  }),
];

/** What the act brought about beside being recorded: a vote that is void, a seat that is vacated. */
async function happenedBy(act: Act, campaign: Campaign, { language, actor }: PageRequest, deps: PageDeps) {
  const { _id, workflowId, status, township, item, verdict, message, receipt } = act;
  if (status === 'recorded' && item === 'plan' && verdict === 'return') return [translator(language)(countyTexts.planReturned)];
  if (status === 'recorded' && message === 'endRecord' && receipt)
    return [translator(language)(countyTexts.recordEnded(dayText(dateOf(receipt.at), language)))];
  if (status !== 'recorded' || !township) return [];
  const place = campaign.townships.find(({ id }) => id === township);
  if (!place) return [];
  const happened = await eventsOf(deps.store, workflowId, _id);
  const view = await findTownshipView(deps, actor, campaign._id, township);
  return toldOf(happened, place, language, view ? await peopleOfEvents(deps, view, happened) : new Map());
}

/** Whom the item waits for now; once it is through, whom its township or county waits for. */
async function clocksAfter({ workflowId, township, item }: Act, campaign: Campaign, { store }: PageDeps): Promise<readonly Clock[]> {
  if (!township) {
    const county = await findCountyProgress(store, campaign.workflowId);
    return county ? openCountyClocks(county.state) : [];
  }
  const waitingOn = (await findTownshipProgress(store, workflowId))?.standing.waitingOn ?? [];
  const own = waitingOn.filter((clock) => clock.item === item);
  return own.length > 0 ? own : waitingOn;
}

async function factsOf(act: Act, campaign: Campaign, { language }: PageRequest, deps: PageDeps) {
  const t = translator(language);
  const item = itemOf(act);
  const { documentOn } = (act.envelope ?? {}) as { readonly documentOn?: string };
  const township = campaign.townships.find((row) => row.id === act.township);
  const name = (await namesOf(deps, [act.actor.account])).get(act.actor.account);
  const verb = actVerbTexts[(act.verdict ?? act.message) as keyof typeof actVerbTexts] as (typeof actVerbTexts)['submit'] | undefined;
  return [
    ...(item ? [{ label: t(actsTexts.what), value: itemTitle(item, language) }] : []),
    { label: t(actsTexts.did), value: t(verb ?? actVerbTexts.other) },
    ...(township ? [{ label: t(actsTexts.place), value: township.name }] : []),
    { label: t(actsTexts.campaign), value: campaign.title },
    { label: t(actsTexts.by), value: `${name ?? ''}${t(bracketed(bodyTitle(act.actor.role, language, township?.body)))}` },
    ...(act.linkMadeBy
      ? [{ label: t(actsTexts.signedIn), value: t(actsTexts.byMadeLink(await madeByName(deps.store, act.linkMadeBy, language))) }]
      : []),
    { label: t(actsTexts.sentAt), value: momentText(planTimeAt(campaign.clock, act.sentAt.getTime()), language) },
    ...(documentOn ? [{ label: t(itemTexts.document), value: documentText(act.document, documentOn, language) }] : []),
    ...(act.comment ? [{ label: t(actsTexts.comment), value: act.comment }] : []),
  ];
}

/** What it was about; messages to the county as a whole, about its plan or its townships, are on record under their own name. */
function itemOf({ item, message }: Act): string | undefined {
  return item === message ? undefined : item;
}

function hrefOf(act: Act): string {
  const { campaign, township } = act;
  const item = itemOf(act);
  if (!township) return item ? countyItemPath(campaign, item) : campaignPath(campaign);
  return item ? itemPath(campaign, township, item) : townshipPath(campaign, township);
}
