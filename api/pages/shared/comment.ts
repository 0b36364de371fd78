import { isPlainText } from '../../../domain/language/plain-text.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import { COMMENT_MAX } from '../../use-cases/typed-text.ts';
import { itemTexts } from '../item/texts.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { translator } from '../ui/texts/bilingual.ts';

/** A reason or comment as it is kept: one kind of line break, trimmed. */
export function commentOf(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/** What is wrong with a comment in the input of that name. */
export function commentMistakes(comment: string, name: string, language: Language): Mistake[] {
  const t = translator(language);
  if (comment.length > COMMENT_MAX) return [{ field: name, text: t(itemTexts.tooLong(comment.length)) }];
  return isPlainText(comment, true) ? [] : [{ field: name, text: t(itemTexts.hiddenCharacters) }];
}
