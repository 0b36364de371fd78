import { z } from 'zod';
import { OFFICES } from '../../domain/rules/ballot-facts.ts';
import { OBJECTION_STEPS } from '../../domain/state/path-state.ts';
import { type Campaign, townshipWorkflowId } from '../../store/campaigns.ts';
import { findTownshipProgress } from '../../store/progress.ts';
import { seenCampaign, seenTownship } from '../access/seen-campaign.ts';
import type { AppDeps } from '../deps.ts';
import { RequestError } from '../http/request-error.ts';
import { amendPlan, previewAmendment } from '../use-cases/amend-plan.ts';
import { withRecord } from '../use-cases/objection-record.ts';
import { fileRead } from '../use-cases/parsing/files.ts';
import { sendTownshipMessage, type TownshipPost } from '../use-cases/township-messages.ts';
import { COMMENT_MAX, prose } from '../use-cases/typed-text.ts';
import { campaignWithDates, supposeThat } from '../use-cases/what-if.ts';
import { errorSchema, outcomeAnswers, refusedSchema } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';
import { answerOutcome } from './outcomes.ts';
import { presentProblems } from './present.ts';
import { campaignPath, digest, itemId, nonce, round, townshipPath, UPLOAD_BYTES, upload, uploaded } from './request-schemas.ts';
import { presentSupposed, supposedSchema } from './what-if.ts';

/** Unusual paths of a township as messages of their own. */

const reason = prose(COMMENT_MAX);
const ordinal = z.int().min(1).max(300);

interface Irregular<B extends z.ZodObject> {
  readonly id: string;
  readonly name: TownshipPost['name'];
  /** Below the township. */
  readonly path: string;
  readonly summary: string;
  readonly body: B;
}

/** An endpoint whose body is an envelope, a nonce and what the person wrote. */
function irregular<B extends z.ZodObject>({ id, name, path, summary, body }: Irregular<B>) {
  return endpoint({
    id,
    method: 'post',
    path: `/campaigns/{campaign}/townships/{township}/${path}`,
    summary,
    access: 'signed-in',
    sends: { township: name },
    params: townshipPath,
    body,
    answers: outcomeAnswers,
    async handle({ caller: { actor }, params, body: given, language }, deps) {
      const { nonce: sent, reason: comment, ...envelope } = given as { nonce: string; reason?: string };
      const place = await seenTownship(deps, actor, params);
      const post = { ...place, name, nonce: sent, body: await recorded(deps, place, name, envelope), ...(comment ? { comment } : {}) };
      return answerOutcome(await sendTownshipMessage(deps, actor, post), language);
    },
  });
}

/** With what the record knows of an objection's person. */
async function recorded(
  deps: AppDeps,
  { campaign, township }: { readonly campaign: Campaign; readonly township: string },
  name: TownshipPost['name'],
  envelope: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const progress = await findTownshipProgress(deps.store, townshipWorkflowId(campaign, township));
  const unit = campaign.townships.find(({ id }) => id === township);
  return progress && unit ? withRecord(deps, { campaign, township: unit, progress }, name, envelope) : envelope;
}

export const irregularEndpoints = [
  irregular({
    id: 'object',
    name: 'object',
    path: 'objections',
    summary:
      '登记异议（从确定正式候选人到任职）；reason 是反映的事项，不写反映人 / record an objection, from the formal list to the appointment; `reason` is the matter, never the informant',
    body: z.strictObject({
      nonce,
      item: itemId,
      round,
      person: ordinal,
      named: z.boolean(),
      channel: z.enum(['letter', 'phone', 'visit', 'mail']),
      reason,
    }),
  }),
  irregular({
    id: 'resolveObjection',
    name: 'resolveObjection',
    path: 'objections/steps',
    summary: '异议办理一步 / take an objection one step on',
    body: z.strictObject({ nonce, objection: ordinal, step: z.enum(OBJECTION_STEPS), reason: reason.optional() }),
  }),
  irregular({
    id: 'withdrawCandidate',
    name: 'withdrawCandidate',
    path: 'withdrawals',
    summary: '登记正式候选人退出 / record that a formal candidate is lost',
    body: z.strictObject({ nonce, round, person: ordinal, reason }),
  }),
  irregular({
    id: 'reportVacancy',
    name: 'reportVacancy',
    path: 'vacancies',
    summary: '报告空缺，不再补选 / report a vacated seat vacant',
    body: z.strictObject({ nonce, seat: ordinal, reason }),
  }),
  irregular({
    id: 'settleTie',
    name: 'settleTie',
    path: 'ties',
    summary:
      '票数相等时研究确定谁当选：people 是票数相等的人按选票次序的序号 / decide who of the tied is elected, by their numbers in the order of the ballot',
    body: z.strictObject({ nonce, item: itemId, round, office: z.enum(OFFICES), digest, people: z.array(ordinal).max(60), reason }),
  }),
  irregular({
    id: 'waive',
    name: 'waive',
    path: 'waivers',
    summary: '免办一个环节 / waive a stage with a reason',
    body: z.strictObject({ nonce, item: itemId, reason }),
  }),
] as const;

