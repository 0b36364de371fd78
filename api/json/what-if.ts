import { z } from 'zod';
import type { ForecastRow } from '../../domain/process/forecast.ts';
import { STAGE_IDS } from '../../domain/stages/stages.ts';
import type { Campaign } from '../../store/campaigns.ts';
import { found } from '../http/request-error.ts';
import { campaignWithDates, FORECAST_READERS, SLIP_DAYS, type SupposedTownship, supposeThat } from '../use-cases/what-if.ts';
import { endpoint, ok } from './endpoint.ts';
import { campaignPath, townshipPath } from './request-schemas.ts';

/** What becomes of the dates if something slips. Nothing is sent or recorded. */

const forecastRow = z.strictObject({ opens: z.string(), due: z.string(), passes: z.string() }).meta({ id: 'ForecastRow' });

/** Townships under way, each with the dates that move. */
export const supposedSchema = z.array(
  z
    .strictObject({
      township: z.string(),
      /** When the last stage passes. */
      ends: z.strictObject({ before: z.string(), after: z.string() }),
      moved: z.array(z.strictObject({ item: z.string(), before: forecastRow, after: forecastRow })),
    })
    .meta({ id: 'SupposedTownship' }),
);

const answers = {
  200: { says: '在办乡镇有变的日期 / the dates that move in townships under way', body: z.strictObject({ townships: supposedSchema }) },
} as const;

/** One township, or all of them. */
const township = townshipPath.shape.township.optional();

export const supposeSlip = endpoint({
  id: 'supposeSlip',
  method: 'get',
  path: '/campaigns/{campaign}/what-if/slip',
  summary: '假设一个环节推迟若干天 / what if a stage is submitted some days late',
  access: FORECAST_READERS,
  params: campaignPath,
  query: z.strictObject({
    stage: z.enum(STAGE_IDS),
    days: z.coerce.number().int().min(SLIP_DAYS.least).max(SLIP_DAYS.most),
    township,
  }),
  answers,
  async handle({ caller: { actor }, params, query: { stage, days, township } }, deps) {
    const campaign = await campaignWithDates(deps, actor, params.campaign);
    const supposed = await supposeThat(deps, campaign, { kind: 'slip', stage, days }, among(campaign, township));
    return ok({ townships: presentSupposed(supposed) });
  },
});

export const supposeFailedCongress = endpoint({
  id: 'supposeFailedCongress',
  method: 'get',
  path: '/campaigns/{campaign}/what-if/congress-fails',
  summary: '假设大会到会不足，改期再开 / what if the congress has no quorum and is held again',
  access: FORECAST_READERS,
  params: campaignPath,
  query: z.strictObject({ township }),
  answers,
  async handle({ caller: { actor }, params, query: { township } }, deps) {
    const campaign = await campaignWithDates(deps, actor, params.campaign);
    const supposed = await supposeThat(deps, campaign, { kind: 'congress-fails' }, among(campaign, township));
    return ok({ townships: presentSupposed(supposed) });
  },
});

/** @throws RequestError NOT_FOUND where no such township takes part */
function among({ townships }: Campaign, asked: string | undefined): string | undefined {
  return asked === undefined ? undefined : found(townships.find(({ id }) => id === asked)).id;
}

export function presentSupposed(supposed: readonly SupposedTownship[]) {
  return supposed.map(({ township, ends, moved }) => ({
    township,
    ends,
    moved: moved.map(({ before, after }) => ({ item: after.item, before: presentRow(before), after: presentRow(after) })),
  }));
}

function presentRow({ opens, due, passes }: ForecastRow) {
  return { opens, due, passes };
}
