import type { z } from 'zod';
import { inLanguage, type Language } from '../../domain/language/sentence.ts';
import { ERRORS, type RequestError } from '../http/request-error.ts';
import type { errorSchema } from './answer-schemas.ts';
import type { Answer } from './endpoint.ts';

/** The answer that an error becomes. */
export function answerOf({ code, problems }: Pick<RequestError, 'code' | 'problems'>, language: Language): Answer {
  const { status, ...sentence } = ERRORS[code];
  const body: z.output<typeof errorSchema> = {
    error: { code, message: inLanguage(sentence, language), ...(problems.length > 0 ? { problems: [...problems] } : {}) },
  };
  return { status, body };
}
