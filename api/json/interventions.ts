import { z } from 'zod';
import { seenCampaign, seenTownship } from '../access/seen-campaign.ts';
import { endRecord } from '../use-cases/end-record.ts';
import { sendTownshipMessage } from '../use-cases/township-messages.ts';
import { COMMENT_MAX, prose } from '../use-cases/typed-text.ts';
import { outcomeAnswers } from './answer-schemas.ts';
import { endpoint } from './endpoint.ts';
import { answerOutcome } from './outcomes.ts';
import { campaignPath, day, nonce, townshipPath } from './request-schemas.ts';

const reason = prose(COMMENT_MAX);

export const holdTownship = endpoint({
  id: 'holdTownship',
  method: 'post',
  path: '/campaigns/{campaign}/townships/{township}/holds',
  summary: '暂停一个乡镇的工作 / hold a township',
  access: 'signed-in',
  sends: { township: 'hold' },
  params: townshipPath,
  body: z.strictObject({ nonce, reason, reviewOn: day.optional() }),
  answers: outcomeAnswers,
  async handle({ caller: { actor }, params, body: { nonce, reason, ...body }, language }, deps) {
    const place = await seenTownship(deps, actor, params);
    return answerOutcome(await sendTownshipMessage(deps, actor, { ...place, name: 'hold', nonce, body, comment: reason }), language);
  },
});

export const releaseTownship = endpoint({
  id: 'releaseTownship',
  method: 'post',
  path: '/campaigns/{campaign}/townships/{township}/releases',
  summary: '恢复办理 / release a hold',
  access: 'signed-in',
  sends: { township: 'release' },
  params: townshipPath,
  body: z.strictObject({ nonce, reason }),
  answers: outcomeAnswers,
  async handle({ caller: { actor }, params, body: { nonce, reason }, language }, deps) {
    const place = await seenTownship(deps, actor, params);
    return answerOutcome(await sendTownshipMessage(deps, actor, { ...place, name: 'release', nonce, body: {}, comment: reason }), language);
  },
});

export const closeTownship = endpoint({
  id: 'closeTownship',
  method: 'post',
  path: '/campaigns/{campaign}/townships/{township}/closure',
  summary: '终止一个乡镇的工作 / close a township with a reason',
  access: 'signed-in',
  sends: { township: 'close' },
  params: townshipPath,
  body: z.strictObject({ nonce, reason }),
  answers: outcomeAnswers,
  async handle({ caller: { actor }, params, body: { nonce, reason }, language }, deps) {
    const place = await seenTownship(deps, actor, params);
    return answerOutcome(await sendTownshipMessage(deps, actor, { ...place, name: 'close', nonce, body: {}, comment: reason }), language);
  },
});

export const endCampaignRecord = endpoint({
  id: 'endRecord',
  method: 'post',
  path: '/campaigns/{campaign}/end',
  summary: '结束补录一项往年记录，没有办结的乡镇随即终止 / end a record of the past; townships that are not completed are closed',
  access: 'signed-in',
  sends: { county: 'endRecord' },
  params: campaignPath,
  body: z.strictObject({ nonce, reason }),
  answers: outcomeAnswers,
  async handle({ caller: { actor }, params, body: { nonce, reason }, language }, deps) {
    const campaign = await seenCampaign(deps, actor, params.campaign);
    return answerOutcome((await endRecord(deps, actor, { campaign, nonce, reason })).county, language);
  },
});
