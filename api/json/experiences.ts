import { z } from 'zod';
import { seenCampaign } from '../access/seen-campaign.ts';
import { pageOf, pageQuery, rowsOf } from '../http/paging.ts';
import { type Experience, listExperiences } from '../use-cases/experiences.ts';
import { paging } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';
import { campaignPath } from './request-schemas.ts';

/** One township's experience, of a summary that passed and whose township agreed (R82, R88). */
const experienceSchema = z
  .strictObject({
    campaign: z.string(),
    county: z.string(),
    countyName: z.string(),
    year: z.int(),
    township: z.string(),
    townshipName: z.string(),
    title: z.string(),
    text: z.string(),
    /** Plan instant at which its summary passed. */
    at: z.number(),
  })
  .meta({ id: 'Experience' });

const answers = {
  200: { says: '经验，最新的在前 / experience, newest first', body: z.strictObject({ experiences: z.array(experienceSchema), ...paging }) },
} as const;

export const listPublicExperiences = endpoint({
  id: 'listExperiences',
  method: 'get',
  path: '/experience',
  summary: '公开的经验交流 / the exchange of experience that everybody may read',
  access: 'everybody',
  query: pageQuery,
  answers,
  async handle({ query }, deps) {
    const { rows, ...place } = pageOf(await listExperiences(deps, rowsOf(query)), query);
    return ok({ experiences: rows.map(present), ...place });
  },
});

export const listCampaignExperiences = endpoint({
  id: 'listCampaignExperiences',
  method: 'get',
  path: '/campaigns/{campaign}/experience',
  summary: '一次工作的经验交流；演练的只给参加的人看 / the exchange of one campaign; a rehearsal’s for those who take part',
  access: 'signed-in',
  params: campaignPath,
  query: pageQuery,
  answers,
  async handle({ caller: { actor }, params, query }, deps) {
    const campaign = await seenCampaign(deps, actor, params.campaign);
    const { rows, ...place } = pageOf(await listExperiences(deps, rowsOf(query), campaign), query);
    return ok({ experiences: rows.map(present), ...place });
  },
});

function present({ campaign: { _id, county, countyName, year }, township, townshipName, title, text, at }: Experience) {
  return { campaign: _id, county, countyName, year, township, townshipName, title, text, at };
}
