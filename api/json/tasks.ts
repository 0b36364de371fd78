import { z } from 'zod';
import { ROUND_ENDS } from '../../domain/state/township-state.ts';
import { tasksOf } from '../use-cases/tasks.ts';
import { endpoint, ok } from './endpoint.ts';

const taskSchema = z
  .strictObject({
    campaign: z.string(),
    campaignTitle: z.string(),
    trial: z.boolean(),
    /** 往年记录. */
    record: z.boolean(),
    /** Absent for the county's own items. */
    township: z.string().optional(),
    townshipName: z.string().optional(),
    item: z.string(),
    round: z.int(),
    kind: z.enum(['submit', 'answer']),
    since: z.number(),
    /** Null in a record of the past: nothing in it is due. */
    due: z.string().nullable(),
    overdue: z.boolean(),
    /** The township is on hold: its clocks stand. */
    held: z.literal(true).optional(),
    /** How the round before ended, and in whose words; absent in a first round. */
    again: z.strictObject({ ended: z.enum(ROUND_ENDS), reason: z.string().optional() }).optional(),
    /** The answer that is asked for: who of those with equal votes is elected. */
    settles: z.literal(true).optional(),
    /** The caller submitted it or stands in it: somebody else of the body must answer. */
    notByMe: z.boolean(),
  })
  .meta({ id: 'Task' });

export const listTasks = endpoint({
  id: 'listTasks',
  method: 'get',
  path: '/tasks',
  summary: '等我办理的事项，期限最早的在前 / what waits for my body, earliest due first',
  access: 'signed-in',
  answers: { 200: { says: '事项 / tasks', body: z.strictObject({ tasks: z.array(taskSchema) }) } },
  async handle({ caller }, deps) {
    const tasks = await tasksOf(deps, caller.actor);
    const shown = tasks.map(({ campaign, township, ...task }) => ({
      campaign: campaign._id,
      campaignTitle: campaign.title,
      trial: campaign.clock.kind === 'trial',
      record: campaign.clock.kind === 'record',
      ...(township ? { township: township.id, townshipName: township.name } : {}),
      ...task,
    }));
    return ok({ tasks: shown });
  },
});
