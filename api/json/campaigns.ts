import { z } from 'zod';
import type { County } from '../../domain/county/county-schema.ts';
import { resolvePlan } from '../../domain/plan/resolve-plan.ts';
import { STARTERS } from '../access/campaign-access.ts';
import { RequestError } from '../http/request-error.ts';
import { beginCampaign } from '../use-cases/begin-campaign.ts';
import { readUpload } from '../use-cases/county-file.ts';
import { importWarnings } from '../use-cases/import-people.ts';
import { errorSchema, problemSchema } from './answer-schemas.ts';
import { endpoint, ok, reply } from './endpoint.ts';
import { presentCampaign, presentProblems } from './present.ts';
import { campaignSchema } from './process-schemas.ts';
import { UPLOAD_BYTES, upload, uploaded } from './request-schemas.ts';

const year = z.int().min(2000).max(2100);

const personSchema = z.strictObject({ name: z.string(), email: z.string(), role: z.string(), unit: z.string(), lead: z.boolean() });
const townshipSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  body: z.enum(['COMMITTEE', 'WORKING_COMMITTEE']),
  seats: z.int(),
});

export const previewCampaign = endpoint({
  id: 'previewCampaign',
  method: 'post',
  path: '/campaigns/preview',
  summary: '预览县名册：内容、每一处错误和提醒；什么也不记录 / what a county file says, with every problem and warning; records nothing',
  access: STARTERS,
  body: z.strictObject({ ...upload, year: year.optional() }),
  largestBody: UPLOAD_BYTES,
  answers: {
    200: {
      says: '预览；有错误时没有县 / the preview; no county when the file cannot be read',
      body: z.strictObject({
        county: z.strictObject({ id: z.string(), name: z.string() }).optional(),
        townships: z.array(townshipSchema),
        people: z.array(personSchema),
        problems: z.array(problemSchema),
        warnings: z.array(problemSchema),
      }),
    },
  },
  async handle({ caller: { actor }, body, language }, deps) {
    const { county, problems } = await readUpload(uploaded(body), actor, deps.plan);
    const shown = { problems: presentProblems(problems, language), warnings: [], townships: [], people: [] };
    if (!county) return ok(shown);
    const planWarnings = body.year === undefined ? [] : resolvePlan(deps.plan, { year: body.year, calendar: deps.calendar }).warnings;
    const warnings = presentProblems([...planWarnings, ...(await importWarnings(deps, actor, county))], language);
    return ok({ ...shown, ...presentCounty(county), warnings });
  },
});

function presentCounty({ id, name, townships, people }: County) {
  return {
    county: { id, name },
    townships: townships.map(({ id, name, kind, body, seats }) => ({ id, name, kind, body, seats })),
    people: people.map(({ name, email, role, unit, lead }) => ({ name, email, role, unit, lead })),
  };
}

const startFields = { ...upload, year, acceptProvisional: z.boolean().optional() };

export const startCampaign = endpoint({
  id: 'startCampaign',
  method: 'post',
  path: '/campaigns',
  summary:
    '按县名册启动工作：正式、演练或补录往年记录 / start a campaign from a county file: live, as a trial, or as a record of a past year',
  access: STARTERS,
  body: z.discriminatedUnion('clock', [
    z.strictObject({ ...startFields, clock: z.literal('live') }),
    /** A year that is over: no deadlines, nobody is told of anything, ended with `endRecord`. */
    z.strictObject({ ...startFields, clock: z.literal('record') }),
    z.strictObject({ ...startFields, clock: z.literal('trial'), msPerPlanDay: z.int().min(50).max(86_400_000).optional() }),
  ]),
  largestBody: UPLOAD_BYTES,
  answers: {
    201: {
      says: '已启动 / started',
      body: z.strictObject({
        campaign: campaignSchema,
        people: z.strictObject({ added: z.int(), kept: z.int() }),
        warnings: z.array(problemSchema),
      }),
    },
    409: { says: '该县该年的正式工作或往年记录已启动 / there is a live campaign or a record already', body: errorSchema },
    422: {
      says: '文件有错误，暂定的期限未确认，正式办理期已过，或补录的办理期未过 / the file has problems, provisional deadlines were not accepted, the live window is over, or the record’s is not',
      body: errorSchema,
    },
  },
  async handle({ caller: { actor }, body, language }, deps) {
    const { county, problems } = await readUpload(uploaded(body), actor, deps.plan);
    if (!county || problems.length > 0) throw new RequestError('COUNTY_FILE_WRONG', presentProblems(problems, language));
    const { year, clock, acceptProvisional = false } = body;
    const msPerPlanDay = body.clock === 'trial' ? body.msPerPlanDay : undefined;
    const begun = await beginCampaign(deps, actor, { county, year, clock, msPerPlanDay, acceptProvisional });
    if (begun.kind === 'provisional') throw new RequestError('PROVISIONAL_DAYS', presentProblems(begun.warnings, language));
    if (begun.kind === 'over') throw new RequestError('WINDOW_OVER');
    if (begun.kind === 'not-over') throw new RequestError('WINDOW_NOT_OVER');
    if (begun.kind === 'exists') throw new RequestError('CAMPAIGN_EXISTS');
    if (begun.kind === 'unavailable') throw new RequestError('UNAVAILABLE');
    const { campaign, people, warnings } = begun;
    return reply(201, {
      campaign: presentCampaign(campaign),
      people,
      warnings: presentProblems(warnings, language),
    });
  },
});
