import type { Request } from 'express';
import type { Language } from '../../domain/language/sentence.ts';
import type { Person } from '../../store/people.ts';

/** The person's own setting; without one what the client asks for; else Chinese. */
export function languageOf(request: Request, person: Pick<Person, 'language'> | undefined): Language {
  if (person?.language) return person.language;
  return request.acceptsLanguages('zh-Hans', 'zh-CN', 'zh', 'en') === 'en' ? 'en' : 'zh-Hans';
}
