import { z } from 'zod';
import { RequestError } from '../http/request-error.ts';
import { errorSchema } from './answer-schemas.ts';
import { endpoint, NO_CONTENT, ok } from './endpoint.ts';
import { email, password, personSchema, presentPerson } from './person-schemas.ts';

/** A one-time link's token, as it stands in the link. */
const token = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/);

export const signIn = endpoint({
  id: 'signIn',
  method: 'post',
  path: '/session',
  summary: '登录：一次性链接中的 token，或邮箱和密码 / sign in with the token of a one-time link, or address and password',
  access: 'everybody',
  body: z.union([z.strictObject({ token }), z.strictObject({ email, password })]),
  answers: {
    200: { says: '已登录，会话在 Cookie 里 / signed in, the session is in the cookie', body: personSchema },
    401: { says: '链接无效，或邮箱、密码不对 / the link does not work, or address or password is wrong', body: errorSchema },
    403: { says: '不是同源的请求 / not from the same origin', body: errorSchema },
  },
  async handle({ body, http: { request, response } }, { accounts }) {
    const person =
      'token' in body
        ? await accounts.signInWithToken(request, response, body.token)
        : await accounts.signInWithPassword(request, response, body.email, body.password);
    if (!person) throw new RequestError('token' in body ? 'LINK_REFUSED' : 'PASSWORD_REFUSED');
    return ok(presentPerson(person));
  },
});

export const signOut = endpoint({
  id: 'signOut',
  method: 'delete',
  path: '/session',
  summary: '退出登录 / sign out',
  access: 'signed-in',
  answers: { 204: { says: '已退出 / signed out' } },
  async handle({ http: { request, response } }, { accounts }) {
    await accounts.signOut(request, response);
    return NO_CONTENT;
  },
});
