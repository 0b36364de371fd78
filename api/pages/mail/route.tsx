import { markOf } from '../../../domain/calendar/campaign-marks.ts';
import { isMarkedTrial } from '../../../domain/notifications/mail-text.ts';
import { holdsSignIn, listMails } from '../../../store/mails.ts';
import { hiddenSignInMail } from '../../accounts/sign-in-mail.ts';
import { localPath } from '../../http/local-path.ts';
import { pageOf, rowsOf } from '../../http/paging.ts';
import { pageNumberOf } from '../routing/form.ts';
import { get, type Route, shown } from '../routing/route.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { recordTexts } from '../ui/texts/records.ts';
import { MailPage } from './view.tsx';

/** Mails, for administrators: those of the installation see every one, those of a county what went to its people. */
export const mailRoutes: readonly Route[] = [
  get(
    '/mail',
    async ({ request, actor, language }, { store, mailIsSent }) => {
      const query = { page: pageNumberOf(request) };
      const to = typeof request.query['to'] === 'string' ? request.query['to'].trim().slice(0, 100) : '';
      const { rows, page, more } = pageOf(await listMails(store, actor.unit, { ...rowsOf(query), to }), query);
      const mails = rows.map(({ _id, to, personId, subject, text, link, trial, status, attempts, lastError, createdAt }) => ({
        id: _id,
        to,
        subject,
        text: holdsSignIn(link) ? hiddenSignInMail(language) : text,
        mark: trial && !isMarkedTrial(subject) ? markOf({ kind: 'trial' }, language) : undefined,
        status,
        attempts,
        at: createdAt.getTime(),
        ...(status === 'kept' && !mailIsSent && personId && link && !holdsSignIn(link)
          ? { recipient: { id: personId, next: pathOf(link) } }
          : {}),
        ...(lastError ? { lastError } : {}),
      }));
      return shown({ title: translator(language)(recordTexts.mail), body: <MailPage mails={mails} to={to} page={page} more={more} /> });
    },
    { roles: ['administrator'] },
  ),
];

/** Path and query of a link of this app. */
function pathOf(link: string): string {
  if (!URL.canParse(link)) return '/';
  const { pathname, search } = new URL(link);
  return localPath(`${pathname}${search}`);
}
