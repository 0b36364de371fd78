import { z } from 'zod';
import { findRevision } from '../../store/dossiers.ts';
import { findCountyProgress } from '../../store/progress.ts';
import { seenCampaign } from '../access/seen-campaign.ts';
import { found } from '../http/request-error.ts';
import { planInForce } from '../use-cases/amend-plan.ts';
import { sendCountyMessage } from '../use-cases/county-messages.ts';
import { planReturnOf } from '../use-cases/plan-return.ts';
import { COMMENT_MAX, prose } from '../use-cases/typed-text.ts';
import { outcomeAnswers } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';
import { answerOutcome } from './outcomes.ts';
import { presentRevision } from './present.ts';
import { revisionSchema } from './process-schemas.ts';
import { campaignPath, digest, nonce } from './request-schemas.ts';

const planSchema = z
  .strictObject({
    ...revisionSchema.shape,
    /** The plan in force: as amended last, or as the campaign was started with it. */
    planInForce: z.unknown(),
    /** When and why the organization department sent it back. */
    returned: z.strictObject({ at: z.number(), reason: z.string().optional() }).optional(),
  })
  .meta({ id: 'CountyPlan' });

export const showPlan = endpoint({
  id: 'showPlan',
  method: 'get',
  path: '/campaigns/{campaign}/plan',
  summary: '报县委组织部批准的县方案 / the plan as it lies before the organization department',
  access: 'signed-in',
  params: campaignPath,
  answers: { 200: { says: '方案 / the plan', body: planSchema } },
  async handle({ caller: { actor }, params }, deps) {
    const campaign = await seenCampaign(deps, actor, params.campaign);
    const { planRevision, workflowId } = campaign;
    const revision = presentRevision(found(await findRevision(deps.store, planRevision)));
    const progress = await findCountyProgress(deps.store, workflowId);
    const returned = progress && (await planReturnOf(deps, progress));
    return ok({ ...revision, planInForce: await planInForce(deps, campaign), ...(returned ? { returned } : {}) });
  },
});

export const decidePlan = endpoint({
  id: 'decidePlan',
  method: 'post',
  path: '/campaigns/{campaign}/plan/decisions',
  summary: '同意或退回县方案 / approve the plan or send it back',
  access: 'signed-in',
  sends: { county: 'decidePlan' },
  params: campaignPath,
  body: z.strictObject({ nonce, digest, verdict: z.enum(['approve', 'return']), comment: prose(COMMENT_MAX).optional() }),
  answers: outcomeAnswers,
  async handle({ caller: { actor }, params, body: { nonce, comment, ...body }, language }, deps) {
    const campaign = await seenCampaign(deps, actor, params.campaign);
    const post = { campaign, name: 'decidePlan' as const, nonce, body, ...(comment ? { comment } : {}) };
    return answerOutcome(await sendCountyMessage(deps, actor, post), language);
  },
});
