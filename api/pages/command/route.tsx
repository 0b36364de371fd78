import { planTimeAt } from '../../../domain/calendar/clock.ts';
import { dateOf } from '../../../domain/calendar/plan-date.ts';
import { bodyTitle } from '../../../domain/language/bodies.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import { openCountyClocks } from '../../../domain/process/county-clocks.ts';
import type { Clock } from '../../../domain/state/ladder.ts';
import { type Campaign, findCampaign } from '../../../store/campaigns.ts';
import type { Command } from '../../../store/commands.ts';
import { eventsOf } from '../../../store/events.ts';
import { madeByName } from '../../../store/owner-notices.ts';
import { findCountyProgress, findTownshipProgress } from '../../../store/progress.ts';
import { findSeenCommand } from '../../access/seen-command.ts';
import { findTownshipView } from '../../access/township-view.ts';
import { found } from '../../http/request-error.ts';
import { confirmedCommand } from '../../use-cases/commands.ts';
import { peopleOfEvents } from '../../use-cases/people-of-events.ts';
import { refusalText } from '../../use-cases/refusal-text.ts';
import type { PageDeps } from '../deps.ts';
import { itemTexts } from '../item/texts.ts';
import { campaignPath, commandPath, countyItemPath, itemPath, townshipPath } from '../paths.ts';
import { get, type PageRequest, type Route, shown } from '../routing/route.ts';
import { namesOf } from '../shared/account-names.ts';
import { toldOf } from '../shared/endings.ts';
import { documentText } from '../shared/own-document.ts';
import { waitingOf } from '../shared/plan-days.ts';
import { dayText, momentText } from '../ui/dates.ts';
import { bracketed } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { commandVerbTexts } from '../ui/texts/process.ts';
import { commandsTexts } from './texts.ts';
import { CommandPage } from './view.tsx';

/** What became of what was sent: the address to bookmark, print and come back to. */
export const commandRoutes: readonly Route[] = [
  get('/commands/:nonce', async (visit, deps) => {
    const { request, actor, language } = visit;
    const command = await confirmedCommand(deps, found(await findSeenCommand(deps, actor, String(request.params['nonce']))));
    const campaign = found(await findCampaign(deps.store, command.campaign));
    const now = planTimeAt(campaign.clock, deps.now());
    const clocks = command.status === 'recorded' ? await clocksAfter(command, campaign, deps) : [];
    const at = campaign.townships.find(({ id }) => id === command.township)?.body;
    const body = (
      <CommandPage
        status={command.status}
        reference={command.reference}
        late={command.receipt?.late ?? false}
        facts={await factsOf(command, campaign, visit, deps)}
        next={clocks.map((clock) => ({ ...waitingOf(clock, now, language, at), item: itemTitle(clock.item, language) }))}
        begins={command.status === 'recorded' && command.item === 'plan' && command.verdict === 'approve'}
        happened={await happenedBy(command, campaign, visit, deps)}
        href={commandPath(command._id)}
        itemHref={hrefOf(command)}
        {...(command.receipt ? { at: command.receipt.at } : {})}
        {...(command.code ? { refusal: refusalText(command.code, command.details ?? {}, language) } : {})}
      />
    );
    return shown({ title: translator(language)(commandsTexts[command.status]), campaign, body });
  }),
];

/** What the command brought about beside being recorded: a vote that is void, a seat that is vacated. */
async function happenedBy(command: Command, campaign: Campaign, { language, actor }: PageRequest, deps: PageDeps) {
  const { _id, workflowId, status, township, item, verdict, message, receipt } = command;
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
async function clocksAfter({ workflowId, township, item }: Command, campaign: Campaign, { store }: PageDeps): Promise<readonly Clock[]> {
  if (!township) {
    const county = await findCountyProgress(store, campaign.workflowId);
    return county ? openCountyClocks(county.state) : [];
  }
  const waitingOn = (await findTownshipProgress(store, workflowId))?.standing.waitingOn ?? [];
  const own = waitingOn.filter((clock) => clock.item === item);
  return own.length > 0 ? own : waitingOn;
}

async function factsOf(command: Command, campaign: Campaign, { language }: PageRequest, deps: PageDeps) {
  const t = translator(language);
  const item = itemOf(command);
  const { documentOn } = (command.envelope ?? {}) as { readonly documentOn?: string };
  const township = campaign.townships.find((row) => row.id === command.township);
  const name = (await namesOf(deps, [command.actor.account])).get(command.actor.account);
  const verb = commandVerbTexts[(command.verdict ?? command.message) as keyof typeof commandVerbTexts] as
    | (typeof commandVerbTexts)['submit']
    | undefined;
  return [
    ...(item ? [{ label: t(commandsTexts.what), value: itemTitle(item, language) }] : []),
    { label: t(commandsTexts.did), value: t(verb ?? commandVerbTexts.other) },
    ...(township ? [{ label: t(commandsTexts.place), value: township.name }] : []),
    { label: t(commandsTexts.campaign), value: campaign.title },
    { label: t(commandsTexts.by), value: `${name ?? ''}${t(bracketed(bodyTitle(command.actor.role, language, township?.body)))}` },
    ...(command.linkMadeBy
      ? [
          {
            label: t(commandsTexts.signedIn),
            value: t(commandsTexts.byMadeLink(await madeByName(deps.store, command.linkMadeBy, language))),
          },
        ]
      : []),
    { label: t(commandsTexts.sentAt), value: momentText(planTimeAt(campaign.clock, command.sentAt.getTime()), language) },
    ...(documentOn ? [{ label: t(itemTexts.document), value: documentText(command.document, documentOn, language) }] : []),
    ...(command.comment ? [{ label: t(commandsTexts.comment), value: command.comment }] : []),
  ];
}

/** What it was about; messages to the county as a whole, about its plan or its townships, are on record under their own name. */
function itemOf({ item, message }: Command): string | undefined {
  return item === message ? undefined : item;
}

function hrefOf(command: Command): string {
  const { campaign, township } = command;
  const item = itemOf(command);
  if (!township) return item ? countyItemPath(campaign, item) : campaignPath(campaign);
  return item ? itemPath(campaign, township, item) : townshipPath(campaign, township);
}
