import { readDate, readNumber } from '../../../domain/language/typed-values.ts';
import { findPlatform } from '../../../store/platforms.ts';
import { seenCampaign } from '../../access/seen-campaign.ts';
import { isWebAddress, PLATFORM_KEEPERS, type PlatformFields, platformFields, recordPlatform } from '../../use-cases/platform.ts';
import type { PageDeps } from '../deps.ts';
import { campaignPath } from '../paths.ts';
import { formOf, newNonce, nonceOf, typed } from '../routing/form.ts';
import { get, type PageAnswer, type PageRequest, post, type Route, redirect, shown } from '../routing/route.ts';
import { notTaken } from '../shared/told.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { type PlatformForm, PlatformPage, type PlatformView } from './view.tsx';

/** The county's messaging group and web exchange (R81, R82): on record, changed by county staff, seen by everybody of the county. */
export const platformRoutes: readonly Route[] = [
  get('/campaigns/:campaign/platform', async (visit, deps) => platformPage(visit, deps)),

  post(
    '/campaigns/:campaign/platform',
    async (visit, deps) => {
      const { request, actor, language } = visit;
      const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
      const form = formOf(request);
      const nonce = nonceOf(form);
      const text = (name: string) => typed(form, name).trim();
      const given: PlatformForm = {
        group: text('group'),
        // As pasted: full-width digits, spaces between.
        number: text('number').normalize('NFKC').replaceAll(/\s/g, ''),
        since: text('since'),
        members: text('members'),
        website: text('website'),
      };
      const { platform, mistakes } = read(given, language);
      if (!platform) return platformPage(visit, deps, { given, mistakes });
      const used = await recordPlatform(deps, actor, { campaign, nonce, platform });
      const told = used && notTaken(used, language);
      if (told) return platformPage(visit, deps, { given, mistakes: [told.mistake] }, told.status);
      return redirect(`${campaignPath(campaign._id)}/platform`);
    },
    { roles: PLATFORM_KEEPERS },
  ),
];

function read(
  given: PlatformForm,
  language: PageRequest['language'],
): { readonly platform?: PlatformFields; readonly mistakes: readonly Mistake[] } {
  const t = translator(language);
  const group = platformFields.group.safeParse(given.group);
  const number = platformFields.number.safeParse(given.number);
  const since = platformFields.since.safeParse(readDate(given.since));
  const members = platformFields.members.safeParse(readNumber(given.members));
  const { website } = given;
  const mistakes: Mistake[] = [
    ...(group.success ? [] : [{ field: 'group', text: t(countyTexts.groupMissing) }]),
    ...(number.success ? [] : [{ field: 'number', text: t(countyTexts.groupNumberWrong) }]),
    ...(since.success ? [] : [{ field: 'since', text: t(countyTexts.sinceWrong) }]),
    ...(members.success ? [] : [{ field: 'members', text: t(countyTexts.membersWrong) }]),
    ...(website === '' || isWebAddress(website) ? [] : [{ field: 'website', text: t(countyTexts.websiteWrong) }]),
  ];
  if (mistakes.length > 0 || !(group.success && number.success && since.success && members.success)) return { mistakes };
  const platform = { group: group.data, number: number.data, since: since.data, members: members.data };
  return { mistakes, platform: { ...platform, ...(website ? { website } : {}) } };
}

const BLANK: PlatformForm = { group: '', number: '', since: '', members: '', website: '' };

interface Again {
  readonly given: PlatformForm;
  readonly mistakes: readonly Mistake[];
}

async function platformPage(
  { request, actor, language }: PageRequest,
  deps: PageDeps,
  again?: Again,
  status = again ? 422 : 200,
): Promise<PageAnswer> {
  const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
  const back = campaignPath(campaign._id);
  const found = await findPlatform(deps.store, campaign.county);
  const recorded = found && {
    group: found.group,
    number: found.number,
    since: found.since,
    members: String(found.members),
    website: found.website ?? '',
  };
  const view: PlatformView = {
    back,
    mistakes: again?.mistakes ?? [],
    ...(recorded ? { recorded } : {}),
    ...(PLATFORM_KEEPERS.some((role) => role === actor.role)
      ? { form: { action: `${back}/platform`, nonce: newNonce(), typed: again?.given ?? recorded ?? BLANK } }
      : {}),
  };
  const title = translator(language)(countyTexts.platform);
  return shown({ status, wrong: again !== undefined, campaign, title, body: <PlatformPage {...view} /> });
}
