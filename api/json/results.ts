import { z } from 'zod';
import { findRevision } from '../../store/dossiers.ts';
import { findCountyProgress } from '../../store/progress.ts';
import { seenCampaign } from '../access/seen-campaign.ts';
import { found } from '../http/request-error.ts';
import { publishResults } from '../use-cases/publish-results.ts';
import { line, prose } from '../use-cases/typed-text.ts';
import { outcomeAnswers } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';
import { answerOutcome } from './outcomes.ts';
import { presentRevision } from './present.ts';
import { revisionSchema } from './process-schemas.ts';
import { campaignPath, nonce } from './request-schemas.ts';

export const showResults = endpoint({
  id: 'showResults',
  method: 'get',
  path: '/campaigns/{campaign}/results',
  summary: '已发布的工作成果 / the results document, once published',
  access: 'signed-in',
  params: campaignPath,
  answers: { 200: { says: '成果 / the document', body: revisionSchema } },
  async handle({ caller: { actor }, params }, { store }) {
    const { workflowId } = await seenCampaign({ store }, actor, params.campaign);
    const progress = await findCountyProgress(store, workflowId);
    const { document } = found(progress?.state.items.find(({ id, status }) => id === 'results' && status === 'passed'));
    return ok(presentRevision(found(document ? await findRevision(store, document.revision) : undefined)));
  },
});

export const publish = endpoint({
  id: 'publishResults',
  method: 'post',
  path: '/campaigns/{campaign}/results',
  summary: '发布工作成果，全县工作结束 / publish the results document; the campaign is completed',
  access: 'signed-in',
  sends: { county: 'publish' },
  params: campaignPath,
  body: z.strictObject({ nonce, title: line(200), text: prose(50_000) }),
  answers: outcomeAnswers,
  async handle({ caller: { actor }, params, body: { nonce, ...results }, language }, deps) {
    const campaign = await seenCampaign(deps, actor, params.campaign);
    return answerOutcome(await publishResults(deps, actor, { campaign, nonce, results }), language);
  },
});
