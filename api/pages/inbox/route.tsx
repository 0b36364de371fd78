import { markOf } from '../../../domain/calendar/campaign-marks.ts';
import { noticeText, subjectWithYear } from '../../../domain/notifications/notices.ts';
import { campaigns } from '../../../store/campaigns.ts';
import { listNotices, markRead, notices } from '../../../store/notices.ts';
import { localPath } from '../../http/local-path.ts';
import { pageOf, rowsOf } from '../../http/paging.ts';
import { found } from '../../http/request-error.ts';
import { peopleOfNotices } from '../../use-cases/people-of-notices.ts';
import { formOf, pageNumberOf, typed } from '../routing/form.ts';
import { get, post, type Route, redirect, shown } from '../routing/route.ts';
import { peopleText } from '../shared/told-people.ts';
import { tasksTexts } from '../tasks/texts.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { InboxPage } from './view.tsx';

/** The reader's notices, newest first; opening one marks it as read. */
export const inboxRoutes: readonly Route[] = [
  get('/inbox', async ({ request, person, actor, language }, deps) => {
    const { store } = deps;
    const query = { page: pageNumberOf(request) };
    const { rows, page, more } = pageOf(await listNotices(store, person._id, rowsOf(query)), query);
    const about = await campaigns(store)
      .find({ _id: { $in: rows.map((row) => row.campaign) } }, { projection: { clock: 1 } })
      .toArray();
    const people = await peopleOfNotices(deps, actor, rows);
    const marks = new Map(about.map(({ _id, clock }) => [_id, markOf(clock, language)]));
    const lines = rows.map(({ _id, kind, params, at, readAt, campaign }) => {
      const { subject, lines } = noticeText(kind, params, language);
      return {
        id: _id,
        subject: `${subjectWithYear(subject, params, language)}${peopleText(people.get(_id), language)}`,
        text: lines.join('\n'),
        at,
        read: readAt !== undefined,
        mark: marks.get(campaign),
      };
    });
    return shown({ title: translator(language)(tasksTexts.inbox), body: <InboxPage notices={lines} page={page} more={more} /> });
  }),

  post('/inbox/open', async ({ request, person }, { store, now }) => {
    const notice = found((await notices(store).findOne({ _id: typed(formOf(request), 'id'), person: person._id })) ?? undefined);
    await markRead(store, person._id, [notice._id], new Date(now()));
    return redirect(localPath(notice.link));
  }),

  post('/inbox/read', async ({ request, person }, { store, now }) => {
    const form = formOf(request);
    const ids = [form['id'] ?? []].flat().slice(0, 200);
    await markRead(store, person._id, ids, new Date(now()));
    const page = typed(form, 'page');
    return redirect(/^[2-9]\d{0,3}$|^1\d{1,3}$/.test(page) ? `/inbox?page=${page}` : '/inbox');
  }),
];
