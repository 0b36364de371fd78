import { z } from 'zod';
import { roleSchema } from '../../domain/roles.ts';
import { linkMark } from '../http/request-context.ts';
import { RequestError } from '../http/request-error.ts';
import { errorSchema } from './answer-schemas.ts';
import { endpoint, NO_CONTENT, ok } from './endpoint.ts';
import { language, newPassword, password } from './person-schemas.ts';

export const showMe = endpoint({
  id: 'showMe',
  method: 'get',
  path: '/me',
  summary: '我是谁 / who I am',
  access: 'signed-in',
  answers: {
    200: {
      says: '本人 / the caller',
      body: z.strictObject({
        account: z.string(),
        name: z.string(),
        email: z.string(),
        role: roleSchema,
        unit: z.string(),
        lead: z.boolean(),
        language: language.optional(),
        hasPassword: z.boolean(),
        /** I signed in with a link that this account made for me; `terminal`: made at the server. */
        linkMadeBy: z.string().optional(),
      }),
    },
  },
  async handle({ caller: { person } }, { accounts }) {
    const { _id: account, name, email, role, unit, lead } = person;
    const chosen = person.language ? { language: person.language } : {};
    return ok({ account, name, email, role, unit, lead, ...chosen, hasPassword: await accounts.hasPassword(person), ...linkMark() });
  },
});

export const changeMe = endpoint({
  id: 'changeMe',
  method: 'patch',
  path: '/me',
  summary: '改我的语言 / change my language',
  access: 'signed-in',
  body: z.strictObject({ language }),
  answers: { 204: { says: '已改 / changed' } },
  async handle({ caller: { person }, body }, { accounts }) {
    await accounts.changeLanguage(person, body.language);
    return NO_CONTENT;
  },
});

export const listMySessions = endpoint({
  id: 'listMySessions',
  method: 'get',
  path: '/me/sessions',
  summary: '我在哪里登录着 / where I am signed in',
  access: 'signed-in',
  answers: {
    200: {
      says: '会话，最近使用的在前 / sessions, the latest used first',
      body: z.strictObject({
        sessions: z.array(
          z.strictObject({
            begunAt: z.iso.datetime(),
            usedAt: z.iso.datetime(),
            address: z.string(),
            browser: z.string(),
            current: z.boolean(),
          }),
        ),
      }),
    },
  },
  async handle({ caller: { person }, http: { request } }, { accounts }) {
    const rows = await accounts.listSessions(request, person);
    return ok({
      sessions: rows.map(({ begunAt, usedAt, ...row }) => ({ ...row, begunAt: begunAt.toISOString(), usedAt: usedAt.toISOString() })),
    });
  },
});

export const endMyOtherSessions = endpoint({
  id: 'endMyOtherSessions',
  method: 'post',
  path: '/me/sessions/end',
  summary:
    '退出其他登录；要原密码，半小时内用链接登录的不要 / end my other sessions; with the present password, unless signed in by a link within half an hour',
  access: 'signed-in',
  body: z.strictObject({ present: password.optional() }),
  answers: { 204: { says: '已退出 / ended' } },
  async handle({ caller: { person }, body: { present }, http: { request } }, { accounts }) {
    if (!(await accounts.endOtherSessions(request, person, present))) throw new RequestError('PASSWORD_WRONG');
    return NO_CONTENT;
  },
});

export const changeMyPassword = endpoint({
  id: 'changeMyPassword',
  method: 'post',
  path: '/me/password',
  summary:
    '设置或更改我的密码；半小时内用链接登录的不需要原密码 / set or change my password; whoever signed in by a link within half an hour needs no present one',
  access: 'signed-in',
  body: z.strictObject({ present: password.optional(), next: newPassword }),
  answers: {
    204: { says: '已改，其他会话已结束 / changed; my other sessions have ended' },
    422: { says: '新密码太容易猜 / the new password is easily guessed', body: errorSchema },
  },
  async handle({ caller: { person }, body: { present, next }, http: { request } }, { accounts }) {
    const changed = await accounts.changePassword(request, person, present === undefined ? { next } : { present, next });
    if (changed === 'present-wrong') throw new RequestError('PASSWORD_WRONG');
    if (changed === 'easily-guessed') throw new RequestError('PASSWORD_EASY');
    return NO_CONTENT;
  },
});
