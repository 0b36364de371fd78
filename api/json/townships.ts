import { z } from 'zod';
import { eventSubject } from '../../domain/notifications/notices.ts';
import { OFFICES } from '../../domain/rules/ballot-facts.ts';
import { listEvents } from '../../store/events.ts';
import { findTownshipView } from '../access/township-view.ts';
import { pageOf, pageQuery, rowsOf } from '../http/paging.ts';
import { found } from '../http/request-error.ts';
import { peopleLists } from '../use-cases/people-lists.ts';
import { type EventPeople, peopleOfEvents } from '../use-cases/people-of-events.ts';
import { figures, paging } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';
import { presentCampaign, presentStanding, presentState, presentUnit } from './present.ts';
import { campaignSchema, level, standingSchema, townshipStateSchema, unitSchema } from './process-schemas.ts';
import { townshipPath } from './request-schemas.ts';

export const showTownship = endpoint({
  id: 'showTownship',
  method: 'get',
  path: '/campaigns/{campaign}/townships/{township}',
  summary: '一个乡镇的全部环节 / everything of one township',
  access: 'signed-in',
  params: townshipPath,
  answers: {
    200: {
      says: '乡镇 / the township',
      body: z.strictObject({
        campaign: campaignSchema,
        township: unitSchema,
        planNow: z.number(),
        state: townshipStateSchema,
        standing: standingSchema,
      }),
    },
  },
  async handle({ caller: { actor }, params }, deps) {
    const view = found(await findTownshipView(deps, actor, params.campaign, params.township));
    const { campaign, township, progress, now } = view;
    const standing = presentStanding(progress.standing, now);
    return ok({
      campaign: presentCampaign(campaign),
      township: presentUnit(township),
      planNow: now,
      state: presentState(progress.state, await peopleLists(deps, progress.state)),
      standing,
    });
  },
});

/** People whom something that happened is about, and what became of them. */
export const eventPeople = z.array(
  z.strictObject({
    as: z.enum(['elected', 'not-elected', 'tied', 'taken', 'about']),
    office: z.enum(OFFICES).optional(),
    names: z.array(z.string()),
  }),
);

const eventSchema = z
  .strictObject({
    key: z.string(),
    kind: z.string(),
    sequence: z.int(),
    /** Plan instant. */
    at: z.number(),
    item: z.string().optional(),
    round: z.int().optional(),
    nonce: z.string().optional(),
    level: level.optional(),
    params: figures,
    /** Whom it is about, by name. */
    people: eventPeople,
    /** One line for people. */
    text: z.string(),
  })
  .meta({ id: 'Event' });

export const listTownshipEvents = endpoint({
  id: 'listTownshipEvents',
  method: 'get',
  path: '/campaigns/{campaign}/townships/{township}/events',
  summary: '乡镇的办理经过，最新的在前 / what happened in a township, newest first',
  access: 'signed-in',
  params: townshipPath,
  query: pageQuery,
  answers: { 200: { says: '经过 / events', body: z.strictObject({ events: z.array(eventSchema), ...paging }) } },
  async handle({ caller: { actor }, params, query, language }, deps) {
    const view = found(await findTownshipView(deps, actor, params.campaign, params.township));
    const { progress, township } = view;
    const { rows, ...place } = pageOf(await listEvents(deps.store, progress._id, rowsOf(query)), query);
    const people = await peopleOfEvents(deps, view, rows);
    const events = rows.map(({ key, kind, sequence, at, item, round, nonce, level, params }) => ({
      key,
      kind,
      sequence,
      at,
      item,
      round,
      nonce,
      level,
      params,
      people: presentPeople(people.get(key)),
      text: eventSubject({ kind, params, item, round, level }, township, language),
    }));
    return ok({ events, ...place });
  },
});

export function presentPeople(people: readonly EventPeople[] = []) {
  return people.map(({ as, office, names }) => ({ as, ...(office ? { office } : {}), names: [...names] }));
}
