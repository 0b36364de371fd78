import { z } from 'zod';
import { findSeenCommand } from '../access/seen-command.ts';
import { found } from '../http/request-error.ts';
import { confirmedCommand } from '../use-cases/commands.ts';
import { refusalText } from '../use-cases/refusal-text.ts';
import { figures } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';
import { commandPath } from './request-schemas.ts';

const commandSchema = z
  .strictObject({
    reference: z.string(),
    /** `sent`: no answer yet · `received`: kept until a worker is back. Either may still become `recorded` or `refused`. */
    status: z.enum(['sent', 'received', 'recorded', 'refused']),
    message: z.string(),
    campaign: z.string(),
    township: z.string().optional(),
    item: z.string().optional(),
    round: z.int().optional(),
    verdict: z.string().optional(),
    comment: z.string().optional(),
    /** Number of the document with which the body answered. */
    document: z.string().optional(),
    account: z.string(),
    role: z.string(),
    unit: z.string(),
    /** Whoever sent it had signed in with a link that this account made for them; `terminal`: made at the server. */
    linkMadeBy: z.string().optional(),
    sentAt: z.iso.datetime(),
    settledAt: z.iso.datetime().optional(),
    /** With `recorded`: plan instant, and whether it was late. */
    at: z.number().optional(),
    late: z.boolean().optional(),
    /** With `refused`. */
    code: z.string().optional(),
    reason: z.string().optional(),
    details: figures.optional(),
  })
  .meta({ id: 'Command' });

export const showCommand = endpoint({
  id: 'showCommand',
  method: 'get',
  path: '/commands/{nonce}',
  summary: '凭随机数查办理结果 / what became of what was sent with this nonce',
  access: 'signed-in',
  params: commandPath,
  answers: { 200: { says: '结果 / the outcome as far as it is known', body: commandSchema } },
  async handle({ caller: { actor }, params, language }, deps) {
    const command = await confirmedCommand(deps, found(await findSeenCommand(deps, actor, params.nonce)));
    const {
      _id,
      workflowId: _workflowId,
      actor: by,
      sentAt,
      settledAt,
      receipt,
      confirmedAt: _confirmedAt,
      handedOver: _handedOver,
      envelope: _envelope,
      unsettled: _unsettled,
      madeAnewAt: _madeAnewAt,
      ...rest
    } = command;
    const body = {
      ...rest,
      ...by,
      sentAt: sentAt.toISOString(),
      ...(settledAt ? { settledAt: settledAt.toISOString() } : {}),
      ...(receipt ? { at: receipt.at, late: receipt.late } : {}),
      ...(rest.code ? { reason: refusalText(rest.code, rest.details ?? {}, language) } : {}),
    };
    return ok(body);
  },
});
