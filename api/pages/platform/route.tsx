import { isPlanDate } from '../../../domain/calendar/plan-date.ts';
import { isPlainText } from '../../../domain/language/plain-text.ts';
import { readDate, readNumber } from '../../../domain/language/typed-values.ts';
import { audit } from '../../../store/audit.ts';
import { findPlatform, keepPlatform, type PlatformRecord } from '../../../store/platforms.ts';
import { seenCampaign } from '../../access/seen-campaign.ts';
import { linkMark } from '../../http/request-context.ts';
import { takeNonce } from '../../use-cases/one-content.ts';
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
      const text = (name: string) => typed(form, name).trim();
      const given: PlatformForm = {
        group: text('group'),
        // As pasted: full-width digits, spaces between.
        number: text('number').normalize('NFKC').replaceAll(/\s/g, ''),
        since: text('since'),
        members: text('members'),
        website: text('website'),
      };
      const nonce = nonceOf(form);
      const { record, mistakes } = read(given, language);
      if (!record) return platformPage(visit, deps, { given, mistakes });
      const sent = { nonce, workflowId: campaign.workflowId, message: 'platform', content: record };
      const used = await takeNonce(deps, actor, sent);
      const told = used && notTaken(used, language);
      if (told) return platformPage(visit, deps, { given, mistakes: [told.mistake] }, told.status);
      const writtenAt = new Date(deps.now());
      const row = { ...record, _id: nonce, county: campaign.county, account: actor.account, writtenAt };
      if (await keepPlatform(deps.store, row)) {
        const { account: by, role, unit } = actor;
        await audit(
          deps.store,
          { what: 'platform-recorded', by, role, unit, target: campaign.county, requestId: nonce, ...linkMark() },
          writtenAt,
        );
      }
      return redirect(`${campaignPath(campaign._id)}/platform`);
    },
    { roles: ['county-league'] },
  ),
];

type Fields = Omit<PlatformRecord, '_id' | 'county' | 'account' | 'writtenAt'>;

function read(given: PlatformForm, language: PageRequest['language']): { readonly record?: Fields; readonly mistakes: readonly Mistake[] } {
  const t = translator(language);
  const since = readDate(given.since);
  const members = readNumber(given.members);
  const website = given.website;
  const webAddress = website === '' || (/^https?:\/\//.test(website) && website.length <= 300 && URL.canParse(website));
  const mistakes: Mistake[] = [
    ...(given.group !== '' && given.group.length <= 60 && isPlainText(given.group, false)
      ? []
      : [{ field: 'group', text: t(countyTexts.groupMissing) }]),
    ...(/^\d{5,20}$/.test(given.number) ? [] : [{ field: 'number', text: t(countyTexts.groupNumberWrong) }]),
    ...(isPlanDate(since) ? [] : [{ field: 'since', text: t(countyTexts.sinceWrong) }]),
    ...(isCount(members) ? [] : [{ field: 'members', text: t(countyTexts.membersWrong) }]),
    ...(webAddress ? [] : [{ field: 'website', text: t(countyTexts.websiteWrong) }]),
  ];
  if (mistakes.length > 0 || !isCount(members)) return { mistakes };
  return { mistakes, record: { group: given.group, number: given.number, since, members, ...(website ? { website } : {}) } };
}

function isCount(value: number | string): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000_000;
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
    ...(actor.role === 'county-league'
      ? { form: { action: `${back}/platform`, nonce: newNonce(), typed: again?.given ?? recorded ?? BLANK } }
      : {}),
  };
  const title = translator(language)(countyTexts.platform);
  return shown({ status, wrong: again !== undefined, campaign, title, body: <PlatformPage {...view} /> });
}