export const previewPlanAmendment = endpoint({
  id: 'previewAmendment',
  method: 'post',
  path: '/campaigns/{campaign}/amendments/preview',
  summary: '预览方案调整：改了什么，哪些日期有变；什么也不记录 / what an amended plan changes and whose dates move; records nothing',
  access: 'signed-in',
  sends: { county: 'amendPlan' },
  params: campaignPath,
  body: z.strictObject(upload),
  largestBody: UPLOAD_BYTES,
  answers: {
    200: {
      says: '预览 / the preview',
      body: z.strictObject({
        changes: z.array(
          z
            .strictObject({
              /** `stages.survey.due`. */
              path: z.string(),
              /** As it stands in the file; absent where the plan has no such place. */
              before: z.unknown(),
              after: z.unknown(),
              /** What becomes of townships in flight. */
              reaches: z.enum(['ahead', 'reports', 'shown', 'new-runs']),
            })
            .meta({ id: 'PlanChange' }),
        ),
        townships: supposedSchema,
      }),
    },
    403: { says: '无权 / not yours to do', body: refusedSchema },
    422: { says: '方案文件有错误 / the plan file has problems', body: errorSchema },
  },
  async handle({ caller: { actor }, params, body, language }, deps) {
    const campaign = await campaignWithDates(deps, actor, params.campaign);
    const read = await fileRead(actor.account, 'readPlanFile', uploaded(body).content);
    if ('problems' in read) throw new RequestError('PLAN_FILE_WRONG', presentProblems(read.problems, language));
    const { changes, amendment } = await previewAmendment(deps, campaign, read.plan);
    const supposed = await supposeThat(deps, campaign, { kind: 'amendment', amendment });
    return ok({
      changes: changes.map(({ path, before, after, reaches }) => ({ path, before, after, reaches })),
      townships: presentSupposed(supposed),
    });
  },
});

export const amendCampaignPlan = endpoint({
  id: 'amendPlan',
  method: 'post',
  path: '/campaigns/{campaign}/amendments',
  summary: '按新的方案文件调整在办工作；再发一次会送到上次没有送到的乡镇 / amend the plan; sent again, it reaches whoever was not reached',
  access: 'signed-in',
  sends: { county: 'amendPlan' },
  params: campaignPath,
  body: z.strictObject({ nonce, ...upload, reason }),
  largestBody: UPLOAD_BYTES,
  answers: {
    ...outcomeAnswers,
    422: { says: '方案文件有错误 / the plan file has problems', body: z.union([refusedSchema, errorSchema]) },
  },
  async handle({ caller: { actor }, params, body, language }, deps) {
    const campaign = await seenCampaign(deps, actor, params.campaign);
    const read = await fileRead(actor.account, 'readPlanFile', uploaded(body).content);
    if ('problems' in read) throw new RequestError('PLAN_FILE_WRONG', presentProblems(read.problems, language));
    const { county, townships } = await amendPlan(deps, actor, { campaign, nonce: body.nonce, plan: read.plan, reason: body.reason });
    const late = townships.find(({ outcome }) => outcome.kind !== 'recorded');
    return answerOutcome(late && county.kind === 'recorded' ? late.outcome : county, language);
  },
});
