import { z } from 'zod';
import { itemIdSchema } from '../../domain/stages/items.ts';
import { seenTownship } from '../access/seen-campaign.ts';
import { findTownshipView } from '../access/township-view.ts';
import { found } from '../http/request-error.ts';
import { refuseSubmitter } from '../use-cases/may-submit.ts';
import { checkDossier, submitDossier } from '../use-cases/submit-dossier.ts';
import { outcomeAnswers, problemSchema, ruleResultSchema } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';
import { answerOutcome, answerProblems } from './outcomes.ts';
import { presentProblems, presentRuleResults } from './present.ts';
import { fileId, itemPath, nonce, round } from './request-schemas.ts';

/** Its form depends on the item; everything wrong with it is told at once, beyond what a schema could say. */
const dossier = z.looseObject({}).meta({ description: "材料，格式见 components.schemas.Dossier… / the form of the item's Dossier schema" });

export const check = endpoint({
  id: 'checkDossier',
  method: 'post',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}/checks',
  summary: '报送前核对材料，什么也不记录 / check a dossier before it is submitted; records nothing',
  access: 'signed-in',
  params: itemPath,
  body: z.strictObject({ dossier }),
  answers: {
    200: {
      says: '问题，或各项数字和规则的说法 / its problems, or its counts and what each rule says',
      body: z.union([
        z.strictObject({ problems: z.array(problemSchema) }),
        z.strictObject({ counts: z.record(z.string(), z.number()), ruleResults: z.array(ruleResultSchema) }),
      ]),
    },
  },
  async handle({ caller: { actor }, params, body, language }, deps) {
    const { campaign, township } = found(await findTownshipView(deps, actor, params.campaign, params.township));
    const item = itemIdSchema.parse(params.item);
    const checked = await checkDossier(deps, { campaign, township: township.id, item, dossier: body.dossier });
    if ('problems' in checked) return ok({ problems: presentProblems(checked.problems, language) });
    return ok({ counts: checked.counts, ruleResults: presentRuleResults(checked.ruleResults, language) });
  },
});

export const submit = endpoint({
  id: 'submit',
  method: 'post',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}/submissions',
  summary: '报送材料；内容改了要换随机数 / submit a dossier; changed content takes a new nonce',
  access: 'signed-in',
  sends: { township: 'submit' },
  params: itemPath,
  body: z.strictObject({ nonce, round, dossier, attachments: z.array(fileId).max(100).optional() }),
  answers: outcomeAnswers,
  async handle({ caller: { actor }, params, body, language, respondAsync }, deps) {
    const place = await seenTownship(deps, actor, params);
    const post = { ...place, ...body, item: itemIdSchema.parse(params.item), respondAsync };
    const refused = await refuseSubmitter(deps, actor, post);
    if (refused) return answerOutcome(refused, language);
    const outcome = await submitDossier(deps, actor, post);
    return 'problems' in outcome ? answerProblems(outcome.problems, language) : answerOutcome(outcome, language);
  },
});
