import type { Language } from '../../../domain/language/sentence.ts';
import type { RoundEnd } from '../../../domain/state/township-state.ts';
import type { Again } from '../../use-cases/tasks.ts';
import { itemTexts } from '../item/texts.ts';
import { tasksTexts } from '../tasks/texts.ts';
import { translator } from '../ui/texts/bilingual.ts';

/** How the round before ended, as whoever has to do it again is told. */
export function endWord(ended: RoundEnd, language: Language): string {
  return translator(language)(ended === 'returned' ? tasksTexts.sentBack : itemTexts[ended]);
}

/** The same with the reason that was given. */
export function againText({ ended, reason }: Again, language: Language): string {
  const how = endWord(ended, language);
  return reason ? translator(language)(tasksTexts.again(how, reason)) : how;
}
