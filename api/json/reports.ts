import { z } from 'zod';
import { mayRead } from '../../domain/authority/reading.ts';
import { findCountyReport } from '../../store/county-reports.ts';
import { seenCampaign } from '../access/seen-campaign.ts';
import { found } from '../http/request-error.ts';
import { sendCountyMessage } from '../use-cases/county-messages.ts';
import { outcomeAnswers } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';
import { answerOutcome } from './outcomes.ts';
import { digest, nonce, reportPath } from './request-schemas.ts';

const countyReportSchema = z
  .strictObject({
    month: z.string(),
    revision: z.string(),
    /** What the signature has to name. */
    digest: z.string(),
    townships: z.array(
      z.strictObject({
        township: z.string(),
        months: z.array(
          z.strictObject({
            month: z.string(),
            standing: z.enum(['on-time', 'late', 'missing']),
            revision: z.string().optional(),
            /** Reminders and escalations sent about it. */
            reminded: z.int().optional(),
          }),
        ),
        stage: z.string(),
        level: z.number(),
      }),
    ),
    counts: z.record(z.string(), z.number()),
    compiledAt: z.iso.datetime(),
  })
  .meta({ id: 'CountyReport' });

export const showReport = endpoint({
  id: 'showCountyReport',
  method: 'get',
  path: '/campaigns/{campaign}/reports/{month}',
  summary: '县级月报 / the county report of a month',
  access: 'signed-in',
  params: reportPath,
  answers: { 200: { says: '月报 / the report', body: countyReportSchema } },
  async handle({ caller: { actor }, params }, deps) {
    const campaign = await seenCampaign(deps, actor, params.campaign);
    // It tells of every township: for the county's bodies and auditors.
    const report = !mayRead(actor, 'county-documents', campaign.county)
      ? undefined
      : await findCountyReport(deps.store, campaign.workflowId, params.month);
    const { month, revision, digest, townships, counts, compiledAt } = found(report);
    return ok({ month, revision, digest, townships, counts, compiledAt: compiledAt.toISOString() });
  },
});

export const signReport = endpoint({
  id: 'signCountyReport',
  method: 'post',
  path: '/campaigns/{campaign}/reports/{month}/signature',
  summary: '签发县级月报，送县委组织部 / sign a county report',
  access: 'signed-in',
  sends: { county: 'sign' },
  params: reportPath,
  body: z.strictObject({ nonce, digest }),
  answers: outcomeAnswers,
  async handle({ caller: { actor }, params, body, language }, deps) {
    const campaign = await seenCampaign(deps, actor, params.campaign);
    const sign = {
      campaign,
      name: 'sign' as const,
      nonce: body.nonce,
      body: { item: `county-report/${params.month}`, digest: body.digest },
    };
    return answerOutcome(await sendCountyMessage(deps, actor, sign), language);
  },
});
