import { z } from 'zod';
import type { Campaign } from '../../store/campaigns.ts';
import { findPlatform } from '../../store/platforms.ts';
import { seenCampaign } from '../access/seen-campaign.ts';
import type { AppDeps } from '../deps.ts';
import { RequestError } from '../http/request-error.ts';
import { isWebAddress, PLATFORM_KEEPERS, platformFields, recordPlatform as record } from '../use-cases/platform.ts';
import { errorSchema, refusedSchema } from './answer-schemas.ts';
import { endpoint, ok, reply } from './endpoint.ts';
import { presentRefusal } from './outcomes.ts';
import { campaignPath, nonce } from './request-schemas.ts';

/** The county's messaging group and web exchange (R81, R82). */

/** The record in force; absent until there is one. */
const shownSchema = z.strictObject({
  platform: z
    .strictObject({
      group: z.string(),
      number: z.string(),
      since: z.string(),
      members: z.int(),
      website: z.string().optional(),
      writtenAt: z.iso.datetime(),
    })
    .meta({ id: 'Platform' })
    .optional(),
});

export const showPlatform = endpoint({
  id: 'showPlatform',
  method: 'get',
  path: '/campaigns/{campaign}/platform',
  summary: '县里登记的交流平台：工作群和网站 / the county’s exchange platform on record: messaging group and website',
  access: 'signed-in',
  params: campaignPath,
  answers: { 200: { says: '最近一次登记；还没有登记的为空 / the record in force; none until there is one', body: shownSchema } },
  async handle({ caller: { actor }, params }, deps) {
    return ok(await inForce(deps, await seenCampaign(deps, actor, params.campaign)));
  },
});

export const recordPlatform = endpoint({
  id: 'recordPlatform',
  method: 'post',
  path: '/campaigns/{campaign}/platform',
  summary: '登记交流平台 / put the exchange platform on record',
  access: PLATFORM_KEEPERS,
  params: campaignPath,
  body: z.strictObject({ nonce, ...platformFields }),
  answers: {
    200: { says: '已登记 / the record in force', body: shownSchema },
    409: { says: '随机数已用过 / the nonce was used for something else', body: refusedSchema },
    422: { says: '网址不对 / the website is no web address', body: errorSchema },
  },
  async handle({ caller: { actor }, params, body: { nonce, ...platform }, language }, deps) {
    const campaign = await seenCampaign(deps, actor, params.campaign);
    if (platform.website !== undefined && !isWebAddress(platform.website)) throw new RequestError('WEBSITE_WRONG');
    const refused = await record(deps, actor, { campaign, nonce, platform });
    return refused ? reply(409, presentRefusal(refused, language)) : ok(await inForce(deps, campaign));
  },
});

async function inForce({ store }: AppDeps, { county }: Campaign) {
  const latest = await findPlatform(store, county);
  if (!latest) return {};
  const { group, number, since, members, website, writtenAt } = latest;
  return {
    platform: { group, number, since, members, ...(website === undefined ? {} : { website }), writtenAt: writtenAt.toISOString() },
  };
}
