import { MongoServerError } from 'mongodb';
import { z } from 'zod';
import type { County } from '../../domain/county/county-schema.ts';
import { resolvePlan } from '../../domain/plan/resolve-plan.ts';
import { importPeople, importWarnings } from '../process/import-people.ts';
import { CampaignExistsError, startCampaign } from '../process/start-campaign.ts';
import { errorSchema, problemSchema } from './answer-schemas.ts';
import { readUpload } from './county-file.ts';
import type { JsonDeps } from './deps.ts';
import { endpoint, ok, reply } from './endpoint.ts';
import { JsonError } from './json-error.ts';
import { presentCampaign, presentProblems } from './present.ts';
import { campaignSchema } from './process-schemas.ts';
import { UPLOAD_BYTES, upload } from './request-schemas.ts';

/** Who may begin a county's half-year: county staff, and whoever sets the installation up before they have accounts. */
const STARTERS = ['county-league', 'administrator'] as const;

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
  summary: '预览县文件：内容、每一处错误和提醒；什么也不记录 / what a county file says, with every problem and warning; records nothing',
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
    const { county, problems } = readUpload(body, actor, deps.plan);
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

export const beginCampaign = endpoint({
  id: 'startCampaign',
  method: 'post',
  path: '/campaigns',
  summary: '按县文件启动工作：正式或演练 / start a campaign from a county file, live or as a trial',
  access: STARTERS,
  body: z.discriminatedUnion('clock', [
    z.strictObject({ ...startFields, clock: z.literal('live') }),
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
    409: { says: '该县该年已启动 / there is one already', body: errorSchema },
    422: {
      says: '文件有错误，或暂定的截止日未确认 / the file has problems, or provisional deadlines were not accepted',
      body: errorSchema,
    },
  },
  async handle({ caller: { actor }, body, language }, deps) {
    const { county, problems } = readUpload(body, actor, deps.plan);
    if (!county || problems.length > 0) throw new JsonError('COUNTY_FILE_WRONG', presentProblems(problems, language));
    const { warnings } = resolvePlan(deps.plan, { year: body.year, calendar: deps.calendar });
    const provisional = warnings.filter(({ code }) => code === 'PROVISIONAL_DAYS');
    if (provisional.length > 0 && !body.acceptProvisional) throw new JsonError('PROVISIONAL_DAYS', presentProblems(provisional, language));
    const msPerPlanDay = body.clock === 'trial' ? (body.msPerPlanDay ?? deps.trialMsPerDay) : deps.trialMsPerDay;
    const start = { county, plan: deps.plan, calendar: deps.calendar, year: body.year, clock: body.clock, msPerPlanDay };
    await askEngine(deps);
    // People first: the plan is laid before them as soon as the run begins.
    const people = await importPeople(deps, actor, county, county.id);
    const campaign = await startCampaign(deps, actor, start).catch(existing);
    return reply(201, {
      campaign: { ...presentCampaign(campaign), status: 'started' },
      people,
      warnings: presentProblems(warnings, language),
    });
  },
});

/** Asked before anything is put on record. @throws JsonError UNAVAILABLE */
async function askEngine({ temporal }: JsonDeps): Promise<void> {
  try {
    const { connection, workflowService } = await temporal();
    await connection.withDeadline(Date.now() + 2_000, () => workflowService.getSystemInfo({}));
  } catch {
    throw new JsonError('UNAVAILABLE');
  }
}

/** A second start of the same county and year, seen or met at the database. */
function existing(error: unknown): never {
  const taken = error instanceof CampaignExistsError || (error instanceof MongoServerError && error.code === 11_000);
  throw taken ? new JsonError('CAMPAIGN_EXISTS') : error;
}
