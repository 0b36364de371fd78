import { z } from 'zod';
import { seenTownship } from '../access/seen-campaign.ts';
import { sendTownshipMessage } from '../use-cases/township-messages.ts';
import { COMMENT_MAX, DOCUMENT_MAX, line, prose } from '../use-cases/typed-text.ts';
import { outcomeAnswers } from './answer-schemas.ts';
import { endpoint } from './endpoint.ts';
import { answerOutcome } from './outcomes.ts';
import { day, digest, itemId, itemPath, nonce, round } from './request-schemas.ts';

export const decide = endpoint({
  id: 'decide',
  method: 'post',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}/decisions',
  summary: '同意、退回、签收或知悉 / approve, send back, receipt or take note of exactly the revision named',
  access: 'signed-in',
  sends: { township: 'decide' },
  params: itemPath,
  body: z.strictObject({
    nonce,
    round,
    digest,
    verdict: z.enum(['approve', 'return', 'receipt', 'note']),
    returnTo: z.strictObject({ stage: itemId, then: z.enum(['step-by-step', 'straight-back']) }).optional(),
    comment: prose(COMMENT_MAX).optional(),
    document: z
      .strictObject({ number: line(DOCUMENT_MAX), on: day, officeStated: z.boolean().optional() })
      .optional()
      .meta({
        description:
          '本单位的批复：文号、日期；批复写明任职日期的注明。正式聘任必填 / the body’s own document: number, day, and whether it names the day of office; needed for an appointment',
      }),
  }),
  answers: outcomeAnswers,
  async handle({ caller: { actor }, params, body: { nonce, comment, document, ...body }, language, respondAsync }, deps) {
    const place = await seenTownship(deps, actor, params);
    const post = {
      ...place,
      name: 'decide' as const,
      nonce,
      body: {
        ...body,
        item: params.item,
        ...(document ? { documentOn: document.on, ...(document.officeStated ? { officeStated: true } : {}) } : {}),
      },
      respondAsync,
      ...(comment ? { comment } : {}),
      ...(document ? { document: document.number } : {}),
    };
    return answerOutcome(await sendTownshipMessage(deps, actor, post), language);
  },
});

export const extendDeadline = endpoint({
  id: 'extendDeadline',
  method: 'post',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}/extensions',
  summary: '延长期限 / extend a deadline',
  access: 'signed-in',
  sends: { township: 'extend' },
  params: itemPath,
  body: z.strictObject({ nonce, round, due: day, reason: prose(COMMENT_MAX) }),
  answers: outcomeAnswers,
  async handle({ caller: { actor }, params, body: { nonce, reason, ...body }, language }, deps) {
    const place = await seenTownship(deps, actor, params);
    const post = { ...place, name: 'extend' as const, nonce, body: { ...body, item: params.item }, comment: reason };
    return answerOutcome(await sendTownshipMessage(deps, actor, post), language);
  },
});
