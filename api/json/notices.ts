import { z } from 'zod';
import { noticeText, subjectWithYear } from '../../domain/notifications/notices.ts';
import { countUnread, listNotices, markRead } from '../../store/notices.ts';
import { pageOf, pageQuery, rowsOf } from '../http/paging.ts';
import { peopleOfNotices } from '../use-cases/people-of-notices.ts';
import { paging } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';
import { eventPeople, presentPeople } from './townships.ts';

/** Unread notices, 100 for a hundred or more. */
const unread = z.int();

const noticeSchema = z
  .strictObject({
    id: z.string(),
    campaign: z.string(),
    township: z.string().optional(),
    kind: z.string(),
    subject: z.string(),
    text: z.string(),
    /** Whom it is about, by name. */
    people: eventPeople,
    /** Path of the page on which it can be acted upon. */
    link: z.string(),
    /** Plan instant it tells of. */
    at: z.number(),
    createdAt: z.iso.datetime(),
    readAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Notice' });

export const listOwnNotices = endpoint({
  id: 'listNotices',
  method: 'get',
  path: '/notices',
  summary: '我的消息，最新的在前 / my notices, newest first',
  access: 'signed-in',
  query: pageQuery,
  answers: { 200: { says: '消息 / notices', body: z.strictObject({ notices: z.array(noticeSchema), unread, ...paging }) } },
  async handle({ caller: { person, actor }, query, language }, deps) {
    const { store } = deps;
    const [found, unread] = await Promise.all([listNotices(store, person._id, rowsOf(query)), countUnread(store, person._id)]);
    const { rows, ...place } = pageOf(found, query);
    const people = await peopleOfNotices(deps, actor, rows);
    const notices = rows.map(({ _id, campaign, township, kind, params, link, at, createdAt, readAt }) => {
      const { subject: alone, body: text } = noticeText(kind, params, language);
      const subject = subjectWithYear(alone, params, language);
      const read = readAt ? { readAt: readAt.toISOString() } : {};
      return {
        id: _id,
        campaign,
        ...(township ? { township } : {}),
        kind,
        subject,
        text,
        people: presentPeople(people.get(_id)),
        link,
        at,
        createdAt: createdAt.toISOString(),
        ...read,
      };
    });
    return ok({ notices, unread, ...place });
  },
});

export const readNotices = endpoint({
  id: 'readNotices',
  method: 'post',
  path: '/notices/read',
  summary: '标为已读 / mark notices as read',
  access: 'signed-in',
  body: z.strictObject({ ids: z.array(z.string().min(1).max(400)).max(200) }),
  answers: { 200: { says: '还有几条未读 / how many are still unread', body: z.strictObject({ unread }) } },
  async handle({ caller: { person }, body: { ids } }, { store, now }) {
    await markRead(store, person._id, ids, new Date(now()));
    return ok({ unread: await countUnread(store, person._id) });
  },
});
