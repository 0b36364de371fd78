import type { Request } from 'express';
import type { Language } from '../../../domain/language/sentence.ts';
import type { Person } from '../../../store/people.ts';
import { languageOf } from '../../http/language.ts';
import { localPath } from '../../http/local-path.ts';
import { formOf, typed } from './form.ts';
import { openPost, type Route, redirect } from './route.ts';

const COOKIE = 'league_language';
const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;

/** The person's own setting, then what was chosen in this browser, then what the browser asks for. */
export function pageLanguage(request: Request, person: Pick<Person, 'language'> | undefined): Language {
  if (person?.language) return person.language;
  const chosen = new RegExp(`(?:^|;\\s*)${COOKIE}=(zh-Hans|en)(?:;|$)`).exec(request.get('cookie') ?? '')?.[1];
  return (chosen as Language | undefined) ?? languageOf(request, undefined);
}

/** The other language, from now on: in the person's settings when signed in, in this browser otherwise. */
export const languageRoutes: readonly Route[] = [
  openPost('/language', async ({ request, response, person, language }, { accounts }) => {
    const other: Language = language === 'en' ? 'zh-Hans' : 'en';
    if (person) await accounts.changeLanguage(person, other);
    response.cookie(COOKIE, other, { httpOnly: true, sameSite: 'lax', secure: request.secure, maxAge: YEAR_MS });
    return redirect(localPath(typed(formOf(request), 'next')));
  }),
];
