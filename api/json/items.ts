import { z } from 'zod';
import { ROUND_ENDS } from '../../domain/state/township-state.ts';
import { documentsOf, linkMakersOf } from '../../store/commands.ts';
import { findItemView } from '../access/township-view.ts';
import { found } from '../http/request-error.ts';
import { ruleResultSchema } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';
import { presentItem, presentRevision, presentRuleResults } from './present.ts';
import { itemSchema, revisionSchema } from './process-schemas.ts';
import { itemPath } from './request-schemas.ts';

/** A round that ended without passing: its revision, and the reason it was sent back for. */
const earlierSchema = z
  .strictObject({
    round: z.int(),
    ended: z.enum(ROUND_ENDS),
    at: z.number(),
    reason: z.string().optional(),
    revision: revisionSchema.optional(),
  })
  .meta({ id: 'EarlierRound' });

export const showItem = endpoint({
  id: 'showItem',
  method: 'get',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}',
  summary: '一个环节或一份月报：材料、规则核对、以前各轮 / a stage or a monthly report with its dossier, checks and earlier rounds',
  access: 'signed-in',
  params: itemPath,
  answers: {
    200: {
      says: '环节 / the item',
      body: z.strictObject({
        item: itemSchema,
        revision: revisionSchema.optional(),
        ruleResults: z.array(ruleResultSchema),
        earlier: z.array(earlierSchema),
        /** By nonce: whoever submitted or decided had signed in with a link that this account made for them. */
        linksMadeBy: z.record(z.string(), z.string()),
        /** By nonce: the number of the document with which the body answered. */
        documents: z.record(z.string(), z.string()),
      }),
    },
  },
  async handle({ caller: { actor }, params: { campaign, township, item: id }, language }, deps) {
    const { item, revision, ruleResults, earlier } = found(await findItemView(deps, actor, campaign, township, id));
    const rounds = earlier.map(({ round: { round, ended, at }, reason, revision }) => ({
      round,
      ended,
      at,
      ...(reason ? { reason } : {}),
      ...(revision ? { revision: presentRevision(revision) } : {}),
    }));
    const nonces = [
      ...(item.submission ? [item.submission.nonce] : []),
      ...item.asked.flatMap(({ given }) => (given ? [given.nonce] : [])),
    ];
    const linksMadeBy = Object.fromEntries(await linkMakersOf(deps.store, nonces));
    const documents = Object.fromEntries(await documentsOf(deps.store, nonces));
    const body = {
      linksMadeBy,
      documents,
      item: presentItem(item),
      ruleResults: presentRuleResults(ruleResults, language),
      earlier: rounds,
    };
    return ok({ ...body, ...(revision ? { revision: presentRevision(revision) } : {}) });
  },
});
