import { z } from 'zod';
import { holdsSignIn, listMails, MAIL_STATUSES } from '../../store/mails.ts';
import { hiddenSignInMail } from '../accounts/sign-in-mail.ts';
import { pageOf, pageQuery, rowsOf } from '../http/paging.ts';
import { paging } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';

const mailSchema = z
  .strictObject({
    id: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    link: z.string().optional(),
    campaign: z.string().optional(),
    /** 演练: never sent. */
    trial: z.boolean(),
    /** `kept`: shown here instead of being sent; `gathered`: told with others in one mail. */
    status: z.enum(MAIL_STATUSES),
    attempts: z.int(),
    lastError: z.string().optional(),
    createdAt: z.iso.datetime(),
    sentAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Mail' });

export const listAllMails = endpoint({
  id: 'listMails',
  method: 'get',
  path: '/mails',
  summary:
    '邮件，最新的在前；县管理员只看到发给本县人员的 / mails, newest first; to the own county’s people only, unless for the whole installation',
  access: ['administrator'],
  query: pageQuery,
  answers: { 200: { says: '邮件 / mails', body: z.strictObject({ mails: z.array(mailSchema), ...paging }) } },
  async handle({ caller: { actor }, query, language }, { store }) {
    const { rows, ...place } = pageOf(await listMails(store, actor.unit, rowsOf(query)), query);
    const mails = rows.map(({ _id, to, subject, text, link, campaign, trial, status, attempts, lastError, createdAt, sentAt }) => ({
      id: _id,
      to,
      subject,
      text: holdsSignIn(link) ? hiddenSignInMail(language) : text,
      link: holdsSignIn(link) ? undefined : link,
      campaign,
      trial,
      status,
      attempts,
      lastError,
      createdAt: createdAt.toISOString(),
      sentAt: sentAt?.toISOString(),
    }));
    return ok({ mails, ...place });
  },
});
