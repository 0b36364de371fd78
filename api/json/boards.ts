import { z } from 'zod';
import { mayRead } from '../../domain/authority/reading.ts';
import { listSeenCampaigns } from '../access/campaign-access.ts';
import { seenCampaign } from '../access/seen-campaign.ts';
import { type BoardRow, boardOf } from '../use-cases/board.ts';
import { recordEndOf } from '../use-cases/end-record.ts';
import { endpoint, ok } from './endpoint.ts';
import { presentCampaign, presentCounty, presentWaiting } from './present.ts';
import { campaignSchema, countyStateSchema, level, waitingSchema } from './process-schemas.ts';
import { campaignPath } from './request-schemas.ts';

export const listAllCampaigns = endpoint({
  id: 'listCampaigns',
  method: 'get',
  path: '/campaigns',
  summary: '各次工作，最新的在前 / campaigns, newest first',
  access: 'signed-in',
  answers: { 200: { says: '工作 / campaigns', body: z.strictObject({ campaigns: z.array(campaignSchema) }) } },
  async handle({ caller: { actor } }, { store }) {
    return ok({ campaigns: (await listSeenCampaigns(store, actor)).map(presentCampaign) });
  },
});

/** Where a township stands; without stage and the rest until its run has begun. */
const boardRowSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    stage: z.string().optional(),
    status: z.string().optional(),
    waitingOn: z.array(waitingSchema).optional(),
    level: level.optional(),
    overdue: z.boolean(),
  })
  .meta({ id: 'BoardRow' });

export const showBoard = endpoint({
  id: 'showCampaign',
  method: 'get',
  path: '/campaigns/{campaign}',
  summary: '全县进度：各乡镇到哪一步、待办单位、期限 / the county board',
  access: 'signed-in',
  params: campaignPath,
  answers: {
    200: {
      says: '进度；乡镇人员只看到本乡镇 / the board; township people see their own township',
      body: z.strictObject({
        campaign: campaignSchema,
        planNow: z.number(),
        county: countyStateSchema.optional(),
        townships: z.array(boardRowSchema),
        /** When and why a record of the past was ended; for those who see the whole county. */
        ended: z.strictObject({ at: z.number(), reason: z.string().optional() }).optional(),
      }),
    },
  },
  async handle({ caller: { actor }, params }, deps) {
    const { campaign, county, now, rows } = await boardOf(deps, await seenCampaign(deps, actor, params.campaign));
    const townships = rows
      .filter(({ township }) => mayRead(actor, 'township', campaign.county, township.id))
      .map((row) => presentRow(row, now));
    const ofWhole = county && mayRead(actor, 'county-documents', campaign.county);
    const ended = ofWhole ? await recordEndOf(deps, { _id: campaign.workflowId, state: county }) : undefined;
    return ok({
      campaign: presentCampaign(campaign),
      planNow: now,
      townships,
      ...(county ? { county: presentCounty(county) } : {}),
      ...(ended ? { ended } : {}),
    });
  },
});

function presentRow({ township: { id, name }, standing, overdue }: BoardRow, now: number) {
  if (!standing) return { id, name, overdue };
  const { stage, status, waitingOn, level } = standing;
  return { id, name, stage, status, waitingOn: presentWaiting(waitingOn, now), level, overdue };
}
