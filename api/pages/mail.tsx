import { listMails } from '../../store/mails.ts';
import { pageOf, rowsOf } from '../json/request-schemas.ts';
import { MailPage } from '../web/mail-page.tsx';
import { translator } from '../web/texts/bilingual.ts';
import { recordTexts } from '../web/texts/records.ts';
import { pageNumberOf } from './form.ts';
import { get, type Route, shown } from './route.ts';

/** Every mail of the installation, for administrators. */
export const mailRoutes: readonly Route[] = [
  get(
    '/mail',
    async ({ request, language }, { store }) => {
      const query = { page: pageNumberOf(request) };
      const { rows, page, more } = pageOf(await listMails(store, rowsOf(query)), query);
      const mails = rows.map(({ _id, to, subject, text, link, trial, status, attempts, lastError, createdAt }) => ({
        id: _id,
        to,
        subject,
        text,
        trial,
        status,
        attempts,
        at: createdAt.getTime(),
        ...(link ? { link } : {}),
        ...(lastError ? { lastError } : {}),
      }));
      return shown({ title: translator(language)(recordTexts.mail), body: <MailPage mails={mails} page={page} more={more} /> });
    },
    { roles: ['administrator'] },
  ),
];
