import { plainAddress } from '../../../domain/language/mail-address.ts';
import type { Bilingual } from '../../../domain/language/problem.ts';
import { localPath } from '../../http/local-path.ts';
import type { PageDeps } from '../deps.ts';
import { formOf, typed } from '../routing/form.ts';
import { type OpenPageRequest, openGet, openPost, type PageAnswer, post, type Route, redirect, shown } from '../routing/route.ts';
import { accountTexts } from '../ui/texts/accounts.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { ConfirmSignInPage, SignInPage, type SignInView } from './view.tsx';

/** No page of ours has a longer address. */
const LONGEST_NEXT = 300;

/** Signing in by one-time link or password, and out. */
export const signInRoutes: readonly Route[] = [
  openGet('/sign-in', async ({ request, person, language }) => {
    const next = localPath(request.query['next']);
    const { token } = request.query;
    if (typeof token === 'string' && token !== '') {
      const present = person ? { present: person.name } : {};
      return shown({ title: titleIn(language), body: <ConfirmSignInPage token={token.slice(0, 200)} next={next} {...present} /> });
    }
    return person ? redirect(next) : signInPage({ language }, { next });
  }),

  openPost('/sign-in', async (visit, { accounts }) => {
    const form = formOf(visit.request);
    const next = localPath(typed(form, 'next'));
    const token = typed(form, 'token');
    if (token !== '') {
      const person = await accounts.signInWithToken(visit.request, visit.response, token);
      return person ? redirect(next) : signInPage(visit, { next, told: 'link-used' }, 403);
    }
    const email = plainAddress(typed(form, 'email'));
    const person = await accounts.signInWithPassword(visit.request, visit.response, email, typed(form, 'password'));
    return person ? redirect(next) : mistaken(visit, { next, email }, 'email', accountTexts.wrongPassword);
  }),

  openPost('/sign-in/link', async (visit, { accounts }) => {
    const form = formOf(visit.request);
    const next = localPath(typed(form, 'next'));
    const email = plainAddress(typed(form, 'link-email'));
    if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) {
      return mistaken(visit, { next, email }, 'link-email', accountTexts.emailMissing);
    }
    await accounts.mailSignInLink(visit.request, email, next.length <= LONGEST_NEXT ? next : '/');
    return signInPage(visit, { next, told: 'link-sent' });
  }),

  post('/sign-out', async (visit, deps) => signOut(visit, deps)),
];

async function signOut({ request, response }: OpenPageRequest, { accounts }: PageDeps): Promise<PageAnswer> {
  await accounts.signOut(request, response);
  return redirect('/sign-in');
}

function titleIn(language: OpenPageRequest['language']): string {
  return translator(language)(accountTexts.signIn);
}

function signInPage({ language }: Pick<OpenPageRequest, 'language'>, view: Partial<SignInView>, status = 200): PageAnswer {
  const body = <SignInPage next="/" email="" mistakes={[]} {...view} />;
  return shown({ status, title: titleIn(language), wrong: (view.mistakes?.length ?? 0) > 0, body });
}

function mistaken(visit: OpenPageRequest, view: Partial<SignInView>, field: string, text: Bilingual): PageAnswer {
  return signInPage(visit, { ...view, mistakes: [{ field, text: translator(visit.language)(text) }] }, 422);
}
