import { bodyTitle } from '../../../domain/language/bodies.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import type { Campaign } from '../../../store/campaigns.ts';
import type { FollowedUp } from '../../../store/taken-back.ts';
import { seenCampaign } from '../../access/seen-campaign.ts';
import { found } from '../../http/request-error.ts';
import { followUpOf, maySeeTakenBack, mayWaive, takenBackIn, waiveCommand } from '../../use-cases/taken-back.ts';
import type { PageDeps } from '../deps.ts';
import { campaignPath, commandPath, takenBackPath } from '../paths.ts';
import { formOf, typed } from '../routing/form.ts';
import { PageError } from '../routing/page-error.ts';
import { get, type PageAnswer, type PageRequest, post, type Route, redirect, shown } from '../routing/route.ts';
import { namesOf } from '../shared/account-names.ts';
import { commentMistakes, commentOf } from '../shared/comment.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { bracketed } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { commandVerbTexts } from '../ui/texts/process.ts';
import { takenBackTexts } from './texts.ts';
import { type TakenBackCommand, TakenBackPage, WaivePage } from './view.tsx';

/** 已收回的办理: commands that people had been answered and that a repair took back, until each was entered again or waived. */
export const takenBackRoutes: readonly Route[] = [
  get('/campaigns/:campaign/taken-back', async (visit, deps) => {
    const { actor, language } = visit;
    const campaign = await campaignOf(visit, deps);
    const rows = await takenBackIn(deps, campaign);
    const names = await namesOf(
      deps,
      rows.flatMap((row) => [row.actor.account, ...(row.waived ? [row.waived.account] : [])]),
    );
    const waives = mayWaive(actor, campaign);
    const view = rows.map((row) => lineOf(row, { campaign, names, language, waives }));
    const title = translator(language)(takenBackTexts.title);
    const body = <TakenBackPage commands={view} back={campaignPath(campaign._id)} />;
    return shown({ title, campaign, body });
  }),

  get('/campaigns/:campaign/taken-back/:nonce', async (visit, deps) => waivePage(visit, deps)),

  post(
    '/campaigns/:campaign/taken-back/:nonce',
    async (visit, deps) => {
      const { request, actor, language } = visit;
      const campaign = await campaignOf(visit, deps);
      if (!mayWaive(actor, campaign)) throw new PageError('notYours');
      const reason = commentOf(typed(formOf(request), 'reason'));
      const t = translator(language);
      const mistakes =
        reason === '' ? [{ field: 'reason', text: t(takenBackTexts.reasonMissing) }] : commentMistakes(reason, 'reason', language);
      if (mistakes.length > 0) return waivePage(visit, deps, { reason, mistakes });
      const outcome = await waiveCommand(deps, actor, { campaign, nonce: String(request.params['nonce']), reason });
      if (outcome === 'unknown') throw new PageError('notFound');
      return redirect(takenBackPath(campaign._id));
    },
    { roles: ['county-league'], before: async (visit, deps) => void (await campaignOf(visit, deps)) },
  ),
];

async function campaignOf({ request, actor }: PageRequest, deps: PageDeps): Promise<Campaign> {
  const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
  if (!maySeeTakenBack(actor, campaign)) throw new PageError('notYours');
  return campaign;
}

interface Showing {
  readonly campaign: Campaign;
  readonly names: ReadonlyMap<string, string>;
  readonly language: Language;
  readonly waives: boolean;
}

function lineOf(row: FollowedUp, { campaign, names, language, waives }: Showing): TakenBackCommand {
  const t = translator(language);
  const { nonce, township, item, message, round, verdict, actor, reference, was, sentAt, takenBackAt, enteredAgain, waived } = row;
  const verb = commandVerbTexts[(verdict ?? message) as keyof typeof commandVerbTexts] as (typeof commandVerbTexts)['submit'] | undefined;
  const followUp = followUpOf(row);
  const place = campaign.townships.find(({ id }) => id === township);
  return {
    nonce,
    reference,
    href: commandPath(nonce),
    place: place?.name ?? campaign.countyName,
    what: item === undefined || item === message ? '' : itemTitle(item, language),
    did: t(verb ?? commandVerbTexts.other),
    was,
    who: `${names.get(actor.account) ?? t(takenBackTexts.somebody)}${t(bracketed(bodyTitle(actor.role, language, place?.body)))}`,
    sentAt: sentAt.getTime(),
    takenBackAt: takenBackAt.getTime(),
    followUp,
    ...(round === undefined ? {} : { round }),
    ...(enteredAgain === undefined ? {} : { again: commandPath(enteredAgain) }),
    ...(waived ? { waived: { who: names.get(waived.account) ?? '', reason: waived.reason, at: waived.at.getTime() } } : {}),
    ...(waives && followUp === 'open' ? { waive: `${takenBackPath(campaign._id)}/${nonce}` } : {}),
  };
}

async function waivePage(
  visit: PageRequest,
  deps: PageDeps,
  again?: { readonly reason: string; readonly mistakes: readonly Mistake[] },
): Promise<PageAnswer> {
  const { request, actor, language } = visit;
  const campaign = await campaignOf(visit, deps);
  if (!mayWaive(actor, campaign)) throw new PageError('notYours');
  const row = found((await takenBackIn(deps, campaign)).find(({ nonce }) => nonce === request.params['nonce']));
  const list = takenBackPath(campaign._id);
  if (followUpOf(row) !== 'open') return redirect(list);
  const command = lineOf(row, { campaign, names: await namesOf(deps, [row.actor.account]), language, waives: true });
  const body = (
    <WaivePage
      command={command}
      action={`${list}/${row.nonce}`}
      back={list}
      reason={again?.reason ?? ''}
      mistakes={again?.mistakes ?? []}
    />
  );
  const title = translator(language)(takenBackTexts.waiveTitle);
  return shown({ title, campaign, body, ...(again ? { status: 422, wrong: true } : {}) });
}
