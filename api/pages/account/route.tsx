import { PASSWORD_LENGTH } from '../../accounts/passwords.ts';
import type { PageDeps } from '../deps.ts';
import { formOf, typed } from '../routing/form.ts';
import { get, type PageAnswer, type PageRequest, post, type Route, redirect, shown } from '../routing/route.ts';
import { roleName, unitNames } from '../shared/people-names.ts';
import { accountTexts } from '../ui/texts/accounts.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { AccountPage, type AccountView } from './view.tsx';

/** One's own account: who one is, and a password. */
export const accountRoutes: readonly Route[] = [
  get('/account', async (visit, deps) =>
    accountPage(visit, deps, { saved: visit.request.query['saved'] === '1', ended: visit.request.query['ended'] === '1' }),
  ),

  post('/account/password', async (visit, deps) => {
    const t = translator(visit.language);
    const form = formOf(visit.request);
    const [present, next] = [typed(form, 'present'), typed(form, 'next')];
    const { min, max } = PASSWORD_LENGTH;
    if (next.length < min || next.length > max) {
      return accountPage(visit, deps, { mistakes: [{ field: 'next', text: t(accountTexts.passwordShort(min, max)) }] });
    }
    const changed = await deps.accounts.changePassword(visit.request, visit.person, { next, ...(present ? { present } : {}) });
    if (changed === 'changed') return redirect('/account?saved=1');
    if (changed === 'easily-guessed')
      return accountPage(visit, deps, { mistakes: [{ field: 'next', text: t(accountTexts.passwordEasy) }] });
    return accountPage(visit, deps, { mistakes: [{ field: 'present', text: t(accountTexts.presentWrong) }] });
  }),

  post('/account/sessions', async (visit, deps) => {
    const present = typed(formOf(visit.request), 'present-to-end');
    if (await deps.accounts.endOtherSessions(visit.request, visit.person, present || undefined)) return redirect('/account?ended=1');
    const text = translator(visit.language)(accountTexts.presentWrong);
    return accountPage(visit, deps, { mistakes: [{ field: 'present-to-end', text }] });
  }),
];

async function accountPage({ request, person, language }: PageRequest, deps: PageDeps, view: Partial<AccountView>): Promise<PageAnswer> {
  const { name, email, role, unit } = person;
  const [hasPassword, names, sessions] = await Promise.all([
    deps.accounts.hasPassword(person),
    unitNames(deps, [unit], language),
    deps.accounts.listSessions(request, person),
  ]);
  const wrong = (view.mistakes?.length ?? 0) > 0;
  const full: AccountView = {
    name,
    email,
    role: roleName(role, language, names.bodyAt(unit)),
    unit: names.nameOf(unit),
    hasPassword,
    length: PASSWORD_LENGTH,
    saved: false,
    ended: false,
    sessions: sessions.map(({ usedAt, begunAt: _, ...row }) => ({ ...row, usedAt: usedAt.getTime() })),
    mistakes: [],
    ...view,
  };
  return shown({ status: wrong ? 422 : 200, title: translator(language)(accountTexts.account), wrong, body: <AccountPage {...full} /> });
}
