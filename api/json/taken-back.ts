import { z } from 'zod';
import type { Campaign } from '../../store/campaigns.ts';
import type { FollowedUp } from '../../store/taken-back.ts';
import { seenCampaign } from '../access/seen-campaign.ts';
import type { AppDeps } from '../deps.ts';
import { RequestError } from '../http/request-error.ts';
import { followUpOf, maySeeTakenBack, mayWaive, takenBackIn, waiveCommand } from '../use-cases/taken-back.ts';
import { COMMENT_MAX, prose } from '../use-cases/typed-text.ts';
import { type Caller, endpoint, ok } from './endpoint.ts';
import { campaignPath, nonce } from './request-schemas.ts';

/** Commands that people had been answered and that a repair took back. */

const takenBackSchema = z
  .strictObject({
    nonce: z.string(),
    reference: z.string(),
    township: z.string().optional(),
    message: z.string(),
    item: z.string().optional(),
    round: z.int().optional(),
    verdict: z.string().optional(),
    account: z.string(),
    role: z.string(),
    /** What the person had been told. */
    was: z.enum(['recorded', 'received']),
    sentAt: z.iso.datetime(),
    takenBackAt: z.iso.datetime(),
    followUp: z.enum(['open', 'entered-again', 'waived']),
    /** The nonce of the command that stands for it now. */
    enteredAgain: z.string().optional(),
    waived: z.strictObject({ account: z.string(), reason: z.string(), at: z.iso.datetime() }).optional(),
  })
  .meta({ id: 'TakenBack' });

const listSchema = z.strictObject({ commands: z.array(takenBackSchema) });

async function campaignFor(deps: AppDeps, { actor }: Caller, id: string): Promise<Campaign> {
  const campaign = await seenCampaign(deps, actor, id);
  if (!maySeeTakenBack(actor, campaign)) throw new RequestError('NOT_YOURS');
  return campaign;
}

function present(row: FollowedUp) {
  const { nonce, reference, township, message, item, round, verdict, actor, was, sentAt, takenBackAt, enteredAgain, waived } = row;
  return {
    nonce,
    reference,
    message,
    was,
    account: actor.account,
    role: actor.role,
    followUp: followUpOf(row),
    sentAt: sentAt.toISOString(),
    takenBackAt: takenBackAt.toISOString(),
    ...(township === undefined ? {} : { township }),
    ...(item === undefined ? {} : { item }),
    ...(round === undefined ? {} : { round }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(enteredAgain === undefined ? {} : { enteredAgain }),
    ...(waived ? { waived: { ...waived, at: waived.at.toISOString() } } : {}),
  };
}

export const listTakenBackCommands = endpoint({
  id: 'listTakenBack',
  method: 'get',
  path: '/campaigns/{campaign}/taken-back',
  summary: '恢复数据时收回的办理，未重新办理的在前 / commands that a repair took back, open ones first',
  access: ['county-league', 'organization-department', 'auditor'],
  params: campaignPath,
  answers: { 200: { says: '清单 / the list', body: listSchema } },
  async handle({ caller, params }, deps) {
    const rows = await takenBackIn(deps, await campaignFor(deps, caller, params.campaign));
    return ok({ commands: rows.map(present) });
  },
});

export const waiveTakenBackCommand = endpoint({
  id: 'waiveTakenBack',
  method: 'post',
  path: '/campaigns/{campaign}/taken-back/{nonce}/waiver',
  summary: '免予重新办理，注明原因 / waive a command that was taken back, with a reason',
  access: ['county-league'],
  params: z.strictObject({ ...campaignPath.shape, nonce }),
  body: z.strictObject({ reason: prose(COMMENT_MAX) }),
  answers: { 200: { says: '清单 / the list', body: listSchema } },
  async handle({ caller, params, body: { reason } }, deps) {
    const campaign = await campaignFor(deps, caller, params.campaign);
    if (!mayWaive(caller.actor, campaign)) throw new RequestError('NOT_YOURS');
    if ((await waiveCommand(deps, caller.actor, { campaign, nonce: params.nonce, reason })) === 'unknown')
      throw new RequestError('NOT_FOUND');
    return ok({ commands: (await takenBackIn(deps, campaign)).map(present) });
  },
});
