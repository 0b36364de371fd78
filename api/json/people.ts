import { z } from 'zod';
import { findPerson, type Person } from '../../store/people.ts';
import type { PersonProblem, SignInLink } from '../accounts/accounts.ts';
import { administers } from '../accounts/administration.ts';
import { countyOf, knownUnits } from '../accounts/known-units.ts';
import type { AppDeps } from '../deps.ts';
import { pageOf, pageQuery, rowsOf } from '../http/paging.ts';
import { RequestError } from '../http/request-error.ts';
import { errorSchema, paging } from './answer-schemas.ts';
import { type Caller, endpoint, ok, reply } from './endpoint.ts';
import { leaveEmpty, personChange, personEntry, personPath, personSchema, presentPerson } from './person-schemas.ts';

/** People are the administrators' affair: everyone, or everyone of their county. */
const access = ['administrator'] as const;

/** Somebody who is there and theirs to administer; others are not told apart from nobody. @throws RequestError NOT_FOUND */
async function theirs(
  { params: { id }, caller }: { readonly params: { readonly id: string }; readonly caller: Caller },
  { store }: AppDeps,
) {
  const person = await findPerson(store, id);
  if (!person || !administers(caller.person, person.unit)) throw new RequestError('NOT_FOUND');
}

const changed = {
  200: { says: '本人现在的信息 / the person as they are now', body: personSchema },
  409: {
    says: '邮箱已有人用，或是最后一名管理员，或该单位以后无人办理 / the address is taken, or it is the last administrator, or nobody else could act for the body',
    body: errorSchema,
  },
  422: { says: '单位不对 / the unit does not fit', body: errorSchema },
} as const;

/** @throws RequestError for a problem */
function done<T extends Person | SignInLink>(result: T | PersonProblem): T {
  if (typeof result === 'string') throw new RequestError(result);
  return result;
}

/** The same of somebody with a unit: when their county has none of that name, with those it has. @throws RequestError */
async function placed(deps: AppDeps, unit: string | undefined, result: Person | PersonProblem): Promise<Person> {
  if (result !== 'UNIT_UNKNOWN') return done(result);
  const known = (await knownUnits(deps, countyOf(unit ?? ''))) ?? [];
  const listed = known.map((one) => `${one.unit}（${one.name}）`).join('、');
  const message = listed || '乡镇人员随县名册添加 / people of townships come with the county file';
  throw new RequestError(result, [{ path: 'unit', code: result, message }]);
}

export const listPeople = endpoint({
  id: 'listPeople',
  method: 'get',
  path: '/people',
  summary: '人员，按单位和姓名 / people, by unit and name',
  access,
  query: pageQuery,
  answers: { 200: { says: '人员 / people', body: z.strictObject({ people: z.array(personSchema), ...paging }) } },
  async handle({ caller: { person }, query }, { accounts }) {
    const { skip, limit } = rowsOf(query);
    const { rows, ...place } = pageOf((await accounts.listPeople(person)).slice(skip, skip + limit), query);
    return ok({ people: rows.map(presentPerson), ...place });
  },
});

export const addPerson = endpoint({
  id: 'addPerson',
  method: 'post',
  path: '/people',
  summary: '添加人员 / add somebody',
  access,
  body: personEntry,
  answers: { 201: { says: '已添加 / added', body: personSchema }, 409: changed[409], 422: changed[422] },
  async handle({ caller: { person }, body }, deps) {
    return reply(201, presentPerson(await placed(deps, body.unit, await deps.accounts.addPerson(person, defined(body)))));
  },
});

export const changePerson = endpoint({
  id: 'changePerson',
  method: 'patch',
  path: '/people/{id}',
  summary: '更改人员；没有写的不变 / change somebody; what is not named stays',
  access,
  before: theirs,
  params: personPath,
  body: personChange,
  answers: changed,
  async handle({ caller: { person }, params: { id }, body }, deps) {
    const unit = body.unit ?? (await findPerson(deps.store, id))?.unit;
    const { leaveEmpty = false, ...change } = defined(body);
    return ok(presentPerson(await placed(deps, unit, await deps.accounts.changePerson(person, id, change, { leaveEmpty }))));
  },
});

export const deactivatePerson = endpoint({
  id: 'deactivatePerson',
  method: 'post',
  path: '/people/{id}/deactivation',
  summary: '停用账号，会话立即结束 / deactivate an account; its sessions end at once',
  access,
  before: theirs,
  params: personPath,
  body: z.strictObject({ leaveEmpty }),
  answers: changed,
  async handle({ caller: { person }, params: { id }, body }, { accounts }) {
    return ok(presentPerson(done(await accounts.deactivatePerson(person, id, { leaveEmpty: body.leaveEmpty ?? false }))));
  },
});

export const reactivatePerson = endpoint({
  id: 'reactivatePerson',
  method: 'post',
  path: '/people/{id}/reactivation',
  summary: '恢复账号 / make an account active again',
  access,
  before: theirs,
  params: personPath,
  body: z.strictObject({}),
  answers: changed,
  async handle({ caller: { person }, params: { id } }, { accounts }) {
    return ok(presentPerson(done(await accounts.reactivatePerson(person, id))));
  },
});

export const createSignInLink = endpoint({
  id: 'createSignInLink',
  method: 'post',
  path: '/people/{id}/sign-in-links',
  summary: '为某人生成一次性登录链接，30 分钟有效 / a one-time link for somebody, 30 minutes',
  access,
  before: theirs,
  params: personPath,
  body: z.strictObject({}),
  answers: {
    201: {
      says: '链接，只显示这一次；配置了邮件服务器时已发给本人，不显示 / the link, shown this once; where mail is sent it went to its owner instead',
      body: z.strictObject({ link: z.string().optional(), mailed: z.boolean(), expiresAt: z.iso.datetime() }),
    },
    409: { says: '账号已停用 / the account is not active', body: errorSchema },
  },
  async handle({ caller: { person }, params: { id } }, { accounts }) {
    const { link, expiresAt } = done(await accounts.createLink(person, id));
    return reply(201, { ...(link ? { link } : {}), mailed: !link, expiresAt: expiresAt.toISOString() });
  },
});

/** Without the keys that say nothing. */
type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
}
