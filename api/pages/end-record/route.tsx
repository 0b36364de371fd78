import type { Actor } from '../../../domain/roles.ts';
import type { CountyState } from '../../../domain/state/county-state.ts';
import type { Campaign } from '../../../store/campaigns.ts';
import { findCountyProgress } from '../../../store/progress.ts';
import { seenCampaign } from '../../access/seen-campaign.ts';
import { endRecord, openTownships } from '../../use-cases/end-record.ts';
import { commandsTexts } from '../command/texts.ts';
import type { PageDeps } from '../deps.ts';
import { interventionTexts } from '../interventions/texts.ts';
import { itemTexts } from '../item/texts.ts';
import { campaignPath, endRecordPath } from '../paths.ts';
import { formOf, newNonce, nonceOf, typed } from '../routing/form.ts';
import { PageError } from '../routing/page-error.ts';
import { get, type Page, type PageRequest, post, type Route, shown } from '../routing/route.ts';
import { commentMistakes, commentOf } from '../shared/comment.ts';
import { endingMistakes } from '../shared/endings.ts';
import { afterPress } from '../shared/outcome.tsx';
import { ConfirmPage } from '../ui/confirm-page.tsx';
import type { Mistake } from '../ui/error-summary.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { EndRecordPage } from './view.tsx';

const PATH = '/campaigns/:campaign/end';

/** Whether the reader may end this record of the past now. */
export function mayEnd({ clock }: Campaign, county: CountyState | undefined, { role }: Pick<Actor, 'role'>): boolean {
  return role === 'county-league' && clock.kind === 'record' && county?.endedAt === null;
}

/** 结束补录: reason → check → confirm. */
export const endRecordRoutes: readonly Route[] = [
  get(
    PATH,
    async (visit, deps) => {
      const campaign = await campaignOf(visit, deps);
      const county = await findCountyProgress(deps.store, campaign.workflowId);
      if (!mayEnd(campaign, county?.state, visit.actor)) throw new PageError('notYours');
      return shown(formPage(visit, campaign, []));
    },
    { roles: ['county-league'] },
  ),

  post(
    PATH,
    async (visit, deps) => {
      const campaign = await campaignOf(visit, deps);
      const form = formOf(visit.request);
      if (typed(form, 'do') === 'change') return shown(formPage(visit, campaign, []));
      const reason = reasonIn(visit);
      const mistakes = mistakesIn(reason, visit.language);
      if (mistakes.length > 0) return shown({ ...formPage(visit, campaign, mistakes), status: 422, wrong: true });
      const open = await openTownships(deps, campaign);
      if (typed(form, 'do') !== 'confirm') return shown(confirmPage(visit, campaign, { open: open.length, nonce: newNonce() }));
      const nonce = nonceOf(form);
      const confirmed = { open: open.length, nonce };
      const [missing] = endingMistakes(endingOf(visit, open.length), visit.language);
      if (missing) return shown({ ...confirmPage(visit, campaign, { ...confirmed, tick: missing.text }), status: 422, wrong: true });
      const { county: outcome } = await endRecord(deps, visit.actor, { campaign, nonce, reason });
      const again = () => confirmPage(visit, campaign, { ...confirmed, unavailable: true });
      return afterPress(visit, { outcome, nonce, campaign, again, kept: { href: campaignPath(campaign._id), comment: reason } });
    },
    { sends: { county: 'endRecord' } },
  ),
];

function campaignOf({ request, actor }: PageRequest, deps: PageDeps): Promise<Campaign> {
  return seenCampaign(deps, actor, String(request.params['campaign']));
}

function reasonIn({ request }: PageRequest): string {
  return commentOf(typed(formOf(request), 'reason'));
}

function mistakesIn(reason: string, language: PageRequest['language']): Mistake[] {
  if (reason === '') return [{ field: 'reason', text: translator(language)(interventionTexts.reasonMissing) }];
  return commentMistakes(reason, 'reason', language);
}

/** What it ends, as its page asks about it. */
function endingOf({ request, language }: PageRequest, open: number) {
  return { sentences: [translator(language)(countyTexts.endRecordEnds(open))], ticked: typed(formOf(request), 'ends') === 'on' };
}

function formPage(visit: PageRequest, campaign: Campaign, mistakes: readonly Mistake[]): Page {
  const back = campaignPath(campaign._id);
  const view = { back, campaign: campaign.title, action: endRecordPath(campaign._id), reason: reasonIn(visit), mistakes };
  return { title: translator(visit.language)(countyTexts.endRecord), campaign, body: <EndRecordPage {...view} /> };
}

interface Confirmed {
  readonly open: number;
  readonly nonce: string;
  readonly tick?: string;
  readonly unavailable?: boolean;
}

function confirmPage(visit: PageRequest, campaign: Campaign, { open, nonce, tick, unavailable = false }: Confirmed): Page {
  const t = translator(visit.language);
  const verb = t(countyTexts.endRecord);
  const title = t(itemTexts.confirmTitle(verb, campaign.title));
  const reason = reasonIn(visit);
  const body = (
    <ConfirmPage
      title={title}
      facts={[
        { label: t(commandsTexts.campaign), value: campaign.title },
        { label: t(interventionTexts.reason), value: reason },
      ]}
      action={endRecordPath(campaign._id)}
      hidden={{ reason, nonce }}
      button={t(itemTexts.confirm(verb))}
      ending={{ ...endingOf(visit, open), ...(tick ? { mistake: tick } : {}) }}
      unavailable={unavailable}
    />
  );
  return { title, campaign, body };
}
